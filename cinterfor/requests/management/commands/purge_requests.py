"""Delete the personal data of requests that were closed long ago (REQUESTS_KEPT_MONTHS)."""

from django.core.management import BaseCommand

from cinterfor.requests.purging import due, purge_those_due


class Command(BaseCommand):
    help = "Delete the personal data of requests closed more than REQUESTS_KEPT_MONTHS ago; figures stay."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="only tell how many there are")

    def handle(self, dry_run, **options):
        if dry_run:
            self.stdout.write(f"{due().count()} requests are due")
        else:
            self.stdout.write(purge_those_due())
