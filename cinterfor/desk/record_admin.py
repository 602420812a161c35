"""How editors see records: the admin classes that the apps' own build on."""

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import lookup_spawns_duplicates
from django.contrib.admin.views.main import ORDER_VAR, ChangeList
from django.contrib.auth import get_user_model
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import OuterRef, Subquery, URLField
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from js_asset import Media
from modeltranslation.admin import TabbedTranslationAdmin

from cinterfor.announcing.pinning import PinnedAdmin
from cinterfor.duplicates.duplicates_admin import DuplicatesAdmin
from cinterfor.exchange.exchange_admin import ExchangeAdmin
from cinterfor.history.state import rows_may_swap
from cinterfor.images.editing import ChoosesImages
from cinterfor.publishing.languages import LANGUAGES
from cinterfor.publishing.models import Publication
from cinterfor.quality.record_admin import QualityAdmin, QualityFilter, by_quality

from .actions import ActionsOnKnownRows, RecordActions
from .address_input import ShowsAddresses
from .choosing import ChosenByTyping
from .editing import LinesField, PlainErrorsForm, RecordForm, RowsFormSet
from .edition_admin import PAGE_LOAD, EditionAdmin
from .explaining import Explained, help_for
from .finding import FoundByWords
from .history_admin import HistoryAdmin
from .list_filters import LinkedFilter, WorkFilter
from .locking import is_locking
from .models import Pending
from .pages import admin_page
from .preview_admin import PreviewAdmin

PUBLICATION = (
    "status_in_words",
    "published_from",
    "held_languages",
    ("review_note", "assignee"),
    "withdrawal_reason",
    "minor_change",
    "verified_on",
    "source",
    "editor_note",
)
OWN_FIELDS = {ArrayField: {"form_class": LinesField}, URLField: {"assume_scheme": "https"}}


def in_all_languages(*fields: str) -> tuple[str, ...]:
    """The columns of translated fields, for the search: the bare name would search one language only."""
    return tuple(f"{field}_{language}" for field in fields for language in LANGUAGES)


def _checked_again_on_conflict(view, *args, **kwargs):
    """Where another request took a place between our check and our write, check once more: now it shows."""
    try:
        return view(*args, **kwargs)
    except IntegrityError:
        return view(*args, **kwargs)


class EditedByOneAtATime(Explained, ChosenByTyping, ActionsOnKnownRows):
    """Two editors of one record wait for each other, and each sees what the other wrote."""

    def get_object(self, request, object_id, from_field=None):
        records = self.get_queryset(request)
        if is_locking(request):
            # What is computed beside the record may be older than it, where this has waited for another.
            records = records.select_for_update(of=("self",))
        field = self.opts.get_field(from_field) if from_field else self.opts.pk
        try:
            return records.get(**{field.name: field.to_python(object_id)})
        except (self.model.DoesNotExist, ValidationError, ValueError):
            return None

    def _address(self, page: str, *args) -> str:
        return admin_page(self.model, page, *args)

    def changeform_view(self, *args, **kwargs):
        return _checked_again_on_conflict(super().changeform_view, *args, **kwargs)

    def delete_view(self, *args, **kwargs):
        return _checked_again_on_conflict(super().delete_view, *args, **kwargs)

    def save_formset(self, request, form, formset, change):
        with rows_may_swap(formset.model):
            super().save_formset(request, form, formset, change)


class PortalChangeList(ChangeList):
    """A list whose title column is sorted by the sort key of the editor's language."""

    def get_filters(self, request):
        """Filters by links find no record twice: else Django compares whole records to tell."""
        specs, exist, others, _may_repeat, active = super().get_filters(request)
        joined = (
            spec.field_path
            for spec in specs
            if isinstance(spec, admin.FieldListFilter)
            and not isinstance(spec, LinkedFilter)
            and spec.used_parameters
        )
        may_repeat = any(lookup_spawns_duplicates(self.lookup_opts, path) for path in (*others, *joined))
        return specs, exist, others, may_repeat, active

    def get_ordering(self, request, queryset):
        ordering = super().get_ordering(request, queryset)
        is_one_column = "." not in self.params.get(ORDER_VAR, "")
        return by_quality(ordering) if is_one_column else ordering

    def get_ordering_field(self, field_name):
        if field_name == "title_column":
            return f"sort_key_{get_language()}"
        return super().get_ordering_field(field_name)


class PlainAdmin(EditedByOneAtATime, admin.ModelAdmin):
    """What has neither languages nor an address of its own."""

    form = PlainErrorsForm
    formfield_overrides = OWN_FIELDS


class TranslatedAdmin(EditedByOneAtATime, TabbedTranslationAdmin):
    """What has texts in the portal's languages, a tab for each."""

    form = PlainErrorsForm
    formfield_overrides = OWN_FIELDS

    def render_change_form(self, request, context, *args, **kwargs):
        # The text editor's import map is an inline script: it needs the nonce of the page.
        context["media"] = Media.from_media(context["media"], nonce=request.csp_nonce)
        return super().render_change_form(request, context, *args, **kwargs)


def _folded(sheet: tuple) -> tuple:
    title, options = sheet
    return title, {"classes": ("collapse",), **options}


class RecordAdmin(
    DuplicatesAdmin,
    ShowsAddresses,
    FoundByWords,
    PinnedAdmin,
    QualityAdmin,
    EditionAdmin,
    PreviewAdmin,
    ExchangeAdmin,
    HistoryAdmin,
    ChoosesImages,
    RecordActions,
    TranslatedAdmin,
):
    """A public record, in the same order everywhere: names, description, facts, relations, publication."""

    form = RecordForm
    names: tuple = ()
    description: tuple = ()
    facts: tuple = ()
    relations: tuple = ()
    #: Fieldsets of some records, folded for the others: name of a property of the record -> fieldset.
    sheets: dict[str, tuple] = {}
    address: tuple = ("slug",)
    columns: tuple = ()
    filters: tuple = ()
    readonly_fields = ("status_in_words", "created_at", "changed_at")
    list_per_page = 50
    # The number of all records, beside that of those found, costs a count of its own.
    show_full_result_count = False

    def __init__(self, model, admin_site):
        parts = (
            (_("Names and titles"), self.names),
            (_("Description"), self.description),
            (_("Facts"), self.facts),
            (_("Relations"), self.relations),
            (_("Publication"), PUBLICATION),
            (
                _("Address"),
                (*self.address, ("created_at", "changed_at"), PAGE_LOAD),
            ),
        )
        self.fieldsets = [(title, {"fields": fields}) for title, fields in parts if fields]
        # Before what is said of its publication.
        self.fieldsets[-2:-2] = [_folded(sheet) for sheet in self.sheets.values()]
        self.list_display = (
            "title_column",
            "status_in_words",
            "languages_filled",
            *self.columns,
            "quality_score",
            "changed",
        )
        self.list_filter = (WorkFilter, QualityFilter, "publication_status", *self.filters)
        if "slug" in self.address:
            name = model.title_field
            translated = f"{name}_{LANGUAGES[0]}" in {field.name for field in model._meta.get_fields()}
            self.prepopulated_fields = {"slug": (f"{name}_{LANGUAGES[0]}" if translated else name,)}
        super().__init__(model, admin_site)

    def get_fieldsets(self, request, obj=None):
        unfolded = {title for name, (title, _options) in self.sheets.items() if obj and getattr(obj, name)}
        return [
            (title, options | {"classes": ()} if title in unfolded else options)
            for title, options in super().get_fieldsets(request, obj)
        ]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if choices := getattr(getattr(db_field, "base_field", None), "choices", None):
            return forms.TypedMultipleChoiceField(
                label=capfirst(db_field.verbose_name),
                help_text=db_field.help_text or help_for(db_field),
                choices=choices,
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
        if db_field.name in ("review_note", "editor_note"):
            kwargs["widget"] = forms.Textarea(attrs={"rows": 3, "cols": 60, "class": "vLargeTextField"})
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "assignee":
            field.widget = field.widget.widget  # without the links to edit accounts
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "assignee":
            kwargs["widget"] = forms.Select
            kwargs["queryset"] = get_user_model().objects.filter(is_active=True, is_staff=True)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_changelist(self, request, **kwargs):
        return PortalChangeList

    def get_ordering(self, request):
        return [f"sort_key_{get_language()}", "pk"]

    def view_on_site(self, record):
        return record.get_absolute_url() if record.is_public else None

    def get_queryset(self, request):
        pending = Pending.objects.of(self.model).filter(record_id=OuterRef("pk"))
        return super().get_queryset(request).annotate(pending_status=Subquery(pending.values("status")[:1]))

    @admin.display(description=_("publication"), ordering="publication_status")
    def status_in_words(self, record):
        if record.pending_status == Publication.REVIEW:
            return _("Published; changes in review")
        if record.pending_status:
            return _("Published; changes pending")
        if record.publication_status == Publication.PUBLISHED and not record.is_public:
            return _("Scheduled")
        return record.get_publication_status_display()

    @admin.display(description=_("title or name"), ordering="pk")
    def title_column(self, record):
        return str(record)

    @admin.display(description=_("changed"), ordering="changed_at")
    def changed(self, record):
        return date_format(localdate(record.changed_at), "SHORT_DATE_FORMAT")

    @admin.display(description=_("languages"))
    def languages_filled(self, record):
        badges = ((language,) for language in record.languages())
        return format_html_join(" ", '<span class="language">{}</span>', badges) or "–"


class Rows(Explained, ChosenByTyping):
    """Rows edited on the page of the record that they belong to."""

    form = PlainErrorsForm
    formset = RowsFormSet
    formfield_overrides = OWN_FIELDS
    extra = 0
