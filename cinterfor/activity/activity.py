"""The activity of the network in a scope: how many records of each type, by country, theme and year."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Func, TextField
from django.utils.text import capfirst

from cinterfor.pictures.picture import Key
from cinterfor.publishing.periods import period_in_words
from cinterfor.publishing.registry import RecordType
from cinterfor.publishing.titles import joined

from .scope import THEME, Scope, Value, activity_types


class Each(Func):
    """Each value of an array, in a row of its own."""

    function = "unnest"
    set_returning = True
    output_field = TextField()


@dataclass
class Total:
    """How many records of one type there are, and their list; None where its records cannot be told apart."""

    record_type: RecordType
    key: Key
    number: int | None
    path: str
    data_path: str


@dataclass
class Activity:
    """What was signed, held and issued in a scope, and the names of the countries and themes."""

    scope: Scope
    countries: dict[str, Value]
    themes: dict[str, Value]

    @cached_property
    def _counts(self) -> dict[str, dict[str, int]]:
        """{facet:value: {record type: number}}: all numbers of a scope, in one statement."""
        each = self.scope.entries().order_by().annotate(facet=Each("facets"))
        found: dict = {}
        for facet, record_type, number in each.values_list("facet", "record_type").annotate(
            number=Count("*")
        ):
            found.setdefault(facet, {})[record_type] = number
        return found

    def numbers(self, facet: str) -> dict[str, dict[str, int]]:
        """{value of the facet: {record type: number}}."""
        prefix = f"{facet}:"
        return {
            name.removeprefix(prefix): by_type
            for name, by_type in self._counts.items()
            if name.startswith(prefix)
        }

    @cached_property
    def totals(self) -> list[Total]:
        numbers = self.numbers("type")
        return [
            Total(
                record_type,
                key,
                sum(numbers.get(record_type.name, {}).values()) if self.scope.counts(record_type) else None,
                self.scope.list_path(record_type),
                self.scope.data_path(record_type, "csv"),
            )
            for record_type, key in zip(activity_types(), keys(), strict=True)
        ]

    @property
    def total(self) -> int:
        return sum(total.number or 0 for total in self.totals)

    @property
    def left_out(self) -> list[str]:
        """The types whose records are on no theme, where one is asked for."""
        return [str(total.key.label) for total in self.totals if total.number is None]

    @cached_property
    def undated(self) -> dict[str, int]:
        """How many records of each type have no date: without a period they count, within one they cannot."""
        entries = self.scope.but(year_from=None, year_to=None).entries().filter(date=None)
        return dict(entries.order_by().values_list("record_type").annotate(number=Count("*")))

    @property
    def undated_total(self) -> int:
        return sum(self.undated.values())

    @property
    def is_of_group(self) -> bool:
        """Whether there are themes below the one that is asked for, or none is asked for."""
        return not self.scope.theme or any(item.group == self.scope.theme for item in self.themes.values())

    @property
    def shown_themes(self) -> dict[str, Value]:
        """The groups of the thesaurus, or the themes of the group that is asked for."""
        above = self.scope.theme
        return {
            item.value: item
            for item in self.themes.values()
            if (item.group == above if above else item.group not in self.themes)
        }

    @property
    def parts(self) -> list[tuple[str, str, Scope]]:
        """What narrows the activity, in words, each with the scope without it."""
        scope = self.scope
        period = period_in_words(scope.year_from, scope.year_to)
        found = [
            (scope.country and str(self.countries[scope.country].label), scope.but(country=None)),
            (scope.theme and str(self.themes[scope.theme].label), scope.but(theme=None)),
            (period, scope.but(year_from=None, year_to=None)),
        ]
        return [(words, wider) for words, wider in found if words]

    @property
    def in_words(self) -> str:
        """“Uruguay, 2015–2020”."""
        return capfirst(joined(words for words, _wider in self.parts))


def keys() -> list[Key]:
    """The types in the visual code."""
    return [Key(record_type.name, *record_type.activity) for record_type in activity_types()]


def is_counted_by_theme(record_type: RecordType) -> bool:
    return THEME in record_type.filters.base_filters
