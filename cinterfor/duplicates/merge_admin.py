"""Merging in the admin: two records side by side, what moves, and the way back."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.formats import time_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cinterfor.desk.models import Opening
from cinterfor.desk.pages import editing_page
from cinterfor.history.noting import current_version
from cinterfor.history.registry import owners
from cinterfor.history.state import state_of
from cinterfor.publishing.models import Record

from .choices import choices
from .merging import Merging, Refused
from .models import Merge
from .registry import compared_of
from .rights import may_merge, may_merge_some, may_view
from .undoing import NotUndone, undo


class NoPair(Exception):
    """Not two records of this kind: what to say, and the page to go on with."""

    def __init__(self, told: str, page: str):
        super().__init__(told)
        self.told, self.page = told, page


class MergesRecords:
    """Adds to the admin of a compared model the pages that merge two records, and undo that."""

    def get_urls(self):
        named = f"{self.opts.app_label}_{self.opts.model_name}"
        wrap = self.admin_site.admin_view
        return [
            path("merge/", wrap(self.merge_view), name=f"{named}_merge"),
            path("merge/<int:merge>/undo/", wrap(self.unmerge_view), name=f"{named}_unmerge"),
            *super().get_urls(),
        ]

    def get_actions(self, request):
        found = super().get_actions(request)
        if may_merge_some(request.user, self.model) and "_popup" not in request.GET:
            found["merge_selected"] = self.get_action("merge_selected")
        return found

    @admin.action(description=gettext_lazy("Merge the two selected records…"))
    def merge_selected(self, request, queryset):
        keys = list(queryset.order_by("pk").values_list("pk", flat=True)[:3])
        if len(keys) != 2:
            self.message_user(request, _("Select two records: they are merged into one."), messages.ERROR)
            return None
        return HttpResponseRedirect(f"{self._address('merge')}?first={keys[0]}&second={keys[1]}")

    def merge_view(self, request):
        if not may_merge_some(request.user, self.model):
            raise PermissionDenied
        try:
            if request.method == "POST":
                return self._merge(request)
            kept, lost = self._pair(request, request.GET)
        except NoPair as answer:
            self.message_user(request, answer.told, messages.WARNING)
            return HttpResponseRedirect(answer.page)
        merging = self._merging(kept, lost, {})
        merging.rehearse()
        return self._show_merging(request, merging)

    def _pair(self, request, given):
        """The record that is kept and the one that is lost; both may be merged by this account."""
        keys = [given.get(name, "") for name in ("first", "second")]
        if not all(key.isdecimal() and len(key) < 19 for key in keys) or int(keys[0]) == int(keys[1]):
            raise NoPair(_("Select two records: they are merged into one."), self._address("changelist"))
        found = self.model._default_manager.in_bulk([int(key) for key in keys])
        for key in map(int, keys):
            if key not in found:
                raise self._gone(key)
        pair = [found[int(key)] for key in keys]
        if not may_merge(request.user, *pair):
            raise PermissionDenied
        return pair

    def _gone(self, key: int) -> NoPair:
        merge = Merge.objects.latest_of(self.model, key)
        if merge and self.model._default_manager.filter(pk=merge.kept_id).exists():
            return NoPair(merge.batch.label, self._address("change", merge.kept_id))
        told = _("One of the two records is no longer there. Nothing was merged.")
        return NoPair(told, self._address("changelist"))

    def _merge(self, request):
        with transaction.atomic():
            given = [key for key in map(request.POST.get, ("first", "second")) if key and key.isdecimal()]
            keys = [int(key) for key in given if len(key) < 19]
            list(self.model._base_manager.select_for_update().filter(pk__in=keys).order_by("pk"))
            kept, lost = self._pair(request, request.POST)
            merging = self._merging(kept, lost, request.POST)
            if told := self._changed_meanwhile(request, kept, lost):
                merging.rehearse()
                return self._show_merging(request, merging, told, status=409)
            try:
                merge = merging.perform()
            except Refused:
                return self._show_merging(request, merging, status=409)
        link = format_html('<a href="{}">{}</a>', self._address("unmerge", merge.pk), _("Undo…"))
        self.message_user(request, format_html("{} {}", merge.batch.label, link), messages.SUCCESS)
        return HttpResponseRedirect(self._address("change", merge.kept_id))

    def _merging(self, kept, lost, posted) -> Merging:
        states = (state_of(self.model, record.pk) for record in (kept, lost))
        order = self.named_fields() if hasattr(self, "named_fields") else list(self.fields)
        return Merging(kept, lost, choices(compared_of(self.model), *states, posted, order))

    def _changed_meanwhile(self, request, kept, lost) -> list[str]:
        """Who has changed which of the two since the page was made."""
        told = []
        for name, record in (("seen_first", kept), ("seen_second", lost)):
            version = current_version(record)
            if request.POST.get(name) == str(version.pk):
                continue
            text = _(
                "%(who)s changed “%(record)s” at %(time)s, after this page was made. Nothing was merged; "
                "look at it again, then merge."
            )
            who = version.by_name or _("Somebody else")
            told.append(text % {"who": who, "record": record, "time": time_format(localtime(version.moment))})
        return told

    def _show_merging(self, request, merging: Merging, told=(), status=200):
        kept, lost = merging.kept, merging.lost
        context = {
            **self.admin_site.each_context(request),
            "title": _("Merge two records"),
            "opts": self.opts,
            "merging": merging,
            # What nobody may see but a few moves too, without a word.
            "moved": [item for item in merging.moved if may_view(request.user, item.model)],
            "kept": self._side(kept),
            "lost": self._side(lost),
            "told": told,
            "refusals": [(refusal, self._page_about(refusal.about)) for refusal in merging.refusals],
            "differing": [choice for choice in merging.chosen if not choice.is_same],
            "same": [choice for choice in merging.chosen if choice.is_same and choice.first],
            "addresses": [self._public_path(slug) for slug in merging.slugs],
            "others": self._others_at(request, kept, lost),
        }
        return render(request, "admin/merge_records.html", context, status=status)

    def _side(self, record) -> dict:
        is_record = isinstance(record, Record)
        return {
            "record": record,
            "version": current_version(record).pk,
            "url": self._address("change", record.pk),
            "status": record.get_publication_status_display() if is_record else "",
        }

    def _public_path(self, slug: str) -> str:
        return reverse(f"{self.model.record_type().name}_detail", args=[slug])

    def _page_about(self, record) -> str:
        """The page on which an editor can change what stands against the merge."""
        if record is not None and type(record) in owners():
            record = getattr(record, owners()[type(record)])
        if record is None or not self.admin_site.is_registered(type(record)):
            return ""
        return editing_page(record)

    def _others_at(self, request, *records) -> list[str]:
        opened = (Opening.objects.of(self.model, record.pk).others(request.user) for record in records)
        return sorted({opening.user.get_username() for rows in opened for opening in rows})

    def unmerge_view(self, request, merge):
        """Both records as they were before they were merged."""
        if not may_merge_some(request.user, self.model):
            raise PermissionDenied
        found = Merge.objects.of(self.model).select_related("batch").filter(pk=merge).first()
        kept = found and self.model._default_manager.filter(pk=found.kept_id).first()
        if kept is None:
            raise Http404
        if not may_merge(request.user, kept):
            raise PermissionDenied
        refused = ""
        if request.method == "POST":
            try:
                undo(found)
            except NotUndone as error:
                refused = str(error)
            else:
                self.message_user(request, _("The two are two again."), messages.SUCCESS)
                return HttpResponseRedirect(self._address("change", found.lost_id))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Undo a merge"),
            "opts": self.opts,
            "merge": found,
            "kept": kept,
            "refused": refused,
        }
        return render(request, "admin/unmerge_records.html", context, status=409 if refused else 200)
