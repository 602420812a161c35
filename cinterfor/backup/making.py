"""Making a backup: complete under its name, or not there at all."""

import fcntl
import json
import os
import re
import shutil
import tarfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import django
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from tqdm import tqdm

from cinterfor.postgres.client import run
from cinterfor.version import portal_version

from .archive import DATABASE, FORMAT, MANIFEST, TEXTS, BackupProblem, add
from .setting_aside import ASIDE
from .uploads import folders

NAME = re.compile(r"cinterfor-\d{8}-\d{6}\.tar")
UNFINISHED = ".unfinished"
#: Only these of the database's extensions are the portal's; a host's own are left to the host.
EXTENSIONS = ("pg_trgm", "btree_gist")


def make_backup(folder: Path, keep: int | None = None, quiet: bool = True) -> Path:
    """A new archive in the folder; of all archives there, the newest `keep` stay."""
    media = Path(settings.MEDIA_ROOT).resolve()
    folder = folder.resolve()
    if folder == media or media in folder.parents:
        raise BackupProblem("The folder of backups must not lie among the uploads: it would back up itself.")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with one_at_a_time_in(folder), _unfinished(folder) as room:
        written = _write(room, quiet)
        archive = _free_name(folder)
        written.rename(archive)
        _sync(folder)
        _remove_older(folder, keep)
    return archive


@contextmanager
def one_at_a_time_in(folder: Path) -> Iterator[None]:
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BackupProblem(f"Another backup is being written in {folder}.") from error
        yield


@contextmanager
def _unfinished(folder: Path) -> Iterator[Path]:
    """Where the archive grows; what a killed backup has left there goes."""
    room = folder / UNFINISHED
    shutil.rmtree(room, ignore_errors=True)
    room.mkdir(mode=0o700)
    try:
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _write(room: Path, quiet: bool) -> Path:
    manifest = _facts()
    dump, archive = room / DATABASE, room / "archive.tar"
    # The database first: uploads never change, so all that it names will be there.
    wanted = [f"--extension={name}" for name in EXTENSIONS] + [f"--exclude-schema={ASIDE}"]
    run(connection, "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={dump}", *wanted)
    # It holds accounts and drafts: only the one who makes it may read it.
    with open(os.open(archive, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
            members = {DATABASE: add(tar, DATABASE, dump)}
            dump.unlink()
            for name, path in tqdm(_files(), desc="files", unit="", disable=True if quiet else None):
                members[name] = add(tar, name, path)
            text = room / MANIFEST
            text.write_text(json.dumps(manifest | {"members": members}, indent=1), "utf-8")
            add(tar, MANIFEST, text)
        file.flush()
        os.fsync(file.fileno())
    return archive


def _facts() -> dict:
    """What the archive is of, as far as it is known before it is made."""
    migrations = {}
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        migrations.setdefault(app, []).append(name)
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        (server,) = cursor.fetchone()
    return {
        "format": FORMAT,
        "created_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "portal": portal_version(),
        "django": django.get_version(),
        "postgresql": server,
        "migrations": migrations,
    }


def _files() -> Iterator[tuple[str, Path]]:
    """Uploads and changed texts by their names in the archive; what is compiled from texts is made anew."""
    for name, folder in folders().items():
        for path in _plain_files(folder):
            if name != TEXTS or path.suffix == ".po":
                yield name + path.relative_to(folder).as_posix(), path


def _plain_files(folder: Path) -> Iterator[Path]:
    """Hidden files are none of ours, links lead elsewhere."""
    for place, inner, names in os.walk(folder):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        for name in sorted(names):
            path = Path(place, name)
            if not name.startswith(".") and path.is_file() and not path.is_symlink():
                yield path


def _free_name(folder: Path) -> Path:
    while True:
        # In UTC, so that the order of names is the order of time also when clocks are set back.
        archive = folder / f"cinterfor-{datetime.now(UTC):%Y%m%d-%H%M%S}.tar"
        if not archive.exists():
            return archive
        time.sleep(0.2)


def _sync(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _remove_older(folder: Path, keep: int | None) -> None:
    archives = sorted(path for path in folder.iterdir() if NAME.fullmatch(path.name))
    for archive in archives[:-keep] if keep else ():
        archive.unlink()
