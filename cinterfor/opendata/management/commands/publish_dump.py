"""Write all that is public into a zip that everybody may take away."""

from django.core.management import BaseCommand

from cinterfor.opendata.making import make


class Command(BaseCommand):
    help = "Publish all public records as CSV, JSON lines and SQLite in one zip, with what has changed."

    def handle(self, **options):
        dump = make()
        changes = dump.changes and ", ".join(f"{number} {change}" for change, number in dump.changes.items())
        told = changes or "the first"
        self.stdout.write(f"{dump.name}.zip: {dump.total} records, {dump.size} bytes ({told})")
