"""Filters of the editors' lists."""

from django.conf import settings
from django.contrib.admin import SimpleListFilter
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cinterfor.publishing.languages import LANGUAGES


class LacksLanguageFilter(SimpleListFilter):
    """Records whose necessary texts are not filled in a language: what is left to translate."""

    title = _("missing translation")
    parameter_name = "lacks"

    def lookups(self, request, model_admin):
        return settings.LANGUAGES

    def queryset(self, request, queryset):
        language = self.value()
        return self.lacking(queryset, language) if language in LANGUAGES else queryset

    def lacking(self, queryset, language):
        missing = Q()
        for field in queryset.model.required_translations:
            column = f"{field}_{language}"
            missing |= Q(**{column: None}) | Q(**{column: ""})
        return queryset.filter(missing)


class ComputedFilter(SimpleListFilter):
    """By a value that the list's query computes; subclasses name it and its choices."""

    choices_of: type

    def lookups(self, request, model_admin):
        return self.choices_of.choices

    def queryset(self, request, queryset):
        if self.value() not in self.choices_of.values:
            return queryset
        return queryset.filter(**{self.parameter_name: self.value()})
