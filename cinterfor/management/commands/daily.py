"""Run everything that is done once a day; for a timer of the system."""

from django.conf import settings
from django.core.mail import send_mail
from django.core.management import BaseCommand, CommandError

from cinterfor.daily import only_once, run_jobs


class Command(BaseCommand):
    help = "Run the daily jobs. One that fails stops no other; OPERATORS_EMAIL then gets one mail."

    def handle(self, **options):
        with only_once() as alone:
            if not alone:
                self.stdout.write("The daily jobs are being run by another process: nothing was done.")
                return
            outcomes = []
            for outcome in run_jobs():
                outcomes.append(outcome)
                self.stdout.write(str(outcome))
        if failed := [outcome for outcome in outcomes if outcome.failure]:
            told = f"{len(failed)} of {len(outcomes)} daily jobs failed: {', '.join(o.name for o in failed)}."
            self._mail(told, outcomes, failed)
            raise CommandError(told)

    def _mail(self, told, outcomes, failed):
        if not settings.OPERATORS_EMAIL:
            return
        report = "\n".join(map(str, outcomes))
        traces = "\n\n".join(f"{outcome.name}\n{outcome.failure}" for outcome in failed)
        try:
            send_mail(f"[portal] {told}", f"{report}\n\n{traces}", None, settings.OPERATORS_EMAIL)
        except OSError as error:  # also what smtplib raises
            self.stderr.write(f"The mail could not be sent: {error}")
