"""The way back: everything is checked first, and what fails later leaves all as it was."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from cinterfor.postgres.client import run

from . import setting_aside, uploads
from .archive import DATABASE, BackupProblem, extract, verified


def restore(archive: Path, replace: bool = False) -> dict:
    """Bring database and files to the state of the archive; its manifest.

    Raises BackupProblem or PostgresProblem, and then nothing has changed.
    """
    manifest = verified(archive)
    _refuse_newer(manifest)
    _undo_interrupted()
    if not replace and not setting_aside.is_empty():
        raise BackupProblem("The database is not empty. With --replace, its content and the uploads go.")
    room = uploads.new_room()
    try:
        extract(archive, room)
        with _undone_on_failure():
            setting_aside.set_aside()
            _bring_in(room)
        setting_aside.forget()
    finally:
        uploads.clear()
    return manifest


def _refuse_newer(manifest: dict) -> None:
    """What a newer portal has written, this one cannot read."""
    known = set()
    for (app, name), migration in MigrationLoader(None).disk_migrations.items():
        known |= {(app, name), *map(tuple, migration.replaces)}
    applied = {(app, name) for app, names in manifest["migrations"].items() for name in names}
    if newer := sorted(applied - known):
        app, name = newer[0]
        raise BackupProblem(
            f"The archive was made by a newer portal ({manifest.get('portal')}): this one does not know its "
            f"migration {app}.{name}. Install that version first."
        )


def _undo_interrupted() -> None:
    """Put back what a restore that was killed has set aside."""
    uploads.put_back()
    if setting_aside.was_interrupted():
        setting_aside.put_back()


def _bring_in(room: Path) -> None:
    # pg_restore must not wait for us, nor may we go on with plans and keys of tables that are no more.
    _close_connections()
    # An ordinary role may neither give objects away nor comment on extensions that the host has made.
    strict = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", "--no-comments")
    run(connection, "pg_restore", *strict, str(room / DATABASE))
    ContentType.objects.clear_cache()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # the archive holds no statistics; without them every search is slow
    uploads.swap_in(room)
    # An older portal's content; where nothing is missing, nothing is done.
    call_command("migrate", interactive=False, verbosity=0)


def _close_connections() -> None:
    connection.close()
    connection.close_pool()


@contextmanager
def _undone_on_failure() -> Iterator[None]:
    try:
        yield
    except BaseException:
        _close_connections()
        _undo_interrupted()
        ContentType.objects.clear_cache()
        raise
