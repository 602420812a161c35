"""Telling editors of records that may be the same: while they type, and after they saved."""

from django.contrib import messages
from django.http import JsonResponse
from django.urls import path
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cinterfor.publishing.models import Record

from .finding import Near, near_typed
from .models import Why
from .names import LONGEST
from .registry import compared_of
from .rights import may_merge_some

#: A list written one a line may be longer than one name.
LONGEST_FIELD = 10 * LONGEST


class TellsOfDuplicates:
    """Adds to the admin of a compared model the list of likely duplicates."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_alike"
        return [path("alike/", self.admin_site.admin_view(self.alike_view), name=name), *super().get_urls()]

    def alike_view(self, request):
        """What is stored that may be what the form holds now; drafts too, so for staff only."""
        if not self.has_view_permission(request):
            return JsonResponse({"error": _("You may not see these records.")}, status=403)
        own = request.GET.get("record", "")
        key = int(own) if own.isdecimal() and len(own) < 19 else 0
        found = near_typed(
            compared_of(self.model), lambda column: request.GET.get(column, "")[:LONGEST_FIELD], key
        )
        rows = self._rows(request, found, key)
        return JsonResponse({"told": _told(len(rows)) if rows else "", "found": rows})

    def _rows(self, request, found: list[Near], own: int) -> list[dict]:
        records = self.model._default_manager.in_bulk([item.record_id for item in found])
        may_merge = own and may_merge_some(request.user, self.model)
        return [
            self._row(records[item.record_id], item, own if may_merge else 0)
            for item in found
            if item.record_id in records
        ]

    def _row(self, record, item: Near, own: int) -> dict:
        is_record = isinstance(record, Record)
        merge = f"{self._address('merge')}?first={record.pk}&second={own}" if own else ""
        return {
            "name": str(record),
            "language": (record.title_text.language if is_record else None) or "",
            "url": self._address("change", record.pk),
            "status": record.get_publication_status_display() if is_record else "",
            "why": in_words(item.why, item.texts[1]),
            "merge": merge,
        }

    def render_change_form(self, request, context, *args, **kwargs):
        context |= {
            "alike_url": self._address("alike"),
            "alike_fields": " ".join(compared_of(self.model).read_columns),
        }
        return super().render_change_form(request, context, *args, **kwargs)

    def save_related(self, request, form, formsets, change):
        names = {column for _kind, columns in compared_of(self.model).named_columns for column in columns}
        request.names_changed = bool(names & set(form.changed_data))
        super().save_related(request, form, formsets, change)

    def response_add(self, request, obj, *args, **kwargs):
        self._warn(request, obj)
        return super().response_add(request, obj, *args, **kwargs)

    def response_change(self, request, obj):
        self._warn(request, obj)
        return super().response_change(request, obj)

    def _warn(self, request, obj):
        """After saving, who typed without the script hears the same."""
        if not getattr(request, "names_changed", False):
            return
        found = near_typed(compared_of(self.model), lambda column: _value(obj, column), obj.pk)
        rows = self._rows(request, found, obj.pk)
        if rows:
            listed = format_html_join("; ", '<a href="{url}">{name}</a> ({why})', rows)
            self.message_user(request, format_html("{} {}.", _told(len(rows)), listed), messages.WARNING)


def _value(record, column: str):
    """The value in memory; of a related record its key, as the database holds it."""
    return getattr(record, record._meta.get_field(column).attname)


def _told(count: int) -> str:
    return ngettext(
        "%(count)d record here may be the same:", "%(count)d records here may be the same:", count
    ) % {"count": count}


def in_words(why: str, text: str) -> str:
    """“same acronym or code: SENAI”."""
    return f"{Why(why).label}: {text}"
