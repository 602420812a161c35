"""Write database and uploads into one archive."""

import argparse
from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from cinterfor.backup.archive import BackupProblem
from cinterfor.backup.making import make_backup
from cinterfor.postgres.binaries import PostgresProblem


def at_least_one(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("must be a whole number of at least 1")
    return int(text)


class Command(BaseCommand):
    help = "Write database and uploads into one new archive, cinterfor-YYYYMMDD-HHMMSS.tar (UTC)."

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", type=Path, help="where to; else BACKUP_FOLDER")
        parser.add_argument("--keep", type=at_least_one, help="remove all archives there but the newest KEEP")

    def handle(self, *, folder, keep, verbosity, **options):
        folder = folder or (Path(settings.BACKUP_FOLDER) if settings.BACKUP_FOLDER else None)
        if folder is None:
            raise CommandError("Name a folder, or set BACKUP_FOLDER.")
        try:
            archive = make_backup(folder, keep, quiet=verbosity == 0)
        except (BackupProblem, PostgresProblem, OSError) as problem:
            raise CommandError(f"No backup was made. {problem}") from problem
        self.stdout.write(f"{archive} written, {archive.stat().st_size / 1_000_000:.1f} MB.")
