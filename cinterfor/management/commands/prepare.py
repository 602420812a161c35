"""Bring catalogues, static files and database in step with the code, each only where needed."""

import hashlib

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import BaseCommand, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from cinterfor.publishing.registry import record_types

FINGERPRINT = settings.VAR_DIR / "static.fingerprint"


class Command(BaseCommand):
    help = "Compile messages, collect static files, migrate, load an empty database; each only where needed."

    def handle(self, **options):
        call_command("compile_messages")
        self.collect_static_files()
        self.migrate()
        self.load_when_empty()

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
