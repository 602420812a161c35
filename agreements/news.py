"""What happens to agreements in a month: signed, and ended, as far as the month is known."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cinterfor.publishing.dates import in_words, today
from cinterfor.watch.registry import Item, Scope, register_happening

from .models import Agreement, Status


def register() -> None:
    register_happening(_("Agreements signed"), "agreement", signed)
    register_happening(_("Agreements that entered into force"), "agreement", entered)
    register_happening(_("Agreements ended"), "agreement", ended)


def signed(scope: Scope) -> list[Item]:
    found = _within(scope).filter(signed__startswith=str(scope.month), signed_first__lte=today())
    found = found.order_by("signed_first", "pk")
    return [Item(*_named(agreement), in_words(agreement.signed)) for agreement in found]


def entered(scope: Scope) -> list[Item]:
    """On another day than that of signature."""
    month = str(scope.month)
    found = _within(scope).filter(enters_into_force__startswith=month, enters_first__lte=today())
    found = found.order_by("enters_first", "pk")
    return [Item(*_named(agreement), in_words(agreement.enters_into_force)) for agreement in found]


def ended(scope: Scope) -> list[Item]:
    """A term of which the year alone is known has ended in no month."""
    month = str(scope.month)
    in_month = Q(term_last__range=(scope.month.first, scope.month.last))
    begins = Q(enters_into_force__contains="-") | Q(enters_into_force=None, signed__contains="-")
    is_known = Q(ends__startswith=month) | Q(ends=None) & begins
    over = Q(status=Status.ENDED) & in_month & is_known
    broken_off = Q(status=Status.TERMINATED, terminated_on__startswith=month)
    found = _within(scope).with_status().filter(over | broken_off).order_by("term_last", "pk")
    return [Item(*_named(agreement), _said_of(agreement)) for agreement in found]


def _said_of(agreement: Agreement) -> str:
    return str(agreement.get_status_display()) if agreement.status == Status.TERMINATED else ""


def _within(scope: Scope):
    found = Agreement.objects.published()
    if scope.country:
        found = found.in_country(scope.country.code)
    return found.on_theme(scope.theme) if scope.theme else found


def _named(agreement: Agreement) -> tuple:
    return agreement.title_text, agreement.get_absolute_url()
