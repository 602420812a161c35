"""What is known of an institution's way through time: as far as dates are known, and no further."""

import datetime
from dataclasses import dataclass, field
from itertools import pairwise

from django.utils.translation import gettext as _

from .models import Institution, Membership

DAY = datetime.timedelta(days=1)


@dataclass
class Moment:
    """Something that happened to an institution; the date is partial (ISO 8601) or not known."""

    date: str | None
    label: str
    #: The shape in the network's visual code, where it is about membership.
    mark: str = ""
    note: str = ""
    sources: list = field(default_factory=list)
    #: The institution that it leads to, such as the successor.
    institution: Institution | None = None


def timeline(institution: Institution) -> list[Moment]:
    """Founded, what it grew from, member and as what, left, dissolved, what took its place."""
    memberships = list(institution.memberships.all())
    before = [item for item in institution.predecessors.all() if item.is_public]
    after = institution.successor if institution.successor and institution.successor.is_public else None
    happened = [Moment(item.dissolved_on, _("Predecessor"), institution=item) for item in before]
    happened += _membership_moments(memberships)
    if institution.dissolved:
        happened.append(Moment(institution.dissolved_on, _("Dissolved")))
    if after:
        happened.append(Moment(institution.dissolved_on, _("Successor"), institution=after))
    if institution.founded and happened:
        happened.insert(0, Moment(institution.founded, _("Founded")))
    return happened


def _membership_moments(memberships: list[Membership]) -> list[Moment]:
    found = []
    for membership, following in pairwise([*memberships, None]):
        found.append(_begin(membership))
        if membership.state == "former" and not _goes_on(membership, following):
            found.append(Moment(membership.ends, _("Left the network"), "former"))
    return found


def _begin(membership: Membership) -> Moment:
    kind = membership.get_kind_display() or _("Member, class not known")
    sources = membership.official_sources
    if membership.state != "unconfirmed":
        mark = membership.kind or "unconfirmed"
        return Moment(membership.begins, str(kind), mark, membership.get_basis_display(), sources)
    label = _("Membership unconfirmed")
    if membership.kind:
        # Translators: a kind of membership that no source confirms, “perhaps: constituent member”.
        label += " · " + _("perhaps: %(kind)s") % {"kind": kind.lower()}
    note = _("No page of the Centre was found that lists it as a member. It is counted apart.")
    return Moment(membership.begins, label, "unconfirmed", note, sources)


def _goes_on(membership: Membership, following: Membership | None) -> bool:
    """Whether another membership takes over without a day between: the kind changed, nobody left."""
    if following is None or not (membership.ends_last and following.begins_first):
        return False
    return following.begins_first <= membership.ends_last + DAY
