"""A translator's file as it comes back."""

from dataclasses import dataclass, field
from typing import NamedTuple


class Unreadable(Exception):
    """The file cannot be read; the words say what to do instead."""


class Received(NamedTuple):
    """A unit as the file has it; `needs_editing` is None where the file does not say."""

    id: str
    source: str
    target: str
    needs_editing: bool | None
    #: How the unit was when it went out, see `units.mark_of`; empty where a tool has dropped it.
    mark: str = ""


@dataclass
class ReceivedFile:
    language: str
    units: list[Received] = field(default_factory=list)


#: Stands in a note of each unit, in every format.
MARK = "ref:"
