"""What is kept of records: who writes a kind of text offers it here, in its app's `apps.py`."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from cinterfor.publishing.registry import RecordType

#: Stands in what is kept for the address of the portal as it was asked (`https://portal.example`).
ORIGIN = "\ue000origin\ue000"


class Kind(NamedTuple):
    """One text of each record of a type: `oai_dc`, or `csv-es`, a line in Spanish.

    `compose(record)` gives it from the record, which was read with all its data; empty where there is none.
    """

    name: str
    record_type: RecordType
    compose: Callable[[object], str]


class Here:
    """Stands for the request where what is written of a record is good for any."""

    def build_absolute_uri(self, path: str) -> str:
        return ORIGIN + path


_offers: list[Callable[[RecordType], Iterable[Kind]]] = []


def offer(kinds: Callable[[RecordType], Iterable[Kind]]) -> None:
    _offers.append(kinds)


def kinds_of(record_type: RecordType) -> dict[str, Kind]:
    """By name the kinds that are kept of a type: none of one whose twins tell more than follows it."""
    if not record_type.twins_are_kept:
        return {}
    return {kind.name: kind for kinds in _offers for kind in kinds(record_type)}
