"""Editing the network."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationStackedInline

from cinterfor.desk.history_admin import HistoryAdmin
from cinterfor.desk.list_filters import ComputedFilter
from cinterfor.desk.record_admin import RecordAdmin, Rows, TranslatedAdmin, in_all_languages

from .forms import MembershipFormSet
from .models import CooperationOffer, Country, Figure, Institution, Membership, Sector, Standing


class StandingFilter(ComputedFilter):
    title = _("standing")
    parameter_name = "standing"
    choices_of = Standing


class MembershipRows(Rows, admin.StackedInline):
    """The periods in which the institution is or was a member."""

    model = Membership
    formset = MembershipFormSet
    fields = (("kind", "basis"), ("begins", "ends", "ended"), ("source", "verified_on"))


class CooperationRows(Rows, TranslationStackedInline):
    """What the institution offers to others and seeks from them."""

    model = CooperationOffer
    fields = (("direction", "theme"), "note", "stated_on")
    autocomplete_fields = ("theme",)


@admin.register(Country)
class CountryAdmin(RecordAdmin):
    names = ("name", "code")
    facts = ("region", "in_network", "capital", ("latitude", "longitude"))
    address = ()
    columns = ("code", "region", "in_network")
    filters = ("region", "in_network")
    search_fields = (*in_all_languages("name"), "code")


@admin.register(Sector)
class SectorAdmin(HistoryAdmin, TranslatedAdmin):
    fields = ("name", "slug")
    prepopulated_fields = {"slug": ("name_es",)}
    list_display = ("name", "slug")
    search_fields = (*in_all_languages("name"), "slug")


@admin.register(Institution)
class InstitutionAdmin(RecordAdmin):
    names = ("name", "acronym", "official_name", "former_names")
    description = ("description", "logo", "website")
    facts = (
        ("management", "coverage"),
        "tripartite",
        "founded",
        ("dissolved", "dissolved_on"),
        "city",
        ("latitude", "longitude"),
        "working_languages",
        ("ror", "wikidata", "isni"),
    )
    relations = ("country", "sector", "successor")
    columns = ("acronym", "country", "standing")
    filters = (StandingFilter, "memberships__kind", "memberships__basis", "management", "coverage", "country")
    list_select_related = ("country",)
    autocomplete_fields = ("country", "sector", "successor")
    search_fields = (
        *in_all_languages("name"),
        *in_all_languages("acronym"),
        "official_name",
        "former_names",
        "slug",
    )
    inlines = (MembershipRows, CooperationRows)

    def get_queryset(self, request):
        return super().get_queryset(request).with_standing()

    @admin.display(description=_("standing"), ordering="standing")
    def standing(self, institution):
        return Standing(institution.standing).label


@admin.register(Figure)
class FigureAdmin(HistoryAdmin, TranslatedAdmin):
    fieldsets = (
        (_("Names and titles"), {"fields": ("label", "context")}),
        (_("Facts"), {"fields": ("value", "at_least", "year", "by", "source")}),
        (_("Publication"), {"fields": ("published", "position", "slug")}),
    )
    prepopulated_fields = {"slug": ("label_es", "year")}
    list_display = ("label", "value", "year", "by", "published")
    list_filter = ("published", "year")
    search_fields = (*in_all_languages("label", "context"), "by", "slug")
