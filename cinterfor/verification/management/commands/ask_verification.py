"""`manage.py ask_verification`: ask the institutions whether what the portal says is still correct."""

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from cinterfor.verification.asking import NoMailServer, ask, due


class Command(BaseCommand):
    help = (
        "Mail the focal points of institutions that were not verified for 12 months: a link to their record, "
        "and reminders after 30 and 60 days. Safe to run every day."
    )

    def add_arguments(self, parser):
        parser.add_argument("--country", default="", help="only institutions of this country, such as BR")
        parser.add_argument("--again", action="store_true", help="ask anew who was asked in the last year")
        parser.add_argument("--dry-run", action="store_true", help="only print who would be written to")

    def handle(self, *, country, again, dry_run, verbosity, **options):
        points = due(country.upper(), again)
        if dry_run:
            for point in points:
                self.stdout.write(f"{point.institution.slug}: {point} ({point.language})")
            self.stdout.write(f"{len(points)} would be written to.")
            return
        shown = tqdm(total=len(points), unit=" mails", disable=True if verbosity == 0 else None)
        try:
            with shown:
                report = ask(points, again, shown.update)
        except NoMailServer as error:
            raise CommandError(str(error)) from error
        for fault in report.faults:
            self.stderr.write(f"{fault.point.institution.slug}: {fault.point}: {fault.reason}")
        self.stdout.write(f"{report}.")
        if report.faults:
            raise CommandError("Some mails failed; the list of verifications shows which.")
