"""The queue of requests."""

from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cinterfor.desk.record_admin import PlainAdmin, in_all_languages

from .models import Letter, Request
from .queue_admin import QueueAdmin


class WaitingFilter(admin.SimpleListFilter):
    """What waits for somebody."""

    title = _("to do")
    parameter_name = "waiting"

    def lookups(self, request, model_admin):
        return [
            ("open", _("Open")),
            ("nobody", _("Nobody sees to it")),
            ("mine", _("Mine")),
            ("overdue", _("Overdue")),
            ("unsent", _("With letters that are not sent")),
        ]

    def queryset(self, request, queryset):
        found = {
            "open": queryset.open,
            "nobody": queryset.of_nobody,
            "mine": lambda: queryset.open().filter(assignee=request.user),
            "overdue": queryset.overdue,
            "unsent": queryset.with_unsent_letters,
        }
        return found.get(self.value(), lambda: queryset)()


@admin.register(Request)
class RequestAdmin(QueueAdmin, PlainAdmin):
    """All requests; first those that nobody sees to, the oldest first."""

    fields = ("assignee", "organisation", "country", "theme", "institution", "partner")
    list_display = (
        "number",
        "kind",
        "who",
        "theme",
        "language",
        "status",
        "assignee",
        "received_on",
        "to_watch",
    )
    list_filter = (
        WaitingFilter,
        "status",
        "kind",
        ("assignee", admin.RelatedOnlyFieldListFilter),
        ("theme", admin.RelatedOnlyFieldListFilter),
        ("country", admin.RelatedOnlyFieldListFilter),
        "language",
    )
    list_select_related = ("organisation", "theme", "assignee")
    autocomplete_fields = ("organisation", "country", "theme", "institution", "partner")
    search_fields = (
        "number",
        "name",
        "email",
        "organisation_name",
        "message",
        *in_all_languages("organisation__name"),
        "organisation__acronym",
    )
    date_hierarchy = "received_at"
    list_per_page = 50

    class Media:
        css = {"all": ["cinterfor/css/admin/requests.css"]}

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        unsent = Letter.objects.unsent().filter(request=OuterRef("pk"))
        return super().get_queryset(request).annotate(has_unsent=Exists(unsent))

    def get_ordering(self, request):
        return Request.objects.waiting_first().query.order_by

    @admin.display(description=_("who asks"))
    def who(self, asked):
        return asked.organisation or asked.organisation_name or asked.name or "–"

    @admin.display(description=_("received"), ordering="received_at")
    def received_on(self, asked):
        return date_format(localdate(asked.received_at), "SHORT_DATE_FORMAT")

    @admin.display(description=_("to watch"))
    def to_watch(self, asked):
        if asked.has_unsent and not asked.purged_at:
            return _("Letter not sent")
        return _("Overdue") if asked.is_overdue else "–"
