"""`manage.py tell_expiries`: tell the staff which agreements end or renew themselves soon."""

from django.core.management.base import BaseCommand, CommandError

from agreements.expiries.telling import due, recipients, tell
from cinterfor.verification.asking import NoMailServer


class Command(BaseCommand):
    help = (
        "Mail AGREEMENTS_EMAIL which agreements end or renew themselves within 90, 30 and 7 days, each once. "
        "Safe to run every day, and twice."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="only print what would be told")

    def handle(self, *, dry_run, **options):
        if dry_run:
            found = due()
            for one in found:
                self.stdout.write(f"{one.expiry.day} ({one.mark}): {one.expiry.agreement.slug}")
            self.stdout.write(f"{len(found)} would be told to {', '.join(recipients()) or 'nobody'}.")
            return
        try:
            self.stdout.write(tell())
        except (NoMailServer, OSError) as error:
            raise CommandError(str(error)) from error
