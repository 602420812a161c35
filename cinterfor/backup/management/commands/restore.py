"""Bring database and uploads back from an archive."""

from pathlib import Path

from django.core.management import BaseCommand, CommandError

from cinterfor.backup.archive import BackupProblem
from cinterfor.backup.restoring import restore
from cinterfor.postgres.binaries import PostgresProblem


class Command(BaseCommand):
    help = (
        "Bring the database of DATABASE_URL and the uploads of MEDIA_ROOT to the state of an archive. "
        "Stop the portal before. What fails leaves all as it was."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("archive", type=Path, help="a file that the command backup has written")
        parser.add_argument(
            "--replace", action="store_true", help="also where the database has content, which then goes"
        )

    def handle(self, *, archive, replace, **options):
        try:
            manifest = restore(archive, replace)
        except (BackupProblem, PostgresProblem, OSError) as problem:
            raise CommandError(f"Nothing was changed. {problem}") from problem
        self.stdout.write(
            f"Restored the state of {manifest.get('created_at')}: the database and "
            f"{len(manifest['members']) - 1} uploads. Now run the command prepare, and start the portal."
        )
