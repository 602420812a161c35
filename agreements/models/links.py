"""How agreements follow on each other (UN treaty practice): written in the later one, told in both."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cinterfor.publishing.dates import is_before

#: The fields of the later agreement that name an earlier one, and what the earlier one's page calls it.
EARLIER = {
    "amends": (_("Amends"), pgettext_lazy("an agreement", "Amended by")),
    "replaces": (_("Replaces"), pgettext_lazy("an agreement", "Replaced by")),
    "renews": (_("Renews"), pgettext_lazy("an agreement", "Renewed by")),
    "supplements": (_("Adds to"), _("Addenda")),
}
#: The reverse names of these fields.
LATER = {
    "amends": "amended_by",
    "replaces": "replaced_by",
    "renews": "renewed_by",
    "supplements": "supplemented_by",
}


class Linked(NamedTuple):
    """The public agreements that are one thing to an agreement, and what that is in the reader's words."""

    label: str
    agreements: list


def links_of(agreement) -> list[Linked]:
    """Both ways; the earlier agreements come first."""
    before = [(labels[0], [getattr(agreement, name)]) for name, labels in EARLIER.items()]
    after = [(labels[1], getattr(agreement, LATER[name]).all()) for name, labels in EARLIER.items()]
    public = [
        Linked(label, [other for other in others if other and other.is_public])
        for label, others in (*before, *after)
    ]
    return [linked for linked in public if linked.agreements]


def wrong_links(agreement) -> dict[str, str]:
    """By field, why the agreement cannot follow on the one that it names."""
    wrong = {}
    for name in EARLIER:
        key = getattr(agreement, f"{name}_id")
        if key is None or key == agreement.pk:  # itself: the database refuses that, and says why
            continue
        signed = type(agreement)._base_manager.filter(pk=key).values_list("signed", flat=True).first()
        if agreement.pk and agreement.pk in earlier_than(type(agreement), key):
            wrong[name] = _("That agreement follows on this one already, directly or through others.")
        elif is_before(agreement.signed, signed):
            wrong[name] = _("That agreement was signed after this one.")
    if later := _signed_before(agreement):
        told = _("“%(other)s”, which follows on this agreement, was signed before that.")
        wrong["signed"] = told % {"other": later}
    return wrong


def _signed_before(agreement):
    """One that follows on the agreement though it was signed before it; None where all is well."""
    if agreement.pk is None or not agreement.signed:
        return None
    naming = [Q(**{name: agreement.pk}) for name in EARLIER]
    later = type(agreement)._base_manager.filter(reduce(or_, naming)).exclude(pk=agreement.pk)
    return next((other for other in later if is_before(other.signed, agreement.signed)), None)


def earlier_than(model, key: int) -> set[int]:
    """The keys of the agreements on which this one follows, near or far, in whatever way."""
    found: set[int] = set()
    nearest = {key}
    while nearest:
        rows = model._base_manager.filter(pk__in=nearest).values_list(*(f"{name}_id" for name in EARLIER))
        nearest = {other for row in rows for other in row if other} - found
        found |= nearest
    return found


def follows(kept, lost) -> Iterable[str]:
    """What stands against making two agreements one: the one follows on the other."""
    for one, other in ((kept, lost), (lost, kept)):
        if other.pk in earlier_than(type(one), one.pk):
            yield _("“%(one)s” follows on “%(other)s”, so they are two.") % {"one": one, "other": other}
