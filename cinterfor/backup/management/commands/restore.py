"""Bring database and uploads back from an archive."""

from pathlib import Path

from django.core.management import BaseCommand, CommandError

from cinterfor.backup.archive import FILES, BackupProblem
from cinterfor.backup.restoring import restore
from cinterfor.postgres.binaries import PostgresProblem


class Command(BaseCommand):
    help = (
        "Bring the database of DATABASE_URL, the uploads of MEDIA_ROOT and the texts of LOCALE_OVERRIDES "
        "to the state of an archive. Stop the portal before. What fails leaves all as it was."
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
        uploads = sum(name.startswith(FILES) for name in manifest["members"])
        self.stdout.write(
            f"Restored the state of {manifest.get('created_at')}: the database and {uploads} uploads. "
            "Now run the command prepare, and start the portal."
        )
