"""Where former addresses lead, and which unknown ones readers ask for."""

from urllib.parse import urlencode

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from cinterfor.desk.pages import admin_page
from cinterfor.desk.read_only import ReadOnly
from cinterfor.desk.record_admin import PlainAdmin
from cinterfor.formats.tables import download
from cinterfor.publishing.models import FormerAddress
from cinterfor.publishing.registry import get_type

from .forms import FormerAddressForm, RecordByTyping
from .list_filters import HostFilter, LeadsToFilter, StateFilter
from .models import UnknownAddress
from .table_of_unknown import headings, rows_of


@admin.register(FormerAddress)
class FormerAddressAdmin(PlainAdmin):
    """Where the addresses of the former site lead."""

    form = FormerAddressForm
    fields = ("path", "record", "page", "host")
    list_display = ("path", "host", "leads_to")
    empty_value_display = "–"
    list_filter = (LeadsToFilter,)
    search_fields = ("path", "slug", "target")
    list_per_page = 50

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if "record" in form.base_fields:
            form.base_fields["record"].widget = RecordByTyping(
                FormerAddress._meta.get_field("slug"), self.admin_site
            )
        return form

    @admin.display(description=_("leads to"))
    def leads_to(self, row):
        if row.target:
            return format_html('<a href="{}">{}</a>', row.target, row.target)
        record_type = get_type(row.record_type)
        if record_type is None:
            return "–"
        permalink = reverse("permalink", args=[row.record_type, row.slug])
        return format_html('<a href="{}">{}: {}</a>', permalink, record_type.label, row.slug)


@admin.register(UnknownAddress)
class UnknownAddressAdmin(ReadOnly, PlainAdmin):
    """Unknown addresses write themselves: staff say where they lead, or delete them."""

    list_display = ("path", "count", "lead", "host", "last_day", "first_day", "referrer")
    list_display_links = None
    fields = list_display
    readonly_fields = fields
    empty_value_display = "–"
    list_filter = (StateFilter, HostFilter, "last_seen")
    search_fields = ("path", "referrer")
    list_per_page = 50

    def has_delete_permission(self, request, obj=None):
        return super(ReadOnly, self).has_delete_permission(request, obj)

    def get_queryset(self, request):
        return super().get_queryset(request).with_leads()

    def get_urls(self):
        export = self.admin_site.admin_view(self.export)
        return [path("export/", export, name="former_unknownaddress_export"), *super().get_urls()]

    def export(self, request: HttpRequest):
        """The list as it is filtered, as CSV: with a target in each row, `load_legacy` reads it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            rows = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters:
            return redirect("admin:former_unknownaddress_changelist")
        return download("unknown-addresses.csv", headings(), rows_of(rows))

    @admin.display(description=_("last asked for"), ordering="last_seen")
    def last_day(self, row):
        return date_format(localtime(row.last_seen), "SHORT_DATE_FORMAT")

    @admin.display(description=_("first asked for"), ordering="first_seen")
    def first_day(self, row):
        return date_format(localtime(row.first_seen), "SHORT_DATE_FORMAT")

    @admin.display(description=_("leads to"), ordering="leads")
    def lead(self, row):
        if row.leads:
            found = f"{admin_page(FormerAddress, 'changelist')}?{urlencode({'q': row.path})}"
            return format_html('<a href="{}">{}</a>', found, _("A page here"))
        add = f"{admin_page(FormerAddress, 'add')}?{urlencode({'path': row.path})}"
        # Translators: a link that stands in each row of a list of addresses.
        return format_html('<a href="{}">{}</a>', add, _("Say where it leads"))
