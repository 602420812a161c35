"""Filters of the editors' lists."""

import datetime

from django.contrib.admin import FieldListFilter, RelatedFieldListFilter, SimpleListFilter
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import Max, Min
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


class DecadeFilter(SimpleListFilter):
    """By the decade of the record's date, read off the ends of its index and not off all records."""

    title = _("decade")
    parameter_name = "decade"

    def lookups(self, request, model_admin):
        date = model_admin.model.record_type().date_field
        ends = model_admin.model._base_manager.aggregate(first=Min(date), last=Max(date))
        if ends["first"] is None:
            return []
        first, last = (day.year // 10 for day in (ends["last"], ends["first"]))
        return [(str(ten * 10), f"{ten * 10}–{ten * 10 + 9}") for ten in range(first, last - 1, -1)]

    def queryset(self, request, queryset):
        if not (self.value() or "").isdecimal() or not 0 < (year := int(self.value())) < 9990:
            return queryset
        date = queryset.model.record_type().date_field
        return queryset.filter(
            **{f"{date}__gte": datetime.date(year, 1, 1), f"{date}__lt": datetime.date(year + 10, 1, 1)}
        )


class LinkedFilter(RelatedFieldListFilter):
    """By what a record is linked to, sought in the table of the links: it finds no record twice."""

    def queryset(self, request, queryset):
        if not self.used_parameters:
            return queryset
        if values := self.used_parameters.get(self.lookup_kwarg):
            return queryset.filter(pk__in=self._linked_to(values))
        records = super().queryset(request, queryset.model._base_manager.order_by())
        return queryset.filter(pk__in=records.values("pk"))

    def _linked_to(self, values: list):
        """The keys of the records linked to one of these; IncorrectLookupParameters where one is no key."""
        links, target = self.field.remote_field.through._base_manager, self.field.m2m_reverse_field_name()
        try:
            return links.filter(**{f"{target}__in": values}).values(self.field.m2m_field_name())
        except ValueError as error:
            raise IncorrectLookupParameters(error) from error


FieldListFilter.register(lambda field: field.many_to_many, LinkedFilter, take_priority=True)
