"""What the lists of former and unknown addresses are narrowed by."""

from django.contrib.admin import SimpleListFilter
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cinterfor.publishing.models import FormerAddress
from cinterfor.publishing.registry import record_types

from .models import UnknownAddress


class LeadsToFilter(SimpleListFilter):
    title = _("leads to")
    parameter_name = "to"

    def lookups(self, request, model_admin):
        known = set(FormerAddress.objects.order_by().values_list("record_type", flat=True).distinct())
        types = [(item.name, capfirst(item.label)) for item in record_types() if item.name in known]
        # “page” is also the name of a record type.
        return [("list", _("Page or list of the portal")), *types] if "" in known else types

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        return queryset.filter(record_type="" if self.value() == "list" else self.value())


class StateFilter(SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [
            ("often", _("Asked for often, and leading nowhere")),
            ("nowhere", _("Leading nowhere")),
            ("leading", _("Leading to a page here")),
        ]

    def queryset(self, request, queryset):
        narrowed = {
            "often": queryset.often_asked,
            "nowhere": queryset.without_lead,
            "leading": lambda: queryset.filter(leads=True),
        }
        return narrowed[self.value()]() if self.value() in narrowed else queryset


class HostFilter(SimpleListFilter):
    title = _("host")
    parameter_name = "host"

    def lookups(self, request, model_admin):
        hosts = UnknownAddress.objects.order_by("host").values_list("host", flat=True).distinct()
        return [(host, host) for host in hosts[:30]]

    def queryset(self, request, queryset):
        return queryset.filter(host=self.value()) if self.value() else queryset
