"""The list of links: which are broken or have moved, and where they stand."""

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.urls import path
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.utils.translation import override as language_override

from cinterfor.desk.pages import admin_page
from cinterfor.desk.read_only import ReadOnly
from cinterfor.desk.record_admin import PlainAdmin
from cinterfor.desk.roles import may_change, may_publish
from cinterfor.formats.tables import download
from cinterfor.publishing.registry import get_type

from .checking import Offline, check
from .filters import RecordTypeFilter, StateFilter
from .models import Link, with_records
from .replacing import Replaced, replace
from .table import headings, rows_of

#: As many addresses, and seconds, as somebody waits for at a page.
MOST, SECONDS = 30, 25


class LinkChangeList(ChangeList):
    """A page of the list with the records of its links."""

    def get_results(self, request):
        super().get_results(request)
        self.result_list = with_records(list(self.result_list))


@admin.register(Link)
class LinkAdmin(ReadOnly, PlainAdmin):
    """Links write themselves: editors read the list, and change the records."""

    list_display = ("record_column", "place", "address", "fault", "failing_since", "moved_to")
    fields = (*list_display, "checked")
    readonly_fields = fields
    list_display_links = None
    list_filter = (StateFilter, RecordTypeFilter, "target__fault")
    list_select_related = ("target",)
    list_per_page = 50
    search_fields = ("url", "target__moved_to")
    actions = ("check_now", "write_new_address")

    def get_changelist(self, request, **kwargs):
        return LinkChangeList

    def get_urls(self):
        export = self.admin_site.admin_view(self.export)
        return [path("export/", export, name="links_link_export"), *super().get_urls()]

    def export(self, request):
        """The list as it is filtered, as CSV."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            links = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters:
            return redirect("admin:links_link_changelist")
        rows = rows_of(links, lambda link: request.build_absolute_uri(self.edit_page(link)))
        return download("links.csv", headings(), rows)

    def edit_page(self, link) -> str:
        return admin_page(get_type(link.record_type).model, "change", link.record_id)

    @admin.action(description=_("Check the selected links now"), permissions=["view"])
    def check_now(self, request, queryset):
        targets = {link.target_id: link.target for link in queryset.select_related("target")}
        try:
            checked = sum(1 for _target in check(list(targets.values())[:MOST], seconds=SECONDS))
        except Offline:
            text = _("No server could be reached: the portal itself seems to be offline. Nothing was noted.")
            self.message_user(request, text, messages.ERROR)
            return
        text = ngettext("%(count)d address was checked.", "%(count)d addresses were checked.", checked)
        self.message_user(request, text % {"count": checked}, messages.SUCCESS)
        if left := len(targets) - checked:
            text = ngettext(
                "%(count)d address was left for the nightly check: it took too long.",
                "%(count)d addresses were left for the nightly check: they were too many, or took too long.",
                left,
            )
            self.message_user(request, text % {"count": left}, messages.WARNING)

    @admin.action(description=_("Write the new address into the record"), permissions=["view"])
    def write_new_address(self, request, queryset):
        done = [self._write_one(request, link) for link in queryset.moved().select_related("target")]
        done = [replaced for replaced in done if replaced]
        if written := sum(not replaced.is_pending for replaced in done):
            text = ngettext(
                "%(count)d address was replaced by its new one.",
                "%(count)d addresses were replaced by their new ones.",
                written,
            )
            self.message_user(request, text % {"count": written}, messages.SUCCESS)
        if pending := len(done) - written:
            text = ngettext(
                "%(count)d new address waits in a pending version until that is published.",
                "%(count)d new addresses wait in pending versions until these are published.",
                pending,
            )
            self.message_user(request, text % {"count": pending}, messages.SUCCESS)
        if not done and not queryset.moved().exists():
            self.message_user(request, _("None of the selected links has moved."), messages.WARNING)

    def _write_one(self, request, link) -> Replaced | None:
        """What became of the record that has the link; why nothing, is told."""
        (link,) = with_records([link])
        if link.record is None:
            return None
        model = type(link.record)
        if not may_change(request.user, model):
            self._refuse(request, link, _("You may not change this record."))
            return None
        try:
            replaced = replace(link, may_publish(request.user, model))
        except ValidationError as error:
            self._refuse(request, link, " ".join(error.messages))
            return None
        if replaced and not replaced.is_pending:
            with language_override(None):
                changed = [str(model._meta.get_field(link.column).verbose_name)]
            self.admin_site.get_model_admin(model).log_change(
                request, replaced.record, [{"changed": {"fields": changed}}]
            )
        return replaced

    def _refuse(self, request, link, reason):
        # Translators: “record” is a link to the editing page of a record that was left as it is.
        text = conditional_escape(_("%(record)s was left as it is: %(reason)s"))
        told = text % {"record": self._linked(link), "reason": conditional_escape(reason)}
        self.message_user(request, mark_safe(told), messages.WARNING)  # noqa: S308 (all parts are escaped)

    def _linked(self, link):
        return format_html('<a href="{}">{}</a>', self.edit_page(link), link.record)

    @admin.display(description=_("record"), ordering="record_type")
    def record_column(self, link):
        if not hasattr(link, "record"):
            with_records([link])
        return self._linked(link) if link.record else "–"

    @admin.display(description=_("field"), ordering="field")
    def place(self, link):
        return link.place

    @admin.display(description=_("address"), ordering="url")
    def address(self, link):
        return format_html('<a href="{}" rel="noreferrer">{}</a>', link.url, link.url)

    @admin.display(description=_("fault"), ordering="target__fault")
    def fault(self, link):
        target = link.target
        if not target.fault:
            return "–"
        status = f" ({target.status})" if target.status else ""
        return f"{target.get_fault_display()}{status}"

    @admin.display(description=_("failing since"), ordering="target__failing_since")
    def failing_since(self, link):
        since = link.target.failing_since
        return date_format(since, "SHORT_DATE_FORMAT") if since else "–"

    @admin.display(description=_("moved to"), ordering="target__moved_to")
    def moved_to(self, link):
        new = link.target.moved_to
        return format_html('<a href="{}" rel="noreferrer">{}</a>', new, new) if new else "–"

    @admin.display(description=_("last checked"), ordering="target__checked_at")
    def checked(self, link):
        at = link.target.checked_at
        return date_format(localtime(at), "SHORT_DATE_FORMAT") if at else "–"
