"""Focal points, and what they have answered."""

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cinterfor.desk.record_admin import PlainAdmin, in_all_languages
from cinterfor.formats.tables import download
from cinterfor.history.models import SecurityEvent
from cinterfor.history.security import log

from .asking import NoMailServer, ask
from .decision_admin import DecisionAdmin
from .models import FocalPoint, Verification

INSTITUTION_NAMES = (
    *in_all_languages("institution__name", "institution__acronym"),
    "institution__official_name",
)
#: Only countries that have some.
COUNTRY = ("institution__country", admin.RelatedOnlyFieldListFilter)


class UnansweredFilter(admin.SimpleListFilter):
    """Questions that nobody has answered for so many days."""

    title = _("unanswered for")
    parameter_name = "unanswered"

    def lookups(self, request, model_admin):
        text = _("%(days)d days or more")
        return [(str(days), text % {"days": days}) for days in (14, 30, 60, 90)]

    def queryset(self, request, queryset):
        known = {key for key, _label in self.lookup_choices}
        return queryset.unanswered_for(int(self.value())) if self.value() in known else queryset


@admin.register(FocalPoint)
class FocalPointAdmin(PlainAdmin):
    """Who answers for which institution."""

    fields = ("institution", "name", "email", "language", "active", "left_at", "note")
    readonly_fields = ("left_at",)
    list_display = ("name", "email", "institution", "language", "active", "left_at")
    list_filter = ("active", "language", COUNTRY)
    list_select_related = ("institution",)
    search_fields = ("name", "email", *INSTITUTION_NAMES)
    autocomplete_fields = ("institution",)
    actions = ("ask_now",)

    @admin.action(description=_("Ask the selected focal points now"), permissions=["change"])
    def ask_now(self, request, queryset):
        """Those who may be asked: not verified for a year, and no mail within 30 days."""
        chosen = queryset.count()
        try:
            report = ask(queryset.order_by("pk"), again=True)
        except NoMailServer:
            told = _("There is no mail server, or it does not answer: nobody was written to.")
            self.message_user(request, told, messages.ERROR)
            return
        written = report.first + report.reminders
        text = ngettext("%(count)d person was written to.", "%(count)d persons were written to.", written)
        self.message_user(request, text % {"count": written}, messages.SUCCESS)
        for fault in report.faults:
            self.message_user(request, f"{fault.point}: {fault.reason}", messages.ERROR)
        if rest := chosen - written - len(report.faults):
            text = ngettext(
                "%(count)d was left out: not active, already verified, or written to in the last 30 days.",
                "%(count)d were left out: not active, already verified, or written to in the last 30 days.",
                rest,
            )
            self.message_user(request, text % {"count": rest}, messages.WARNING)


@admin.register(Verification)
class VerificationAdmin(DecisionAdmin, PlainAdmin):
    """What was asked and answered; what waits for a decision first."""

    change_list_template = "admin/verification/change_list.html"
    list_display = (
        "institution",
        "country",
        "state",
        "answer",
        "asked_on",
        "mails",
        "opened_on",
        "answered_on",
        "focal_point",
    )
    list_filter = ("state", UnansweredFilter, "answer", COUNTRY)
    list_select_related = ("institution__country", "focal_point")
    search_fields = ("focal_point__name", "focal_point__email", *INSTITUTION_NAMES)
    date_hierarchy = "asked_at"
    list_per_page = 50
    actions = ("take_back",)

    def has_add_permission(self, request):
        return False

    def get_ordering(self, request):
        return Verification.objects.waiting_first().query.order_by

    def get_urls(self):
        wrapped = self.admin_site.admin_view(self.export)
        return [path("export/", wrapped, name="verification_verification_export"), *super().get_urls()]

    @admin.display(description=_("country"), ordering="institution__country__code")
    def country(self, asked):
        return asked.institution.country or "–"

    @admin.display(description=_("asked"), ordering="asked_at")
    def asked_on(self, asked):
        return _day(asked.asked_at)

    @admin.display(description=_("opened"), ordering="opened_at")
    def opened_on(self, asked):
        return _day(asked.opened_at)

    @admin.display(description=_("answered"), ordering="answered_at")
    def answered_on(self, asked):
        return _day(asked.answered_at)

    @admin.action(description=_("Take the links of the selected questions back"), permissions=["change"])
    def take_back(self, request, queryset):
        keys = queryset.asked().order_by().values_list("pk", flat=True)
        open_ones = Verification.objects.asked().filter(pk__in=list(keys))
        count = open_ones.update(state=Verification.State.CLOSED)
        text = ngettext("%(count)d link was taken back.", "%(count)d links were taken back.", count)
        self.message_user(request, text % {"count": count}, messages.SUCCESS)

    def export(self, request):
        """The list as it is filtered, as CSV: personal data, so the security log notes it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            found = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters:
            return HttpResponseRedirect(reverse("admin:verification_verification_changelist"))
        log(SecurityEvent.Kind.EXPORTED, self.opts.verbose_name_plural, request=request)
        return download("verifications.csv", _headings(), map(_cells, found))


def _day(moment) -> str:
    return date_format(localdate(moment), "SHORT_DATE_FORMAT") if moment else "–"


def _headings() -> list[str]:
    names = ("institution", "focal_point", "state", "answer", "asked_at", "mails", "opened_at", "answered_at")
    return [str(_("country")), *(str(Verification._meta.get_field(name).verbose_name) for name in names)]


def _cells(asked) -> list[str]:
    moments = (asked.asked_at, asked.opened_at, asked.answered_at)
    written = [localtime(moment).isoformat(timespec="minutes") if moment else "" for moment in moments]
    return [
        asked.institution.country.code if asked.institution.country else "",
        str(asked.institution),
        str(asked.focal_point or ""),
        asked.get_state_display(),
        asked.get_answer_display(),
        written[0],
        str(asked.mails),
        *written[1:],
    ]
