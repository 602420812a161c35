"""What can happen in a month besides that records become public: told by the apps that know it."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from cinterfor.publishing.languages import Text
from cinterfor.publishing.months import Month


class Scope(NamedTuple):
    """Of what news are asked for: a month, and perhaps a Country and a Theme."""

    month: Month
    country: object = None
    theme: object = None

    @property
    def facets(self) -> list[str]:
        """As the index and the address book write them."""
        found = [f"country:{self.country.code}"] if self.country else []
        return [*found, f"theme:{self.theme.slug}"] if self.theme else found


class Item(NamedTuple):
    """One piece of news: what it is about, its page, and a word more."""

    title: Text
    path: str = ""
    note: str = ""


class Happening(NamedTuple):
    """A kind of news: its heading, the record type in whose hue it stands, and what finds it."""

    heading: str
    hue: str
    find: Callable[[Scope], Iterable[Item]]


_happenings: list[Happening] = []


def register_happening(heading: str, hue: str, find: Callable[[Scope], Iterable[Item]]) -> None:
    _happenings.append(Happening(heading, hue, find))


def happenings() -> list[Happening]:
    return list(_happenings)
