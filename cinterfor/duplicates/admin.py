"""The lists of pairs that may be one, and of those that were made one."""

from django.apps import apps
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cinterfor.desk.actions import ActionsOnKnownRows
from cinterfor.desk.pages import editing_page
from cinterfor.desk.read_only import ReadOnly
from cinterfor.desk.roles import may_change
from cinterfor.publishing.models import Record

from .models import LikelyDuplicate, Merge
from .registry import all_compared
from .rights import may_merge, may_view
from .typing_admin import in_words


class KindFilter(admin.SimpleListFilter):
    """By kind of record, of those that the editor may see."""

    title = _("kind of record")
    parameter_name = "model"

    def lookups(self, request, model_admin):
        return [
            (item.label, capfirst(item.model._meta.verbose_name_plural)) for item in _seen_by(request.user)
        ]

    def queryset(self, request, queryset):
        return queryset.filter(model=self.value()) if self.value() else queryset


class DismissedFilter(admin.SimpleListFilter):
    """Pairs that nobody has looked at yet; on request those of which somebody said that they are two."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("dismissed", _("Not a duplicate")), ("all", _("All"))]

    def choices(self, changelist):
        shown = [(None, _("To look at")), *self.lookup_choices]
        for value, title in shown:
            query = changelist.get_query_string(
                {self.parameter_name: value} if value else {}, [] if value else [self.parameter_name]
            )
            yield {"selected": self.value() == value, "query_string": query, "display": title}

    def queryset(self, request, queryset):
        if self.value() == "all":
            return queryset
        return queryset.dismissed() if self.value() == "dismissed" else queryset.waiting()


class PairList(ChangeList):
    """Reads the records of a page of pairs, a query for each kind of them."""

    def get_results(self, request):
        super().get_results(request)
        self.result_list = list(self.result_list)
        wanted: dict[str, set[int]] = {}
        for pair in self.result_list:
            wanted.setdefault(pair.model, set()).update(self.model_admin.keys_of(pair))
        found = {
            label: apps.get_model(label)._default_manager.in_bulk(keys) for label, keys in wanted.items()
        }
        for pair in self.result_list:
            pair.records = [found[pair.model].get(key) for key in self.model_admin.keys_of(pair)]
            pair.user = request.user


class OfTwoRecords(ReadOnly, ActionsOnKnownRows, admin.ModelAdmin):
    """A list of pairs of records: seen by whom the records may be seen, and written by the portal alone."""

    list_display_links = None
    readonly_fields = ("kind",)
    list_per_page = 50

    def get_changelist(self, request, **kwargs):
        return PairList

    def get_queryset(self, request):
        seen = [item.label for item in _seen_by(request.user)]
        return super().get_queryset(request).filter(model__in=seen)

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def has_view_permission(self, request, obj=None):
        return request.user.is_active and request.user.is_staff and bool(_seen_by(request.user))

    @admin.display(description=_("kind of record"), ordering="model")
    def kind(self, pair):
        return capfirst(apps.get_model(pair.model)._meta.verbose_name)


@admin.register(LikelyDuplicate)
class LikelyDuplicateAdmin(OfTwoRecords):
    list_display = ("first", "second", "why_in_words", "likeness", "kind", "merge")
    list_filter = (KindFilter, DismissedFilter)
    fields = ("kind", "in_common", "why", "score", "found_at", "dismissed_at", "dismissed_by")
    readonly_fields = ("kind", "in_common")
    actions = ("dismiss",)

    @staticmethod
    def keys_of(pair):
        return pair.first_id, pair.second_id

    # Translators: of two records that may be one: a name, acronym or identifier, “SENA / SENAI”.
    @admin.display(description=_("in common or alike"))
    def in_common(self, pair):
        return " / ".join(dict.fromkeys(pair.texts))

    @admin.action(description=_("These are not duplicates"), permissions=["view"])
    def dismiss(self, request, queryset):
        for label in queryset.order_by().values_list("model", flat=True).distinct():
            if not may_change(request.user, apps.get_model(label)):
                raise PermissionDenied
        count = queryset.dismiss(request.user)
        text = ngettext(
            "%(count)d pair will not be offered again.", "%(count)d pairs will not be offered again.", count
        )
        self.message_user(request, text % {"count": count}, messages.SUCCESS)

    @admin.display(description=_("one record"))
    def first(self, pair):
        return _link(pair.records[0])

    @admin.display(description=_("the other"))
    def second(self, pair):
        return _link(pair.records[1])

    @admin.display(description=_("why"))
    def why_in_words(self, pair):
        return in_words(pair.why, " / ".join(dict.fromkeys(pair.texts)))

    @admin.display(description=_("likeness"), ordering="score")
    def likeness(self, pair):
        return f"{number_format(pair.score * 100, 0)} %"

    @admin.display(description=_("merging"))
    def merge(self, pair):
        if None in pair.records or not may_merge(pair.user, *pair.records):
            return "–"
        meta = apps.get_model(pair.model)._meta
        url = reverse(f"admin:{meta.app_label}_{meta.model_name}_merge")
        return format_html(
            '<a href="{}?first={}&amp;second={}">{}<span class="visually-hidden">: {}</span></a>',
            url,
            pair.first_id,
            pair.second_id,
            _("Merge…"),
            pair,
        )


@admin.register(Merge)
class MergeAdmin(OfTwoRecords):
    list_display = ("kept", "lost_name", "kind", "moment", "by", "undo")
    list_filter = (KindFilter,)
    list_select_related = ("batch",)
    search_fields = ("kept_name", "lost_name")
    fields = ("kind", "kept_name", "lost_name", "moment", "by")
    readonly_fields = ("kind", "moment", "by")

    @staticmethod
    def keys_of(merge):
        return (merge.kept_id,)

    @admin.display(description=_("kept"))
    def kept(self, merge):
        return _link(merge.records[0]) if merge.records[0] else merge.kept_name

    @admin.display(description=_("moment"), ordering="batch__moment")
    def moment(self, merge):
        return merge.batch.moment

    @admin.display(description=_("by"))
    def by(self, merge):
        return merge.batch.by_name or "–"

    @admin.display(description=_("undoing"))
    def undo(self, merge):
        if merge.batch.undone_at:
            return _("Undone")
        record = merge.records[0]
        if record is None or not may_merge(merge.user, record):
            return "–"
        meta = record._meta
        url = reverse(f"admin:{meta.app_label}_{meta.model_name}_unmerge", args=[merge.pk])
        return format_html(
            '<a href="{}">{}<span class="visually-hidden">: {}</span></a>', url, _("Undo…"), merge
        )


def _seen_by(user):
    return [item for item in all_compared() if may_view(user, item.model)]


def _link(record):
    if record is None:
        return _("(deleted)")
    status = [record.get_publication_status_display()] if isinstance(record, Record) else []
    badges = format_html_join("", ' <span class="language">{}</span>', ((text,) for text in status))
    return format_html('<a href="{}">{}</a>{}', editing_page(record), record, badges)
