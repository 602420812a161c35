"""Editing what the network knows and publishes."""

from urllib.parse import urlencode

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from cinterfor.desk.history_admin import HistoryAdmin
from cinterfor.desk.list_filters import DecadeFilter
from cinterfor.desk.record_admin import PlainAdmin, RecordAdmin, Rows, in_all_languages
from cinterfor.duplicates.duplicates_admin import DuplicatesAdmin

from . import event_admin  # noqa: F401 (registers the admins of events)
from .document_rows import DocumentRows
from .follow_ups import FollowsEvent
from .forms import PageForm, SeriesForm
from .list_filters import AccessFilter
from .models import (
    Contribution,
    Descriptor,
    NewsItem,
    Page,
    Person,
    Product,
    ProductFile,
    Question,
    Series,
    Theme,
    WorkRelation,
)
from .page_list import PageChangeList

PRACTICE = (
    _("Sheet of the good practice"),
    {
        "description": _(
            "Only for works whose kind is “good practice”: what was done, by whom and for whom. "
            "The page shows it as a sheet. Of other kinds nothing of this is shown."
        ),
        "fields": (
            "practice_entity",
            "practice_scope",
            # Each by itself: Django leaves a part folded whose wrong field stands in a pair.
            "practice_begins",
            "practice_ends",
            "practice_aims",
            "practice_group",
            "practice_results",
        ),
    },
)
VIDEO = (
    _("Video"),
    {
        "description": _(
            "Only for works whose kind is “video”. Its address on YouTube, Vimeo or another site is that of "
            "the work, above; its picture is the cover. The portal links to it and plays nothing itself."
        ),
        "fields": ("length", "captions"),
    },
)


class ContributionRows(Rows, admin.StackedInline):
    """Who made the work."""

    model = Contribution
    fields = (("person", "institution"), ("role", "position"), "name_as_printed")
    autocomplete_fields = ("person", "institution")


class FileRows(DocumentRows):
    """The work itself."""

    model = ProductFile
    fields = ("file", "language", "label", "reading_in_words")


class RelationRows(Rows, admin.TabularInline):
    """Other works that this one was made from, or after; what they are to this one follows by itself."""

    model = WorkRelation
    fk_name = "product"
    fields = ("kind", "other")
    autocomplete_fields = ("other",)


@admin.register(Product)
class ProductAdmin(FollowsEvent, RecordAdmin):
    """In the order of Dublin Core: title, description, publisher, date, type, identifier, language."""

    names = ("title", "translated_title")
    description = ("abstract", "abstract_is_note", "cover")
    facts = (
        ("publisher", "place"),
        "issued",
        "kind",
        ("pages", "extent", "edition"),
        ("isbn", "issn"),
        ("doi", "handle"),
        "url",
        "kept_at",
        ("licence", "rights_holder"),
        "language",
        "audience",
        ("series", "volume", "number"),
    )
    relations = ("themes", "countries", "institutions", "event")
    sheets = {"is_practice": PRACTICE, "is_video": VIDEO}
    columns = ("kind", "language", "issued")
    filters = (DecadeFilter, "kind", "language", "series", AccessFilter, "themes", "countries")
    autocomplete_fields = ("series", "themes", "countries", "institutions", "event")
    search_fields = (
        "title",
        *in_all_languages("translated_title"),
        "contributions__person__family_name",
        "contributions__institution__acronym",
        "isbn",
        "issn",
        "doi",
        "handle",
        "series__title",
    )
    inlines = (ContributionRows, FileRows, RelationRows)


@admin.register(Person)
class PersonAdmin(DuplicatesAdmin, HistoryAdmin, PlainAdmin):
    change_form_template = "admin/compared_change_form.html"
    fields = ("given_name", "family_name", "orcid", "slug")
    prepopulated_fields = {"slug": ("family_name", "given_name")}
    list_display = ("family_name", "given_name", "orcid")
    search_fields = ("family_name", "given_name", "orcid", "slug", "contributions__name_as_printed")


@admin.register(Series)
class SeriesAdmin(DuplicatesAdmin, HistoryAdmin, PlainAdmin):
    """No pages of its own: the list of its works is its page."""

    form = SeriesForm
    change_form_template = "admin/compared_change_form.html"
    fields = ("title", "kind", "issn", "slug")
    prepopulated_fields = {"slug": ("title",)}
    list_display = ("title", "kind", "issn")
    list_filter = ("kind",)
    search_fields = ("title", "issn")

    def view_on_site(self, series):
        return f"{reverse('product_list')}?{urlencode({'series': series.slug})}"


@admin.register(Theme)
class ThemeAdmin(RecordAdmin):
    names = ("name", "alt_labels")
    description = ("scope_note", "scope_note_source", "scope_note_url")
    facts = ("ilo_thesaurus", "esco", "isced_f")
    relations = ("broader",)
    columns = ("broader",)
    filters = (("broader", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("broader",)
    autocomplete_fields = ("broader",)
    search_fields = (*in_all_languages("name", "alt_labels"), "slug")


@admin.register(Question)
class QuestionAdmin(RecordAdmin):
    names = ("question",)
    description = ("answer",)
    facts = (("category", "position"),)
    columns = ("category", "position")
    filters = ("category",)
    search_fields = in_all_languages("question", "answer")


@admin.register(Page)
class PageAdmin(RecordAdmin):
    form = PageForm
    names = ("title",)
    description = ("summary", "body", "image")
    facts = (("in_menu", "menu", "position"),)
    relations = ("parent",)
    columns = ("menu", "position")
    filters = ("menu",)
    list_select_related = ("parent",)
    autocomplete_fields = ("parent",)
    search_fields = (*in_all_languages("title", "summary"), "slug")

    def get_changelist(self, request, **kwargs):
        return PageChangeList

    @admin.display(description=_("title or name"), ordering="pk")
    def title_column(self, record):
        depth = getattr(record, "depth", 0)
        if not depth:
            return str(record)
        # Translators: before the title of a page in the list of pages: below how many others it stands.
        told = _("level %(number)s") % {"number": depth + 1}
        return format_html(
            '<span class="branch branch--{}"><span class="visually-hidden">{}: </span>{}</span>',
            min(depth, 6),
            told,
            record,
        )

    @admin.display(description=_("in the menu"), boolean=True)
    def in_menu(self, page):
        return bool(page.menu)


@admin.register(NewsItem)
class NewsItemAdmin(FollowsEvent, RecordAdmin):
    names = ("title", "original_language")
    description = ("summary", "body", "image")
    facts = ("date", "scope")
    relations = ("themes", "countries", "institutions", "event")
    columns = ("date", "scope")
    filters = (DecadeFilter, "scope", "themes", "countries")
    autocomplete_fields = ("themes", "countries", "institutions", "event")
    search_fields = in_all_languages("title", "summary")


@admin.register(Descriptor)
class DescriptorAdmin(PlainAdmin):
    """Which theme each descriptor of other catalogues means: the most frequent first."""

    fields = ("text", "theme", "vocabulary", "works")
    readonly_fields = ("works",)
    list_display = ("text", "theme", "vocabulary", "works")
    list_filter = (("theme", admin.EmptyFieldListFilter), "vocabulary")
    list_select_related = ("theme",)
    autocomplete_fields = ("theme",)
    search_fields = ("text", "vocabulary")
    search_help_text = _("Descriptors come in with imports. Works that come in with one get its theme.")
