"""The rule by which an agreement's status follows from its dates."""

from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """An agreement's state in the world on a day: computed from its dates, never more than is known."""

    IN_FORCE = "in-force", _("In force")
    SIGNED = "signed", _("Signed; not yet in force")
    TERM_UNKNOWN = "term-unknown", _("Signed; present validity not documented")
    ENDED = "ended", _("Ended")
    TERMINATED = "terminated", _("Terminated early")
    ANNOUNCED = "announced", _("Signature date not known")

    @property
    def rule(self):
        """Why the portal says so, in a sentence for the reader."""
        return {
            self.IN_FORCE: _("Its term, a rule of renewal or a verified statement covers today."),
            self.SIGNED: _("It was signed, and enters into force on a later date."),
            self.TERM_UNKNOWN: _(
                "It was signed, but no term or end is documented: the portal does not call it in force."
            ),
            self.ENDED: _(
                "The last possible day of its term has passed, and nothing says that it renews itself."
            ),
            self.TERMINATED: _("A source says that it was ended before its term."),
            self.ANNOUNCED: _("A source speaks of it, but the date of signature is not known."),
        }[self]


def status_on(day) -> Case:
    """Of agreements, the status on a day.

    In force only where a term, a renewal rule or a verified statement covers the day; a term whose last
    possible day has passed has ended, unless the agreement renews itself. What was signed is not in force
    before the first day on which it may have entered into force; where that date is not known, the
    signature counts (Vienna Convention on the Law of Treaties, article 24). A date of entry into force
    tells of an agreement whose date of signature nobody knows, and so does an end that has passed.
    """
    return Case(
        When(terminated_first__gt=day, then=_unless_terminated(day)),
        When(Q(terminated=True), then=Value(Status.TERMINATED)),
        default=_unless_terminated(day),
        output_field=models.CharField(),
    )


def _unless_terminated(day) -> Case:
    unknown = Q(signed=None, enters_into_force=None)
    not_yet = Q(signed_first__gt=day) | Q(signed=None, enters_first__gt=day)
    return Case(
        When(unknown & Q(ends_last__lt=day, renews_tacitly=False), then=Value(Status.ENDED)),
        When(unknown | not_yet, then=Value(Status.ANNOUNCED)),
        When(enters_first__gt=day, then=Value(Status.SIGNED)),
        When(Q(renews_tacitly=True), then=Value(Status.IN_FORCE)),
        When(Q(term_last__gte=day) | Q(stated_in_force_on__gte=day), then=Value(Status.IN_FORCE)),
        When(Q(term_last__lt=day), then=Value(Status.ENDED)),
        default=Value(Status.TERM_UNKNOWN),
        output_field=models.CharField(),
    )
