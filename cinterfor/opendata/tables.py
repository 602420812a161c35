"""The records of one type in three files at once: CSV, JSON lines and a table of an SQLite database.

Each record is read once and written before the next is read, so that memory does not grow with the data.
"""

import csv
import sqlite3
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from cinterfor.formats.objects import CHUNK, as_json, as_object
from cinterfor.formats.tables import safe
from cinterfor.publishing.registry import RecordType

from .rows import Kinds, flat


class Written:
    """What became of one record type: how many records, and the kind of each column."""

    def __init__(self, record_type: RecordType):
        self.record_type, self.count, self.kinds = record_type, 0, Kinds()

    @property
    def name(self) -> str:
        return self.record_type.name


def write(record_type: RecordType, folder: Path, database: sqlite3.Connection, origin) -> Written:
    """All public records of the type, by address; `origin` makes whole addresses (`build_absolute_uri`)."""
    written = Written(record_type)
    with (
        (folder / "csv" / f"{record_type.name}.csv").open("w", encoding="utf-8", newline="") as table,
        (folder / "jsonl" / f"{record_type.name}.jsonl").open("w", encoding="utf-8") as lines,
    ):
        writer = csv.writer(table)
        for record in record_type.public_in_full().order_by("slug").iterator(chunk_size=CHUNK):
            found = as_object(origin, record, record_type)
            lines.write(as_json(found) + "\n")
            _add(written, flat(found, _translated(record_type)), writer, database)
        if not written.count:
            writer.writerow(["id"])
            database.execute(f'CREATE TABLE "{written.name}" (id TEXT PRIMARY KEY)')
            written.kinds.note({"id": ""})
    database.commit()
    return written


def _translated(record_type: RecordType) -> set[str]:
    return {column.name for column in record_type.columns if column.translated}


def _add(written: Written, row: dict, writer, database) -> None:
    if not written.count:
        writer.writerow(row)
        names = ", ".join(f'"{name}"' for name in row if name != "id")
        database.execute(f'CREATE TABLE "{written.name}" (id TEXT PRIMARY KEY, {names})')
    written.count += 1
    written.kinds.note(row)
    writer.writerow([in_csv(value) for value in row.values()])
    names = ", ".join(f'"{name}"' for name in row)
    places = ", ".join("?" * len(row))
    database.execute(
        f'INSERT INTO "{written.name}" ({names}) VALUES ({places})',  # noqa: S608 (names of our own columns)
        [in_sqlite(value) for value in row.values()],
    )


def in_csv(value) -> str:
    """A cell: a text that no spreadsheet takes for a formula, a number, or JSON."""
    if isinstance(value, str):
        return safe(value)
    found = in_sqlite(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if found is None else str(found)


def in_sqlite(value):
    if isinstance(value, list | tuple | dict):
        return as_json(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    # Choices and lazy texts are kinds of str that SQLite does not know.
    return str(value) if isinstance(value, str) else value
