"""`manage.py load_legacy FILE`: where addresses of the former site lead, from a CSV file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from cinterfor.former.table import read_table


class Command(BaseCommand):
    help = "Load addresses of the former site (columns: address, target), or none where a line is wrong."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="CSV in UTF-8; a target is an address of this portal")
        parser.add_argument("--dry-run", action="store_true", help="say what would be written")

    def handle(self, *args, file, dry_run, **options):
        table = read_table(Path(file))
        if table.wrong:
            raise CommandError("\n".join([*table.wrong, f"{len(table.wrong)} wrong; nothing was written."]))
        with transaction.atomic():
            changed = table.write()
            transaction.set_rollback(dry_run)
        told = "would change" if dry_run else "changed"
        return f"{len(table.rows)} addresses read, {changed} {told}, {len(table.rows) - changed} unchanged."
