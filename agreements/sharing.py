"""How agreements are shown where their address is passed on."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cinterfor.pictures.sharing import Mark, Sharing, SharingImage, register_sharing
from cinterfor.publishing.dates import in_words
from cinterfor.publishing.languages import Text

from .pictures import KEYS

#: Of parties as points of a ring; more of them are counted in words only.
MOST_PARTIES = 12
NAMED = 4


def agreement_image(agreement) -> SharingImage:
    """Its parties, joined, in the shape of its status."""
    key = next(key for key in KEYS if key.name == agreement.status_today)
    parties = agreement.present_parties
    lines = [Text(_named(parties), None)] if parties else []
    if agreement.signed:
        lines.append(Text(_("Signed: %(date)s") % {"date": in_words(agreement.signed)}, None))
    return SharingImage(
        title=agreement.title_text,
        kicker=agreement.get_instrument_display() or capfirst(_("agreement")),
        lines=lines,
        marks=[Mark(key, str(key.label))],
        side="parties" if 1 < len(parties) <= MOST_PARTIES else "",
        shown={"letters": [_letters(party) for party in parties], "key": key},
    )


def _letters(party) -> str:
    """The letters that stand for a party; none for a group that only has a name."""
    if party.institution:
        return party.institution.monogram
    return party.country.code if party.country else ""


def _named(parties) -> str:
    """Those named first; names as long as their acronyms allow."""
    names = [(party.institution and party.institution.acronym) or str(party) for party in parties[:NAMED]]
    return " · ".join([*names, *(["…"] if len(parties) > NAMED else [])])


register_sharing(
    "agreement", Sharing(hue="plum", compose=agreement_image, strip=("agreements-by-year", True))
)
