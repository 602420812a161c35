"""Making a dump: everything is written beside the others, and put in its place when it is whole."""

import json
import os
import sqlite3
import tempfile
import zipfile
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urljoin

from django.conf import settings
from django.db import connection, transaction
from django.urls import reverse
from django.utils import translation

from cinterfor.publishing.registry import record_types

from . import delta, package, tables
from .dumps import NAME, Dump, newest


class Origin:
    """Makes whole addresses where there is no request: as seen at the address of the portal."""

    def build_absolute_uri(self, path: str = "/") -> str:
        return urljoin(settings.PORTAL_ADDRESS + "/", path)


def make() -> Dump:
    """A dump of all that is public now; earlier ones beyond the number that is kept are removed."""
    settings.DUMPS_FOLDER.mkdir(parents=True, exist_ok=True)
    before, moment = newest(), datetime.now(UTC).replace(microsecond=0)
    with tempfile.TemporaryDirectory(dir=settings.DUMPS_FOLDER, prefix=".making-") as place:
        folder = Path(place, "data")
        written, counted = _write(folder, before, moment)
        dump = _put(folder, moment, written, counted)
    _remove_older()
    return dump


def _write(folder: Path, before: Dump | None, moment: datetime):
    """All files of the dump, of one moment in the database."""
    for name in ("csv", "jsonl"):
        (folder / name).mkdir(parents=True)
    with (
        closing(sqlite3.connect(folder / delta.DATABASE)) as database,
        translation.override("en"),
        _one_moment(),
    ):
        written = [tables.write(found, folder, database, Origin()) for found in record_types()]
        delta.write_state(database, written)
        earlier = before.path if before else None
        counted = delta.write_delta(database, earlier, folder / "delta.jsonl", folder.parent)
        origin, licence = _addresses()
    package.write_notes(folder, moment, origin, licence)
    package.write_changelog(folder, moment, written, counted, _changelog_in(earlier))
    descriptor = package.describe(folder, written, moment, origin, licence)
    package.write_descriptor(folder, descriptor)
    package.write_checksums(folder)
    return written, counted


@contextmanager
def _one_moment():
    """What is read belongs together, whatever editors save meanwhile."""
    is_first = not connection.in_atomic_block
    with transaction.atomic():
        if is_first:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _addresses() -> tuple[str, str]:
    """The data page and the terms of the portal, without language where they have such an address."""
    origin = Origin()
    page = origin.build_absolute_uri(reverse("data"))
    return page, origin.build_absolute_uri(reverse("permalink", args=["page", "terms"]))


def _changelog_in(archive: Path | None) -> str:
    if archive is None:
        return ""
    try:
        with zipfile.ZipFile(archive) as opened:
            return opened.read("CHANGELOG.md").decode()
    except (OSError, KeyError, zipfile.BadZipFile):
        return ""


def _put(folder: Path, moment: datetime, written, counted) -> Dump:
    name = f"cinterfor-data-{moment:%Y%m%dT%H%M%SZ}"
    archive = folder.parent / f"{name}.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as opened:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            opened.write(path, path.relative_to(folder).as_posix())
    facts = package.facts_of(archive)
    told = {
        "moment": moment.isoformat(),
        "size": facts["bytes"],
        "sha256": facts["sha256"],
        "counts": {table.name: table.count for table in written},
        "changes": None if counted is None else {change: counted[change] for change in delta.CHANGES},
    }
    beside = folder.parent / f"{name}.json"
    beside.write_text(json.dumps(told), encoding="utf-8")
    for path in (archive, beside):
        path.chmod(0o644)
        os.replace(path, settings.DUMPS_FOLDER / path.name)
    return Dump(name, moment, **{key: value for key, value in told.items() if key != "moment"})


def _remove_older() -> None:
    """Of each the second file first: a dump without it is not offered any more."""
    names = sorted({path.stem for path in settings.DUMPS_FOLDER.iterdir() if NAME.fullmatch(path.stem)})
    for name in names[: -settings.DUMPS_KEPT]:
        for ending in ("json", "zip"):
            (settings.DUMPS_FOLDER / f"{name}.{ending}").unlink(missing_ok=True)
