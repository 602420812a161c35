"""What an institution may propose of its own record, and what of a proposal is a change."""

from typing import NamedTuple

from cinterfor.history.differences import Difference, differences
from cinterfor.history.merging import Place, changed_places, taking
from cinterfor.publishing.languages import LANGUAGES
from network.models import Institution

TRANSLATED = ("name", "acronym", "city", "description")
PLAIN = ("official_name", "former_names", "founded", "website", "working_languages")
#: In the order in which an editor reads them.
OFFERED = [*(f"{name}_{code}" for name in TRANSLATED for code in LANGUAGES), *PLAIN]


class Change(NamedTuple):
    """A place of the record that a proposal changes: as it was and should be, in words."""

    place: Place
    differences: list[Difference]
    #: Where the record was changed here since in another way: from the same point to what it is now.
    meanwhile: list[Difference] = []

    @property
    def key(self) -> str:
        """By which a form names the place."""
        return "/".join(map(str, self.place))


def changes(base: dict, proposal: dict, now: dict | None = None) -> list[Change]:
    """What a proposal changes in the record as it was, without what the record has `now` already."""
    found = []
    theirs = set(changed_places(base, now)) if now else set()
    for place in changed_places(base, proposal):
        wanted = taking(base, proposal, [place])
        meanwhile = taking(base, now, [place]) if place in theirs else None
        if meanwhile == wanted or not _is_offered(place):
            continue
        told = differences(Institution, base, wanted)
        if told:
            found.append(Change(place, told, differences(Institution, base, meanwhile) if meanwhile else []))
    return sorted(found, key=lambda change: _position(change.place))


def _position(place: Place) -> int:
    return OFFERED.index(place[1]) if place[0] == "fields" else len(OFFERED)


def _is_offered(place: Place) -> bool:
    is_field = place[0] == "fields" and place[1] in OFFERED
    return is_field or place[:2] == ("rows", "cooperation_offers")
