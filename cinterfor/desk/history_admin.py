"""The history of a record in the admin: what changed, back to an older version, deleted records."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cinterfor.history.acting import acting
from cinterfor.history.differences import differences
from cinterfor.history.models import Act, Version
from cinterfor.history.noting import current_version
from cinterfor.history.state import apply
from cinterfor.publishing.models import Publication, Record
from cinterfor.publishing.together import written_together

from .edition import OF_PENDING, Edition

PER_PAGE = 20


class HistoryAdmin:
    """Adds to a record admin its history, restoring and recovering."""

    object_history_template = "admin/record_history.html"
    change_list_template = "admin/record_change_list.html"

    def get_urls(self):
        named = f"{self.opts.app_label}_{self.opts.model_name}"
        wrap = self.admin_site.admin_view
        return [
            path("deleted/", wrap(self.deleted_view), name=f"{named}_deleted"),
            path("deleted/<int:version>/recover/", wrap(self.recover_view), name=f"{named}_recover"),
            path("<path:object_id>/history/<int:version>/", wrap(self.version_view), name=f"{named}_version"),
            path(
                "<path:object_id>/history/<int:version>/restore/",
                wrap(self.restore_view),
                name=f"{named}_restore",
            ),
            *super().get_urls(),
        ]

    def history_view(self, request, object_id, extra_context=None):
        record = self._record(request, object_id)
        versions = Version.objects.of(self.model, record.pk).order_by("-pk")
        page = Paginator(versions, PER_PAGE).get_page(request.GET.get("page"))
        edition = self._edition(record)
        context = self._context(request, record, _("History")) | {
            "page": page,
            "changes": [(version, self._changes(version)) for version in page],
            "edition": edition,
            "pending_changes": edition.pending_changes() if edition else [],
            "newest": edition.newest if edition else current_version(record),
            "may_restore": self.has_full_change_permission(request),
        }
        return render(request, self.object_history_template, context | (extra_context or {}))

    def version_view(self, request, object_id, version):
        """An older version beside the present one, before it is brought back."""
        record = self._record(request, object_id)
        chosen = self._version(record.pk, version)
        edition = self._edition(record)
        newest = edition.newest if edition else current_version(record)
        context = self._context(request, record, _("Restore a version")) | {
            "version": chosen,
            "differences": differences(self.model, newest.state, chosen.state),
            "edition": edition,
            "may_restore": self.has_full_change_permission(request),
        }
        return render(request, "admin/record_version.html", context)

    @method_decorator(require_POST)
    def restore_view(self, request, object_id, version):
        record = self._record(request, object_id)
        if not self.has_full_change_permission(request):
            raise PermissionDenied
        chosen = self._version(record.pk, version)
        with written_together():
            edition = self._edition(record)
            lost = edition.restore(chosen) if edition else self._restore_plain(chosen)
        text = _("The version was brought back.")
        if edition and edition.is_public:
            text = _(
                "The version was brought back as a pending version; readers see it when it is published."
            )
        self._tell(request, text, lost)
        return HttpResponseRedirect(self._address("change", record.pk))

    def deleted_view(self, request):
        """Records that were deleted, each with the way back."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        deleted = Version.objects.of(self.model).deleted().order_by("-pk")
        title = _("Deleted: %(records)s") % {"records": self.opts.verbose_name_plural}
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "page": Paginator(deleted, PER_PAGE).get_page(request.GET.get("page")),
            "may_recover": self.has_add_permission(request),
        }
        return render(request, "admin/deleted_records.html", context)

    @method_decorator(require_POST)
    def recover_view(self, request, version):
        if not self.has_add_permission(request):
            raise PermissionDenied
        found = Version.objects.of(self.model).deleted().filter(pk=version).first()
        if found is None:
            raise Http404
        state = found.state
        if "publication_status" in state["fields"]:
            # What comes back is looked at before readers see it again.
            state["fields"]["publication_status"] = Publication.DRAFT
        with written_together(), acting(act=Act.RECOVERED):
            lost = apply(self.model, found.record_id, state)
        self._tell(request, _("“%(name)s” is back, as a draft.") % {"name": found}, lost)
        return HttpResponseRedirect(self._address("change", found.record_id))

    def _edition(self, record) -> Edition | None:
        """What an editor has of a record; plain models have no pending versions."""
        return Edition.of(record) if isinstance(record, Record) else None

    def _restore_plain(self, version: Version) -> list[str]:
        with acting(act=Act.RESTORED):
            return apply(self.model, version.record_id, version.state)

    def has_full_change_permission(self, request) -> bool:
        """Whether the account may change everything of a record, not only the texts of a language."""
        return super().has_change_permission(request)

    def delete_model(self, request, obj):
        with transaction.atomic():
            super().delete_model(request, obj)

    def _tell(self, request, text: str, lost: list[str]) -> None:
        self.message_user(request, text, messages.SUCCESS)
        if lost:
            told = _("What these pointed to is no longer there, and was left out: %(fields)s.")
            self.message_user(request, told % {"fields": ", ".join(map(capfirst, lost))}, messages.WARNING)

    def _record(self, request, object_id):
        record = self.get_object(request, object_id)
        if record is None:
            raise Http404
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        return record

    def _version(self, key: int, version: int) -> Version:
        found = Version.objects.of(self.model, key).filter(pk=version).first()
        if found is None:
            raise Http404
        return found

    def _changes(self, version: Version):
        if (earlier := version.before()) is None:
            return None
        without = OF_PENDING if version.pending or earlier.pending else ()
        return differences(self.model, earlier.state, version.state, without)

    def _context(self, request, record, title: str) -> dict:
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "subtitle": str(record),
            "opts": self.opts,
            "original": record,
            "object": record,
        }
