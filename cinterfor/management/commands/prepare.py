"""Bring catalogues, static files and database in step with the code, each only where needed."""

import fcntl
import hashlib
import io
from contextlib import contextmanager

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import BaseCommand, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from cinterfor.history.noting import note_unnoted
from cinterfor.opendata.dumps import newest
from cinterfor.publishing.registry import record_types
from cinterfor.search.models import Rebuild

FINGERPRINT = settings.VAR_DIR / "static.fingerprint"
LOCK = settings.VAR_DIR / "prepare.lock"
DATABASE_LOCK = int.from_bytes(b"prepare")


class Command(BaseCommand):
    help = "Compile messages, collect static files, migrate, load an empty database; each only where needed."

    def handle(self, **options):
        with one_at_a_time_on_this_host():
            call_command("compile_messages")
            self.collect_static_files()
            with one_at_a_time_in_the_database():
                self.migrate()
                self.load_when_empty()
                self.begin_history()
                self.index_when_needed()
                call_command("draw_cooperation", verbosity=0, stdout=io.StringIO())
                self.publish_first_dump()

    def collect_static_files(self):
        found = fingerprint_of_static_files()
        if (settings.STATIC_ROOT / "staticfiles.json").is_file() and _read(FINGERPRINT) == found:
            return
        self.stdout.write("Collecting and compressing the static files.")
        call_command("collectstatic", interactive=False, verbosity=0)
        FINGERPRINT.write_text(found)

    def migrate(self):
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Migrating the database.")
            call_command("migrate", interactive=False)

    def load_when_empty(self):
        if any(record_type.model.objects.exists() for record_type in record_types()):
            return
        self.stdout.write("Loading the content of cinterfor/data/ into the empty database.")
        call_command("load_network")
        Rebuild.objects.note_all()

    def begin_history(self):
        if count := note_unnoted():
            self.stdout.write(f"Noted the present state of {count} records, whose history begins now.")

    def index_when_needed(self):
        if Rebuild.objects.of_this_form().count() < len(record_types()):
            self.stdout.write("Writing the search index.")
            call_command("rebuild_search")

    def publish_first_dump(self):
        if newest() is None:
            self.stdout.write("Writing all public data into a zip for readers.")
            call_command("publish_dump", verbosity=0, stdout=io.StringIO())


@contextmanager
def one_at_a_time_on_this_host():
    """A second start waits here, and then finds nothing left to do."""
    LOCK.parent.mkdir(parents=True, exist_ok=True)
    with LOCK.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def one_at_a_time_in_the_database():
    """Hosts that share a database wait for each other; the server frees the lock of one that died."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [DATABASE_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [DATABASE_LOCK])


def fingerprint_of_static_files() -> str:
    """What changes when a source of the static files is added, edited or removed."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            state = (name, storage.size(name), storage.get_modified_time(name).timestamp())
            digest.update(repr(state).encode())
    return digest.hexdigest()


def _read(path) -> str:
    return path.read_text() if path.is_file() else ""
