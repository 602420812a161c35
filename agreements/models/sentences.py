"""What is known of an agreement's validity on a day, in a sentence for the reader.

Each is a whole sentence to translators. Those with a date stand twice: languages say “until 3 May 2027”
and “until May 2027” in different ways.
"""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import npgettext_lazy, pgettext_lazy

from cinterfor.publishing.dates import in_words

from .statuses import Status


class Dated(NamedTuple):
    """A sentence with one date: known to the day, or to the month or year."""

    on: Promise
    within: Promise

    def __call__(self, date: str, **others) -> str:
        form = self.on if len(date) == len("2018-07-04") else self.within
        return form % {"date": in_words(date), **others}


# Translators: %(date)s is a day, as in “since 4 July 2018”.
RENEWED_ON_YEARS = npgettext_lazy(
    "a day",
    "In force since %(date)s; renewed every year unless a party ends it.",
    "In force since %(date)s; renewed every %(number)d years unless a party ends it.",
    "number",
)
RENEWED_ON_MONTHS = npgettext_lazy(
    "a day",
    "In force since %(date)s; renewed every month unless a party ends it.",
    "In force since %(date)s; renewed every %(number)d months unless a party ends it.",
    "number",
)
# Translators: %(date)s is a month or a year, as in “since July 2018”.
RENEWED_WITHIN_YEARS = npgettext_lazy(
    "a month or a year",
    "In force since %(date)s; renewed every year unless a party ends it.",
    "In force since %(date)s; renewed every %(number)d years unless a party ends it.",
    "number",
)
RENEWED_WITHIN_MONTHS = npgettext_lazy(
    "a month or a year",
    "In force since %(date)s; renewed every month unless a party ends it.",
    "In force since %(date)s; renewed every %(number)d months unless a party ends it.",
    "number",
)
RENEWED_EVERY_YEARS = Dated(RENEWED_ON_YEARS, RENEWED_WITHIN_YEARS)
RENEWED_EVERY_MONTHS = Dated(RENEWED_ON_MONTHS, RENEWED_WITHIN_MONTHS)
RENEWED = Dated(
    pgettext_lazy("a day", "In force since %(date)s; it renews itself unless a party ends it."),
    pgettext_lazy("a month or a year", "In force since %(date)s; it renews itself unless a party ends it."),
)
UNTIL = Dated(
    pgettext_lazy("a day", "In force until %(date)s."),
    pgettext_lazy("a month or a year", "In force until %(date)s."),
)
ENTERS = Dated(
    _("Signed; enters into force on %(date)s."),
    _("Signed; enters into force in %(date)s."),
)
UNDOCUMENTED = Dated(
    _("Signed on %(date)s; present validity not documented."),
    _("Signed in %(date)s; present validity not documented."),
)
ENTERED = Dated(
    _("Entered into force on %(date)s; present validity not documented."),
    _("Entered into force in %(date)s; present validity not documented."),
)
TO_BE_SIGNED = Dated(_("To be signed on %(date)s."), _("To be signed in %(date)s."))
ENDED = Dated(_("Ended on %(date)s."), _("Ended in %(date)s."))
TERMINATED = Dated(_("Terminated early on %(date)s."), _("Terminated early in %(date)s."))
STATED = _("Stated by a party or an official page to be in force on %(date)s.")
STATED_ONCE = _("Stated to be in force on %(date)s; present validity not documented.")


def sentence_of(agreement, status: str, day) -> str:
    """The sentence for the status that the agreement has on the day."""
    return str(SENTENCES[status](agreement, day))


def _in_force(agreement, day) -> str:
    if _ends_early(agreement):
        return UNTIL(agreement.terminated_on)
    if agreement.renews_tacitly:
        return _renewed(agreement)
    if agreement.term_last and agreement.term_last >= day:
        return UNTIL(_end(agreement))
    return STATED % {"date": in_words(agreement.stated_in_force_on.isoformat())}


def _ends_early(agreement) -> bool:
    """By a date that is set already, before its term is over."""
    has_end = agreement.term_last and not agreement.renews_tacitly
    return agreement.terminated and not (has_end and agreement.term_last < agreement.terminated_first)


def _renewed(agreement) -> str:
    begins = agreement.enters_into_force or agreement.signed
    years, months = divmod(agreement.renewal_months or 0, 12)
    if months:
        return RENEWED_EVERY_MONTHS(begins, number=agreement.renewal_months)
    return RENEWED_EVERY_YEARS(begins, number=years) if years else RENEWED(begins)


def _undocumented(agreement, day) -> str:
    if agreement.stated_in_force_on:
        return STATED_ONCE % {"date": in_words(agreement.stated_in_force_on.isoformat())}
    if agreement.enters_into_force:
        return ENTERED(agreement.enters_into_force)
    return UNDOCUMENTED(agreement.signed)


def _end(agreement) -> str:
    """The end as far as it is known: a term that is counted from a month ends in a month."""
    begins = agreement.enters_into_force or agreement.signed
    return agreement.ends or agreement.term_last.isoformat()[: len(begins)]


def _announced(agreement, day):
    return TO_BE_SIGNED(agreement.signed) if agreement.signed else Status.ANNOUNCED.rule


def _terminated(agreement, day):
    return TERMINATED(agreement.terminated_on) if agreement.terminated_on else Status.TERMINATED.rule


SENTENCES = {
    Status.IN_FORCE: _in_force,
    Status.SIGNED: lambda agreement, day: ENTERS(agreement.enters_into_force),
    Status.TERM_UNKNOWN: _undocumented,
    Status.ENDED: lambda agreement, day: ENDED(_end(agreement)),
    Status.TERMINATED: _terminated,
    Status.ANNOUNCED: _announced,
}
