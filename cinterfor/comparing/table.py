"""The comparison itself: groups of rows with a cell for each of the records that are compared."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cinterfor.publishing.languages import Text
from cinterfor.publishing.profiles import in_menu_order
from cinterfor.publishing.registry import record_types

from .common import Common, common_themes, in_common
from .counting import TOTAL, Lists
from .registry import Breakdown, Comparison, Said, breakdowns_of


@dataclass
class Row:
    """One thing that is compared; an empty cell says that it is not recorded."""

    label: Text | str
    cells: list[list[Said]]
    #: The filter by whose choices is counted; empty for a total and for a fact.
    by: str = ""
    is_total: bool = False
    #: Whether it is the first of those that are counted by this filter.
    begins: bool = False
    #: What the records are called where cells stand one below the other.
    names: list[Text | str] = field(default_factory=list)

    @property
    def named(self) -> list[tuple[Text | str, list[Said]]]:
        return list(zip(self.names, self.cells, strict=False))


@dataclass
class Group:
    """Rows under a heading, in the hue of the record type that they count."""

    heading: str
    rows: list[Row]
    hue: str = ""


@dataclass
class Column:
    """One of the records, and the comparison without it."""

    record: object
    without: str

    @property
    def acronym(self) -> str:
        """What it is called where there is little room; empty where it has but one name."""
        return getattr(self.record, "acronym", "") or ""


@dataclass
class Table:
    """Records of one type side by side, in the order in which they were chosen."""

    comparison: Comparison
    records: list

    @property
    def query(self) -> str:
        return self._query(self.records)

    def _query(self, records) -> str:
        return urlencode([(self.comparison.name, getattr(record, self.comparison.key)) for record in records])

    @property
    def columns(self) -> list[Column]:
        return [
            Column(record, self._query([other for other in self.records if other is not record]))
            for record in self.records
        ]

    @cached_property
    def groups(self) -> list[Group]:
        groups = [Group(_("At a glance"), self._facts(), self.comparison.name), *map(_counted, self._lists)]
        return [group for group in groups if group.rows]

    @cached_property
    def _lists(self) -> list[Lists]:
        """Those that can be narrowed to what belongs to one of the records."""
        name = self.comparison.name
        types = in_menu_order([found for found in record_types() if name in found.filters.base_filters])
        return [Lists(record_type, name, self.records) for record_type in types]

    def _facts(self) -> list[Row]:
        names = [column.acronym or column.record.title_text for column in self.columns]
        rows = [
            Row(fact.label, [fact.read(record) for record in self.records], names=names)
            for fact in self.comparison.facts
        ]
        return [row for row in rows if any(row.cells)]

    @cached_property
    def common(self) -> list[Common]:
        """What belongs to at least two of the records, by type."""
        return [part for part in map(in_common, self._lists) if part.count]

    @cached_property
    def common_themes(self) -> list[Said]:
        return common_themes(self._lists)

    def as_rows(self) -> list[list[str]]:
        """The same as lines of a file: where a row stands, what it is, a text or number for each record."""
        names = [str(record.title_text) for record in self.records]
        lines = [[_("Part"), _("Counted by"), _("What is compared"), *names]]
        for group in self.groups:
            for row in group.rows:
                cells = ["; ".join(str(said.text) for said in cell) for cell in row.cells]
                lines.append([group.heading, row.by, str(row.label), *cells])
        return lines


def _counted(lists: Lists) -> Group:
    """The length of the list of each record, and its parts; what all have none of is left out."""
    record_type = lists.record_type
    rows = [_row(lists, _("Total"), lists.totals(), TOTAL, {})]
    rows[0].is_total = True
    for part in breakdowns_of(record_type):
        rows += _parts(lists, part)
    return Group(capfirst(str(record_type.label_plural)), _without_noughts(rows), record_type.name)


def _parts(lists: Lists, part: Breakdown) -> Iterator[Row]:
    """A row for each choice of a filter."""
    numbers, by = lists.numbers(part), str(lists.record_type.filters.base_filters[part.filter].label)
    for value, label in part.pairs():
        yield _row(lists, label, numbers, value, part.within | {part.filter: value}, by)


def _row(lists, label, numbers, value, values, by="") -> Row:
    places = range(len(lists.compared))
    cells = [[Said(numbers.get((place, value), 0), lists.path(place, values))] for place in places]
    return Row(label, cells, by)


def _without_noughts(rows: list[Row]) -> list[Row]:
    """Only rows in which somebody has something; the first of each kind is marked."""
    kept = [row for row in rows if any(said.text for cell in row.cells for said in cell)]
    for before, row in pairwise(kept):
        row.begins = row.by != before.by
    return kept
