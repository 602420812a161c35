"""Editing agreements."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationStackedInline

from cinterfor.desk.list_filters import ComputedFilter, DecadeFilter
from cinterfor.desk.record_admin import RecordAdmin, Rows, in_all_languages

from .models import Agreement, Party, Status


class StatusFilter(ComputedFilter):
    title = _("state")
    parameter_name = "status"
    choices_of = Status


class PartyRows(Rows, TranslationStackedInline):
    """Who signed: each an institution, a country or a named group."""

    model = Party
    fields = (("institution", "country"), "name", ("role", "position"))
    autocomplete_fields = ("institution", "country")


@admin.register(Agreement)
class AgreementAdmin(RecordAdmin):
    names = ("title", "original_language")
    description = ("summary",)
    facts = (
        ("instrument", "modality"),
        "signed",
        ("ends", "duration_months"),
        ("renews_tacitly", "stated_in_force_on"),
        ("terminated", "terminated_on"),
        "termination_reason",
        ("amount", "currency"),
        "involves_centre",
    )
    relations = ("countries", "themes", "evaluations", "amends", "replaces", "renews")
    columns = ("signed", "instrument", "status")
    filters = (StatusFilter, DecadeFilter, "instrument", "modality", "involves_centre", "countries")
    autocomplete_fields = ("countries", "themes", "evaluations", "amends", "replaces", "renews")
    search_fields = (*in_all_languages("title", "parties__name"), "parties__institution__acronym", "slug")
    inlines = (PartyRows,)

    def get_queryset(self, request):
        return super().get_queryset(request).with_status()

    @admin.display(description=_("state"), ordering="status")
    def status(self, agreement):
        return agreement.get_status_display()
