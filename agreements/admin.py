"""Editing agreements."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationStackedInline

from cinterfor.desk.editing import RowsFormSet
from cinterfor.desk.list_filters import ComputedFilter, DecadeFilter
from cinterfor.desk.record_admin import RecordAdmin, Rows, in_all_languages
from cinterfor.publishing.languages import texts
from knowledge.document_rows import DocumentRows

from .models import Agreement, AgreementText, Party, Status
from .models.links import EARLIER


class StatusFilter(ComputedFilter):
    title = _("state")
    parameter_name = "status"
    choices_of = Status


class PartyFormSet(RowsFormSet):
    """Parties of one agreement: a group is named once, as an institution or a country is."""

    def conflict(self, first, second):
        names = {name.casefold() for name in texts(first, "name").values()}
        if names.intersection(name.casefold() for name in texts(second, "name").values()):
            return _("This group is a party already.")
        return super().conflict(first, second)


class PartyRows(Rows, TranslationStackedInline):
    """Who signed: each an institution, a country or a named group."""

    model = Party
    formset = PartyFormSet
    fields = (("institution", "country"), "name", ("role", "position"), ("joined", "withdrew"))
    autocomplete_fields = ("institution", "country")


class TextRows(DocumentRows):
    """What was signed, and its translations."""

    model = AgreementText
    fields = ("language", "is_authentic", "file", "url", "reading_in_words")


@admin.register(Agreement)
class AgreementAdmin(RecordAdmin):
    names = ("title", "original_language")
    description = ("summary",)
    facts = (
        ("instrument", "modality"),
        ("signed", "enters_into_force"),
        ("ends", "duration_months"),
        ("renews_tacitly", "renewal_months"),
        "stated_in_force_on",
        ("terminated", "terminated_on"),
        "termination_reason",
        ("amount", "currency"),
        "involves_centre",
    )
    relations = ("countries", "themes", "evaluations", *EARLIER)
    columns = ("signed", "instrument", "status")
    filters = (StatusFilter, DecadeFilter, "instrument", "modality", "involves_centre", "countries")
    autocomplete_fields = ("countries", "themes", "evaluations", *EARLIER)
    search_fields = (*in_all_languages("title", "parties__name"), "parties__institution__acronym", "slug")
    inlines = (PartyRows, TextRows)

    def get_queryset(self, request):
        return super().get_queryset(request).with_status()

    @admin.display(description=_("state"), ordering="status")
    def status(self, agreement):
        return agreement.get_status_display()
