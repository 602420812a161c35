"""What is left to do on images: words, credit, use."""

from django.conf import settings
from django.contrib.admin import SimpleListFilter
from django.utils.translation import gettext_lazy as _

from cinterfor.publishing.languages import LANGUAGES


class LacksAltFilter(SimpleListFilter):
    title = _("missing alternative text")
    parameter_name = "lacks"

    def lookups(self, request, model_admin):
        # Translators: a choice of the filter “missing alternative text”, beside the names of languages.
        return [*settings.LANGUAGES, ("all", _("In every language"))]

    def queryset(self, request, queryset):
        if self.value() == "all":
            return queryset.without_alt()
        return queryset.without_alt(self.value()) if self.value() in LANGUAGES else queryset


class CreditFilter(SimpleListFilter):
    title = _("credit")
    parameter_name = "credit"

    def lookups(self, request, model_admin):
        return [("none", _("Without credit"))]

    def queryset(self, request, queryset):
        return queryset.without_credit() if self.value() == "none" else queryset


class UseFilter(SimpleListFilter):
    title = _("use")
    parameter_name = "used"

    def lookups(self, request, model_admin):
        # Translators: of images; shown by some record, or by none.
        return [("yes", _("Used")), ("no", _("Not used"))]

    def queryset(self, request, queryset):
        ways = {"yes": queryset.used, "no": queryset.unused}
        return ways[self.value()]() if self.value() in ways else queryset
