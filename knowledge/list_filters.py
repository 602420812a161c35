"""Filters of the editors' list of works."""

from django.contrib.admin import SimpleListFilter
from django.utils.translation import gettext_lazy as _

from .models import ONLINE, Access


class AccessFilter(SimpleListFilter):
    """By the ways to a work: what nobody can read yet is what editors look for."""

    title = _("access")
    parameter_name = "access"

    def lookups(self, request, model_admin):
        return [(ONLINE, _("Can be read online")), *Access.choices]

    def queryset(self, request, queryset):
        known = {value for value, _label in self.lookup_choices}
        return queryset.with_access(self.value()) if self.value() in known else queryset
