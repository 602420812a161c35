"""The lists of one record type, one for each of the records that are compared, and what they count."""

from functools import cached_property
from urllib.parse import urlencode

from django.db.models import Count, F, QuerySet, Value
from django.urls import reverse

from cinterfor.activity.activity import Each
from cinterfor.publishing.registry import RecordType
from cinterfor.search.models import SearchEntry

from .registry import Breakdown

#: The value under which a list stands as a whole.
TOTAL = ""


class Lists:
    """Each list as a reader sees it who narrows it by `name` to one of the `compared`.

    Numbers are keyed by place (that of the record among the compared) and value; each method that counts is
    one statement.
    """

    def __init__(self, record_type: RecordType, name: str, compared: list):
        self.record_type, self.name, self.compared = record_type, name, compared
        self._records = record_type.public()
        self._filters = record_type.filters({}, queryset=self._records)

    def narrowed(self, place: int, values: dict) -> QuerySet:
        """The records of a list; the values are known to be right, and need not be read from an address."""
        form = self._filters.form
        form.cleaned_data = dict.fromkeys(form.fields) | values | {self.name: self.compared[place]}
        return self._filters.filter_queryset(self._records).order_by()

    def path(self, place: int, values: dict) -> str:
        """The address of a list, in the order of its own filters."""
        key = self._filters.filters[self.name].extra["to_field_name"]
        values = values | {self.name: getattr(self.compared[place], key)}
        query = urlencode({name: values[name] for name in self._filters.filters if name in values})
        return f"{reverse(self.record_type.list_name)}?{query}"

    def totals(self) -> dict[tuple, int]:
        return _counted([self._by_value(place, {}, TOTAL) for place in self._places])

    def numbers(self, part: Breakdown) -> dict[tuple, int]:
        """How many records each list has under each choice."""
        if part.facet:
            prefix = f"{part.facet}:"
            return {
                (place, facet.removeprefix(prefix)): number for (place, facet), number in self.facets.items()
            }
        if part.field:
            found = [part.annotate(self.narrowed(place, part.within)) for place in self._places]
            return _counted([_by_field(records, place, part.field) for place, records in enumerate(found)])
        return _counted(
            [
                self._by_value(place, part.within | {part.filter: value}, value)
                for place in self._places
                for value, _label in part.pairs()
            ]
        )

    @cached_property
    def facets(self) -> dict[tuple, int]:
        """How many records of each list have each value of a facet of the index."""
        entries = SearchEntry.objects.public().of_type(self.record_type.name)
        found = [
            entries.filter(record_id__in=self.narrowed(place, {}).values("pk")) for place in self._places
        ]
        return _counted(
            [
                _by_field(records.annotate(facet=Each("facets")), place, "facet")
                for place, records in enumerate(found)
            ]
        )

    @property
    def _places(self) -> range:
        return range(len(self.compared))

    def _by_value(self, place, values, value) -> QuerySet:
        records = self.narrowed(place, values).annotate(nth=Value(place), what=Value(value))
        return records.values_list("nth", "what").annotate(how_many=Count("pk"))


def _by_field(records: QuerySet, place: int, field: str) -> QuerySet:
    records = records.order_by().annotate(nth=Value(place), what=F(field))
    return records.values_list("nth", "what").annotate(how_many=Count("pk"))


def _counted(parts: list[QuerySet]) -> dict[tuple, int]:
    first, *others = parts
    return {(place, what): number for place, what, number in first.union(*others, all=True)}
