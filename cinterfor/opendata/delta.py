"""What came, changed and went since the dump before: by the addresses and datestamps of both.

Both states are tables of SQLite (`state`: type, id, permalink, updated), so that two dumps of any size are
compared without holding either in memory. Why a record went, and what stands in its place, is told by the
address book.
"""

import sqlite3
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from cinterfor.formats.objects import as_json
from cinterfor.publishing.models import Address
from cinterfor.publishing.moved import departures
from cinterfor.publishing.registry import get_type

from .tables import Written

DATABASE = "cinterfor.sqlite"
CHANGES = ("added", "changed", "removed")
STATE = "CREATE TABLE state (type TEXT, id TEXT, permalink TEXT, updated TEXT, PRIMARY KEY (type, id))"
COMPARED = """
    SELECT 'added', type, id, permalink, updated FROM main.state AS now
        WHERE NOT EXISTS (SELECT 1 FROM before.state AS was WHERE was.type = now.type AND was.id = now.id)
    UNION ALL
    SELECT 'changed', type, id, permalink, updated FROM main.state AS now
        WHERE EXISTS (SELECT 1 FROM before.state AS was
                      WHERE was.type = now.type AND was.id = now.id AND was.updated <> now.updated)
    UNION ALL
    SELECT 'removed', type, id, permalink, NULL FROM before.state AS was
        WHERE NOT EXISTS (SELECT 1 FROM main.state AS now WHERE was.type = now.type AND was.id = now.id)
    ORDER BY 2, 1, 3
"""


def write_state(database: sqlite3.Connection, tables: list[Written]) -> None:
    """Address and datestamp of every record, for the next dump to compare with."""
    database.execute(STATE)
    for table in tables:
        if table.count:
            database.execute(
                f'INSERT INTO state SELECT ?, id, permalink, updated FROM "{table.name}"',  # noqa: S608
                [table.name],
            )
    database.commit()


def write_delta(
    database: sqlite3.Connection, before: Path | None, path: Path, folder: Path
) -> Counter | None:
    """The changes as JSON lines, and how many there are of each kind; None for the first dump of all."""
    with path.open("w", encoding="utf-8") as lines:
        earlier = _database_in(before, folder) if before else None
        if earlier is None:
            return None
        database.execute("ATTACH ? AS before", [str(earlier)])
        counted = Counter()
        for found in _changes(database):
            counted[found["change"]] += 1
            lines.write(as_json(found) + "\n")
        database.execute("DETACH before")
        earlier.unlink()
        return counted


def _database_in(archive: Path, folder: Path) -> Path | None:
    """The database of an earlier dump, unpacked; None where it is not one that can be compared."""
    try:
        with zipfile.ZipFile(archive) as opened:
            earlier = Path(opened.extract(DATABASE, folder / "before"))
        with sqlite3.connect(earlier) as database:
            database.execute("SELECT type, id, permalink, updated FROM state LIMIT 1")
        database.close()
    except (OSError, KeyError, zipfile.BadZipFile, sqlite3.Error):
        return None
    return earlier


def _changes(database: sqlite3.Connection) -> Iterator[dict]:
    for change, record_type, slug, permalink, updated in database.execute(COMPARED):
        found = {"change": change, "type": record_type, "id": slug, "permalink": permalink}
        yield found | (_gone(record_type, slug) if change == "removed" else {"updated": updated})


def _gone(record_type: str, slug: str) -> dict:
    """When and why a record went, as far as the address book knows."""
    known = Address.objects.filter(record_type=record_type, slug=slug)
    for address, reason, successor in departures(get_type(record_type), known):
        return {"gone": address.gone_at, "reason": reason, "successor": successor}
    return {"gone": None, "reason": "", "successor": ""}
