"""What every list can do: words, filters, sorting, chips that take a filter away again."""

import datetime
from typing import ClassVar, NamedTuple

from django.db.models import F
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, Filter, FilterSet, ModelChoiceFilter
from django_filters.fields import ModelChoiceField, ModelChoiceIterator

from .as_of import ON, DayField, is_day_past

MOST_CHARACTERS, MOST_CHOICES = 200, 300
UNKNOWN = {"invalid_choice": _("“%(value)s” is not among the values of this filter.")}
RELEVANCE = "relevance"


class Chip(NamedTuple):
    """An active filter: what it is called, its value in words, and the query without it."""

    label: str
    value: str
    query: str


def by_title(direction: str = ""):
    return lambda: [f"{direction}sort_key_{get_language()}", "pk"]


def by_date(field: str, newest: bool = True):
    date = F(field)
    return lambda: [date.desc(nulls_last=True) if newest else date.asc(nulls_last=True), "-pk"]


TITLE_SORTS = {"title": (_("A to Z"), by_title()), "-title": (_("Z to A"), by_title("-"))}


def date_sorts(field: str) -> dict:
    return {"-date": (_("Newest first"), by_date(field)), "date": (_("Oldest first"), by_date(field, False))}


class DayFilter(Filter):
    """The day of which a list is to be true."""

    field_class = DayField


def day_filter(method: str = "keep") -> DayFilter:
    """By a method of its own; else whoever makes the list reads within `as_of`."""
    return DayFilter(method=method, label=_("As of a date"))


class FirstChoices(ModelChoiceIterator):
    """As many choices as a reader can look through; others are still accepted by their key."""

    def __init__(self, field):
        super().__init__(field)
        self.queryset = self.queryset[:MOST_CHOICES]


class RecordChoiceField(ModelChoiceField):
    iterator = FirstChoices


class RecordChoiceFilter(ModelChoiceFilter):
    """A record, by its key in the address; its select stays short however many records there are."""

    field_class = RecordChoiceField

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("to_field_name", "slug")
        kwargs.setdefault("empty_label", _("Any"))
        super().__init__(*args, **kwargs)


class RecordFilter(FilterSet):
    """The filters of a list page, read from its address. The first sort is the list's own order."""

    sorts = TITLE_SORTS
    #: Filters that links set and the form only keeps: another way to the same stands beside them.
    unlisted = ("initial", "year")
    #: What finds those of which it is not known whether they belong to the list on a day before today.
    those_apart: ClassVar[dict[str, str]] = {}

    q = CharFilter(method="filter_words", label=_("Words"), max_length=MOST_CHARACTERS)
    sort = ChoiceFilter(method="keep", label=_("Sort by"), choices=())

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(data, *args, **kwargs)
        by_relevance = [(RELEVANCE, _("Best match first"))] if self.data.get("q") else []
        self.filters["sort"].extra["choices"] = by_relevance + [
            (name, label) for name, (label, _order) in self.sorts.items()
        ]
        self.filters["sort"].extra["empty_label"] = None

    def get_form_class(self):
        form_class = super().get_form_class()
        for field in form_class.base_fields.values():
            field.error_messages.update(UNKNOWN)
        return form_class

    @cached_property
    def words(self):
        """What is looked for, read once for matching, order and corrections."""
        from cinterfor.search.query import make_query

        return make_query(self.form.cleaned_data["q"])

    def filter_words(self, queryset, name, value):
        return queryset.matching(self.words)

    def meant(self) -> str:
        """What words that are nowhere in the index may have meant."""
        from cinterfor.search.spelling import corrected, is_found

        better = self.active().get("q") and corrected(self.words, get_language())
        return str(better) if better and is_found(str(better)) else ""

    def keep(self, queryset, name, value):
        return queryset

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        if self.order == RELEVANCE:
            own_order = next(iter(self.sorts.values()))[1]()
            return queryset.by_relevance(self.words, *own_order)
        return queryset.order_by(*self.sorts[self.order][1]())

    @property
    def order(self) -> str:
        """The sort that was chosen; else the best match for words, and the list's own order without."""
        own = RELEVANCE if self.form.cleaned_data.get("q") else next(iter(self.sorts))
        return self.form.cleaned_data.get("sort") or own

    @property
    def is_indexable(self) -> bool:
        """Whether search engines may keep the page: the list, or the list under one filter."""
        active = self.active()
        return (
            self.is_valid()
            and ON not in active
            and len(active) < 2
            and not self.form.cleaned_data.get("sort")
        )

    def active(self) -> dict:
        """The filters that narrow the list, without the sort."""
        if not self.is_valid():
            return {}
        values = self.form.cleaned_data.items()
        return {name: value for name, value in values if name != "sort" and value not in (None, "")}

    def values(self) -> dict[str, str]:
        """The filters and sort as the address has them, in a fixed order, nothing unknown."""
        return QueryDict(self.canonical_query()).dict()

    def chips(self) -> list[Chip]:
        return [
            Chip(str(self.form.fields[name].label), self._in_words(name, value), self._query(without=name))
            for name, value in self.active().items()
        ]

    def canonical_query(self) -> str:
        """The filters in a fixed order, nothing unknown: one address for one list."""
        return self._query()

    def apart(self):
        """Those of which it is not known whether they belong to the list on its day; None if of no use."""
        chosen = any(self.form.cleaned_data.get(name) for name in self.those_apart)
        if chosen or not self.those_apart or not is_day_past():
            return None
        data = self.data.copy()
        data.update(self.those_apart)
        return type(self)(data, queryset=self.queryset, request=self.request).qs

    def _query(self, without: str | None = None) -> str:
        query = self.data.copy()
        for name in list(query):
            if name not in self.filters or name == without or not query[name]:
                del query[name]
        ordered = type(query)(mutable=True)
        for name in self.filters:
            if name in query:
                ordered[name] = query[name]
        return ordered.urlencode()

    def _in_words(self, name: str, value) -> str:
        if isinstance(value, datetime.date):
            return date_format(value)
        choices = dict(getattr(self.form.fields[name], "choices", ())) if isinstance(value, str) else {}
        return str(choices.get(value, value))
