"""`manage.py send_notices`: tell those who asked for it what was new last month."""

from django.core.management.base import BaseCommand, CommandError

from cinterfor.verification.asking import NoMailServer
from cinterfor.watch.sending import send_notices


class Command(BaseCommand):
    help = (
        "Mail what was new last month to who has asked for it and confirmed, each once; forget what nobody "
        "confirmed within 7 days. Safe to run every day, and twice."
    )

    def handle(self, **options):
        try:
            report = send_notices()
        except NoMailServer as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{report}.")
        if report.failed:
            raise CommandError("Some mails failed; the list of notices shows which.")
