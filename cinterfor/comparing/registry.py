"""What can be put side by side, and by what: registered by the apps whose records are compared or counted."""

import dataclasses
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.core.exceptions import ImproperlyConfigured
from django.db.models import QuerySet

from cinterfor.publishing.languages import Text
from cinterfor.publishing.registry import RecordType, get_type


class Said(NamedTuple):
    """What a cell says: a text or a number, the page behind it, and a mark of the visual code."""

    text: Text | str | int
    path: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Fact:
    """One thing that is on record or not: `read(record)` gives what is, or nothing."""

    label: str
    read: Callable[..., list[Said]]


@dataclass(frozen=True)
class Comparison:
    """A record type whose records are compared.

    Its name is the parameter in addresses, and the filter by which lists are narrowed to what belongs to one
    of its records; `key` is the attribute that stands there.
    """

    name: str
    key: str
    facts: tuple[Fact, ...]

    @property
    def record_type(self) -> RecordType:
        return get_type(self.name)


@dataclass(frozen=True)
class Breakdown:
    """How a list is broken down: by the choices of one filter, within what others leave of it.

    Where the value that the filter looks at is a column (`field`, annotated by `annotate`) or a facet of the
    index, all choices are counted at once; else one by one, by the filter itself.
    """

    filter: str
    #: Pairs of value and label, or a function that gives them.
    choices: Iterable | Callable[[], Iterable]
    within: dict[str, str] = dataclasses.field(default_factory=dict)
    field: str = ""
    annotate: Callable[[QuerySet], QuerySet] = lambda records: records
    facet: str = ""

    def pairs(self) -> Iterable[tuple]:
        return self.choices() if callable(self.choices) else self.choices


_comparisons: dict[str, Comparison] = {}
_breakdowns: dict[str, tuple[Breakdown, ...]] = {}


def register_comparison(comparison: Comparison) -> None:
    if comparison.name in _comparisons:
        raise ImproperlyConfigured(f"The comparison of {comparison.name} is registered twice.")
    _comparisons[comparison.name] = comparison


def register_breakdowns(record_type_name: str, *breakdowns: Breakdown) -> None:
    """What is counted of the records of a type in each column of a comparison."""
    _breakdowns[record_type_name] = breakdowns


def comparisons() -> list[Comparison]:
    return list(_comparisons.values())


def breakdowns_of(record_type: RecordType) -> tuple[Breakdown, ...]:
    return _breakdowns.get(record_type.name, ())
