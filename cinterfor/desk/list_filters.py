"""Filters of the editors' lists."""

from django.contrib.admin import SimpleListFilter
from django.utils.translation import gettext_lazy as _

from .work import work_named, works


class WorkFilter(SimpleListFilter):
    """Records that ask for something: the lists that the first page counts."""

    title = _("to do")
    parameter_name = "work"

    def lookups(self, request, model_admin):
        about = ((work, work.about(model_admin.model, request.user)) for work in works())
        return [(work.name, work.label) for work, condition in about if condition is not None]

    def queryset(self, request, queryset):
        work = work_named(self.value() or "")
        condition = work.about(queryset.model, request.user) if work else None
        return queryset if condition is None else queryset.filter(condition)


class ComputedFilter(SimpleListFilter):
    """By a value that the list's query computes; subclasses name it and its choices."""

    choices_of: type

    def lookups(self, request, model_admin):
        return self.choices_of.choices

    def queryset(self, request, queryset):
        if self.value() not in self.choices_of.values:
            return queryset
        return queryset.filter(**{self.parameter_name: self.value()})
