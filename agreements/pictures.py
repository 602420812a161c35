"""Agreements as pictures: how many were signed when, and who signed."""

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cinterfor.pictures.bars import Bars, by_year, years_down
from cinterfor.pictures.picture import Key
from cinterfor.pictures.registry import PictureType
from cinterfor.pictures.timeline import Stretch, Timeline
from cinterfor.publishing.dates import today
from cinterfor.publishing.urls import list_path
from network.models import Region

from .models import Agreement, Status
from .models.regions import regions_of

KEYS = [
    Key("in-force", Status.IN_FORCE.label, "plum", "solid"),
    Key("signed", Status.SIGNED.label, "plum", "outline"),
    Key("term-unknown", Status.TERM_UNKNOWN.label, "plum", "hatched"),
    Key("ended", Status.ENDED.label, "muted", "outline"),
    Key("terminated", Status.TERMINATED.label, "muted", "half"),
    Key("announced", Status.ANNOUNCED.label, "plum", "dotted"),
]
#: Regions as they are drawn, and agreements of which none is known.
REGIONS = [
    Key(Region.SOUTH_AMERICA, Region.SOUTH_AMERICA.label, "plum", "solid"),
    Key(Region.CARIBBEAN, Region.CARIBBEAN.label, "sea", "solid"),
    Key(Region.CENTRAL_AMERICA, Region.CENTRAL_AMERICA.label, "leaf", "half"),
    Key(Region.NORTH_AMERICA, Region.NORTH_AMERICA.label, "gold", "hatched"),
    Key(Region.EUROPE, Region.EUROPE.label, "sea", "outline"),
    Key(Region.AFRICA, Region.AFRICA.label, "plum", "dotted"),
    Key(Region.ASIA, Region.ASIA.label, "leaf", "hatched"),
    Key("none", gettext_lazy("No country known"), "muted", "outline"),
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


def agreements_by_region() -> Bars:
    """By year of signature, and in each by the regions that agreements touch, as `in_region` has it."""
    numbers: dict = {}
    for agreement in Agreement.objects.published().only("signed_first").with_regions():
        year = agreement.signed_first and agreement.signed_first.year
        of_year = numbers.setdefault(year, Counter())
        of_year.update(regions_of(agreement) or ["none"])
    return Bars(
        title=_("Agreements by year of signature and region"),
        note=_(
            "The regions of the countries that an agreement is about, that sign it, or from which an"
            " institution signs it. An agreement that touches several regions counts in each of them."
        ),
        heading=_("Year"),
        classes=REGIONS,
        bars=years_down(
            numbers,
            path=lambda year: list_path("agreement", year=year),
            paths=lambda year: {
                region: list_path("agreement", region=region, year=year)
                for region in numbers[year]
                if region in Region
            },
            undated=_("Date not known"),
        ),
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
    PictureType("agreements-by-region", agreements_by_region),
    PictureType("agreements-timeline", agreements_timeline),
]
