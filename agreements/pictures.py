"""Agreements as pictures: how many were signed when, and who signed."""

from django.utils.translation import gettext as _

from cinterfor.pictures.bars import Bars, by_year
from cinterfor.pictures.picture import Key
from cinterfor.pictures.registry import PictureType
from cinterfor.pictures.timeline import Stretch, Timeline
from cinterfor.publishing.dates import today

from .models import Agreement, Status

KEYS = [
    Key("in-force", Status.IN_FORCE.label, "plum", "solid"),
    Key("signed", Status.SIGNED.label, "plum", "outline"),
    Key("term-unknown", Status.TERM_UNKNOWN.label, "plum", "hatched"),
    Key("ended", Status.ENDED.label, "muted", "outline"),
    Key("terminated", Status.TERMINATED.label, "muted", "half"),
    Key("announced", Status.ANNOUNCED.label, "plum", "dotted"),
]
#: The agreements that a timeline can hold for a reader.
MOST = 60


def agreements_by_year() -> Bars:
    agreements = Agreement.objects.published().with_status()
    return Bars(
        title=_("Agreements by year of signature and status"),
        note=_("The status is computed from the dates on record and never says more than is known."),
        heading=_("Year"),
        classes=KEYS,
        bars=by_year(agreements, "signed_first", "status", "agreement"),
    )


def agreements_timeline() -> Timeline:
    agreements = Agreement.objects.published().with_card_data().exclude(signed=None).newest_first()[:MOST]
    return Timeline(
        title=_("Agreements over time"),
        note=_(
            "From the signature to the end that is known. Where no term is documented a dashed line runs to"
            " today, and nothing is claimed. Agreements without a known date are left out."
        ),
        heading=_("Agreement"),
        classes=KEYS,
        stretches=[_stretch(agreement) for agreement in agreements],
    )


def _stretch(agreement):
    status, ends = agreement.status_today, agreement.term_last
    if status == Status.TERMINATED:
        ends = agreement.terminated_first
    elif status == Status.IN_FORCE:
        ends = max(filter(None, (ends, agreement.stated_in_force_on, today())))
    return Stretch(
        label=agreement.title_text,
        path=agreement.get_absolute_url(),
        status=status,
        begins=agreement.signed_first,
        ends=ends,
        said=(agreement.signed, agreement.ends),
    )


PICTURES = [
    PictureType("agreements-by-year", agreements_by_year),
    PictureType("agreements-timeline", agreements_timeline),
]
