"""What happens in the network in a month: who joins and who leaves, as far as the month is known."""

from django.utils.translation import gettext_lazy as _

from cinterfor.publishing.dates import today
from cinterfor.watch.registry import Item, Scope, register_happening

from .models import Institution, Membership


def register() -> None:
    register_happening(_("Joined the network"), "institution", joined)
    register_happening(_("Left the network"), "institution", left)


def joined(scope: Scope) -> list[Item]:
    return _items(
        scope,
        Membership.objects.confirmed().filter(begins__startswith=str(scope.month), begins_first__lte=today()),
    )


def left(scope: Scope) -> list[Item]:
    return _items(
        scope, Membership.objects.confirmed().filter(ends__startswith=str(scope.month), ends_last__lt=today())
    )


def _items(scope: Scope, memberships) -> list[Item]:
    """Memberships are on no theme."""
    if scope.theme:
        return []
    found = memberships.filter(institution__in=Institution.objects.published())
    if scope.country:
        found = found.filter(institution__country=scope.country)
    found = found.select_related("institution").order_by("begins_first", "institution__slug")
    return [
        Item(one.institution.title_text, one.institution.get_absolute_url(), one.get_kind_display() or "")
        for one in found
    ]
