"""What part of the network's activity is asked for: a period, a country, a theme."""

from dataclasses import asdict, dataclass, replace
from typing import NamedTuple

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.http import urlencode

from cinterfor.publishing.languages import Text, best
from cinterfor.publishing.profiles import in_menu_order
from cinterfor.publishing.registry import RecordType, record_types
from cinterfor.search.facets import facets
from cinterfor.search.languages import fold
from cinterfor.search.models import SearchEntry

COUNTRY, THEME = "country", "theme"


class Value(NamedTuple):
    """A country or theme: its value in addresses, its name, and for a theme the group that it is in."""

    value: str
    label: Text
    group: str | None


def values_of(facet: str) -> dict[str, Value]:
    """The public records by whose codes or slugs other records are found, by name."""
    record_type = next(found.record_type for found in facets() if found.name == facet)
    entries = SearchEntry.objects.public().of_type(record_type).values_list("slug", "titles", "facets")
    found = [_value(slug, titles, own, f"{facet}:") for slug, titles, own in entries]
    return {item.value: item for item in sorted(found, key=lambda item: fold(str(item.label)))}


def _value(slug, titles, own, prefix) -> Value:
    """An entry has its own value among its facets, and that of the group above it."""
    values = [value.removeprefix(prefix) for value in own if value.startswith(prefix)]
    value = next(value for value in values if value.lower() == slug)
    return Value(value, best(titles), next((other for other in values if other != value), None))


@dataclass(frozen=True)
class Scope:
    """A period, a country and a theme, each open where it is None."""

    year_from: int | None = None
    year_to: int | None = None
    country: str | None = None
    theme: str | None = None

    @property
    def has_period(self) -> bool:
        return bool(self.year_from or self.year_to)

    @property
    def is_everything(self) -> bool:
        return not any(asdict(self).values())

    @property
    def query(self) -> str:
        return urlencode({name: value for name, value in asdict(self).items() if value})

    def but(self, **changes) -> "Scope":
        return replace(self, **changes)

    @property
    def path(self) -> str:
        """The page of the activity in this scope."""
        return _with_query(reverse("activity"), self.query)

    def list_path(self, record_type: RecordType) -> str:
        """The list of the records of a type in this scope."""
        return _with_query(reverse(record_type.list_name), self._query_of(record_type))

    def data_path(self, record_type: RecordType, extension: str) -> str:
        return _with_query(
            reverse(f"{record_type.list_name}_data", args=[extension]), self._query_of(record_type)
        )

    def _query_of(self, record_type: RecordType) -> str:
        """In the order of the list's own filters: one address for one list."""
        values = asdict(self)
        return urlencode(
            {name: values[name] for name in record_type.filters.base_filters if values.get(name)}
        )

    def counts(self, record_type: RecordType) -> bool:
        """Whether records of the type can be told apart by all that is asked for."""
        return all(name in record_type.filters.base_filters for name, value in asdict(self).items() if value)

    def entries(self) -> QuerySet[SearchEntry]:
        """The records that count."""
        types = [record_type.name for record_type in activity_types() if self.counts(record_type)]
        chosen = {COUNTRY: self.country, THEME: self.theme}
        values = [f"{name}:{value}" for name, value in chosen.items() if value]
        entries = SearchEntry.objects.public().filter(record_type__in=types)
        if values:
            entries = entries.filter(facets__contains=values)
        if self.year_from:
            entries = entries.filter(date__year__gte=self.year_from)
        if self.year_to:
            entries = entries.filter(date__year__lte=self.year_to)
        return entries


def activity_types() -> list[RecordType]:
    return in_menu_order(record_type for record_type in record_types() if record_type.activity)


def _with_query(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path
