"""What apps add to the import of their records: columns that no field holds, and readers of other files."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import models


@dataclass(frozen=True)
class Told:
    """What a column has to say of a whole import: entries of text, number of rows, and where to mend it."""

    title: str
    explanation: str
    entries: list[tuple[str, int, str]]


def _nothing(*args) -> None:
    """Of a column that has nothing to do at this moment."""


@dataclass(frozen=True)
class Column:
    """A column that no field of the record holds; `label` and `holds` explain it to editors.

    All take the rows of some records of one model (`Line`): `check` may add to what becomes of them and to
    their remarks, without writing anything of theirs; `prepare` completes their states when they are about
    to be written, `keep` follows when they are, `forget` when they have been undone. `news` gives the keys of
    rows that bring their records something that no state says before it is prepared.
    """

    name: str
    label: str
    holds: str
    check: Callable = _nothing
    news: Callable = _nothing
    prepare: Callable = _nothing
    keep: Callable = _nothing
    forget: Callable = _nothing
    #: `tell(import)` gives a `Told`, or None.
    tell: Callable = _nothing


_columns: dict[type, tuple[Column, ...]] = {}
_for_all: list[Column] = []
_readers: dict[type, Callable] = {}


def register_columns(*columns: Column, model: type[models.Model] | None = None) -> None:
    """Columns of one model, or of all."""
    if model is None:
        _for_all.extend(columns)
    else:
        _columns[model] = columns


def columns_of(model: type[models.Model]) -> tuple[Column, ...]:
    return (*_columns.get(model, ()), *_for_all)


def register_reader(model: type[models.Model], read: Callable) -> None:
    """`read(content, name, language)` gives the name of the format and a `Table`, or None: not its kind."""
    _readers[model] = read


def reader_of(model: type[models.Model]) -> Callable | None:
    return _readers.get(model)
