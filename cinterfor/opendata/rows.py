"""Records as rows of flat tables: machine names, one column for each language of a text.

In CSV and SQLite a list or an object is JSON text. The kind of a column (the types of Frictionless Table
Schema) is read off its values; texts, codes and partial dates (`2018-07`) are strings.
"""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from cinterfor.publishing.languages import LANGUAGES

KINDS = (
    (bool, "boolean"),
    (int, "integer"),
    ((float, Decimal), "number"),
    ((list, tuple), "array"),
    (dict, "object"),
    (datetime, "datetime"),
    (date, "date"),
)
#: Names of an object that are no column.
LEFT_OUT = ("type", "addresses", "html")


def flat(found: dict, translated: set[str]) -> dict:
    """An object of `formats.objects.as_object` as one row."""
    row = {}
    for name, value in found.items():
        if name in translated:
            row |= {f"{name}_{code}": (value or {}).get(code) for code in LANGUAGES}
        elif name not in LEFT_OUT:
            row[name] = value
    return row


class Kinds:
    """What kinds of values each column of a table has held so far."""

    def __init__(self):
        self.found: dict[str, set[str]] = {}

    def note(self, row: dict) -> None:
        for name, value in row.items():
            kinds = self.found.setdefault(name, set())
            if value is not None and value != "":
                kinds.add(kind_of(value))

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Each column and its kind; a string where the values are of several kinds, or none is known."""
        for name, kinds in self.found.items():
            if kinds == {"integer", "number"}:
                yield name, "number"
            else:
                yield name, next(iter(kinds)) if len(kinds) == 1 else "string"


def kind_of(value) -> str:
    return next((kind for types, kind in KINDS if isinstance(value, types)), "string")
