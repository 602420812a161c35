"""Run everything that is done once a day; for a timer of the system."""

from django.conf import settings
from django.core.mail import send_mail
from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

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
            self._mail(outcomes, failed)
            raise CommandError(told)

    def _mail(self, outcomes, failed):
        """What the jobs said themselves is as commands say it, in English."""
        if not settings.OPERATORS_EMAIL:
            return
        with override(settings.LANGUAGE_CODE):
            subject = ngettext(
                "Portal: %(count)d daily job failed: %(names)s",
                "Portal: %(count)d daily jobs failed: %(names)s",
                len(failed),
            ) % {"count": len(failed), "names": ", ".join(outcome.name for outcome in failed)}
            heading = _("The daily jobs of %(address)s") % {"address": settings.PORTAL_ADDRESS}
        report = "\n".join(map(str, outcomes))
        traces = "\n\n".join(f"{outcome.name}\n{outcome.failure}" for outcome in failed)
        try:
            send_mail(subject, f"{heading}\n\n{report}\n\n{traces}", None, settings.OPERATORS_EMAIL)
        except OSError as error:  # also what smtplib raises
            self.stderr.write(f"The mail could not be sent: {error}")
