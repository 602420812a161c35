"""The dumps that there are: zip files in a folder, beside each what it holds.

    cinterfor-data-20261126T031500Z.zip
    cinterfor-data-20261126T031500Z.json    moment, size, checksum, records by type, changes

A dump counts once its second file is there: that one is moved into place last.
"""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.dateparse import parse_datetime

NAME = re.compile(r"cinterfor-data-\d{8}T\d{6}Z")


@dataclass(frozen=True)
class Dump:
    """One dump as its second file tells of it."""

    name: str
    moment: datetime
    size: int
    sha256: str
    #: Record type -> number of records.
    counts: dict[str, int]
    #: `added`, `changed`, `removed` since the dump before; None where there was none.
    changes: dict[str, int] | None

    @property
    def path(self) -> Path:
        return settings.DUMPS_FOLDER / f"{self.name}.zip"

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def dumps() -> list[Dump]:
    """All that can be fetched, the newest first."""
    if not settings.DUMPS_FOLDER.is_dir():
        return []
    names = sorted((path.stem for path in settings.DUMPS_FOLDER.glob("*.json")), reverse=True)
    found = (_read(name) for name in names if NAME.fullmatch(name))
    return [dump for dump in found if dump]


def newest() -> Dump | None:
    return next(iter(dumps()), None)


def _read(name: str) -> Dump | None:
    """None where the dump went in between, or a stranger wrote the file."""
    try:
        told = json.loads((settings.DUMPS_FOLDER / f"{name}.json").read_text("utf-8"))
        dump = Dump(name, parse_datetime(told.pop("moment")), **told)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
    return dump if dump.moment and dump.path.is_file() else None
