"""A profile: a record's page in parts, the same ones in the same order on every page of its type."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, Window
from django.urls import reverse
from django.utils.text import capfirst

from cinterfor.context import MAIN_MENU

from .as_of import day_asked, with_day
from .registry import RecordType, record_types


@dataclass
class Part:
    """A part of a page under a heading of its own, to which the page's contents lead."""

    #: In the address of the part: stable, and the same in all languages.
    id: str
    heading: str
    template: str = ""
    count: int | None = None
    #: The record type whose hue the part has.
    hue: str = ""


class Registered(NamedTuple):
    """After which parts a part stands, what makes it, and whether it is left out on pages of another day."""

    after: tuple[str, ...]
    make: Callable
    is_of_today: bool


#: By record type.
_registered: dict[str, list[Registered]] = {}


def register_part(
    type_name: str, after: str | tuple[str, ...], make: Callable, is_of_today: bool = False
) -> None:
    """A part of the pages of a type, told by another app than the record's own: agreements tell of partners.

    `make(record)` gives the part and what its template shows, or None where there is nothing to say. It
    stands behind the first of the parts `after` that the page has; else before the last one, the sources.
    What is of today is left out where the page is of another day.
    """
    after = (after,) if isinstance(after, str) else after
    _registered.setdefault(type_name, []).append(Registered(after, make, is_of_today))


def with_registered_parts(type_name: str, record, profile: dict) -> dict:
    """The profile of a record with the parts that other apps registered, in the order of registration."""
    parts, shown = list(profile["parts"]), {}
    for registered in _registered.get(type_name, ()):
        if registered.is_of_today and day_asked():
            continue
        if (made := registered.make(record)) is not None:
            part, context = made
            parts.insert(_place_behind(parts, registered.after), part)
            shown |= context
    return {**shown, **profile, "parts": parts}


def _place_behind(parts: list[Part], after: tuple[str, ...]) -> int:
    places = {part.id: place for place, part in enumerate(parts)}
    return next((places[name] + 1 for name in after if name in places), len(parts) - 1)


@dataclass
class Section:
    """The first of the records of one type that belong to a record, and where all of them are."""

    record_type: RecordType
    records: list
    count: int
    query: str
    template = "components/section.html"

    @property
    def id(self):
        return self.record_type.path

    @property
    def heading(self):
        return capfirst(str(self.record_type.label_plural))

    @property
    def hue(self):
        return self.record_type.name

    @property
    def is_of_a_day(self) -> bool:
        """Whether it has the records of a day that was asked for, and not all that there are."""
        return self.record_type.knows_days and day_asked() is not None

    @property
    def path(self):
        path = f"{reverse(self.record_type.list_name)}?{self.query}"
        return with_day(path) if self.is_of_a_day else path

    @property
    def calendar(self) -> str:
        """Where programs of calendars find them all; empty where they are in none."""
        for form in self.record_type.formats:
            if form.is_calendar:
                return f"{reverse(f'{self.record_type.list_name}_data', args=[form.name])}?{self.query}"
        return ""


def sections(method: str, value, query: str, without: str = "", keep_empty: bool = False) -> list[Section]:
    """What belongs to a country, institution or theme: one section for each record type that can tell.

    A type can tell when its QuerySet has the method, such as `in_country`; so a page of the network
    shows agreements without knowing them. They stand in the order of the main menu.
    """
    able = [item for item in record_types() if item.name != without and hasattr(item.public(), method)]
    found = [
        section_of(item, _of_the_day(getattr(item.public(), method)(value)), query)
        for item in in_menu_order(able)
    ]
    return [section for section in found if section.records or keep_empty]


def in_menu_order(types) -> list[RecordType]:
    """As the reader finds them in the main menu; behind these, as they were registered."""
    return sorted(
        types, key=lambda item: MAIN_MENU.index(item.name) if item.name in MAIN_MENU else len(MAIN_MENU)
    )


def _of_the_day(records):
    """Of records that know days those that belong to the day shown."""
    return records.of_the_day() if hasattr(records, "of_the_day") else records


def section_of(record_type, records, query="", most=6) -> Section:
    """The first of these records in the order of their list."""
    ordering = next(iter(record_type.filters.sorts.values()))[1]()
    first = list(records.order_by(*ordering).annotate(total=Window(Count("*")))[:most])
    return Section(record_type, first, first[0].total if first else 0, query)
