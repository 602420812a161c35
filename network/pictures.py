"""The members of the network as pictures."""

from django.utils.translation import gettext as _

from cinterfor.pictures.bars import Bars, Row, counted
from cinterfor.pictures.registry import PictureType
from cinterfor.publishing.urls import list_path

from .marks import FILTERS, KEYS
from .models import Country, Institution


def members_by_country() -> Bars:
    """Institutions of the network by country: constituent, associate, unconfirmed and former apart."""
    institutions = Institution.objects.published().of_network().with_mark()
    numbers = counted(institutions, "country", "mark")
    countries = [country for country in Country.objects.published().in_order() if country.pk in numbers]
    countries.sort(key=lambda country: -sum(numbers[country.pk].values()))
    return Bars(
        title=_("Members by country and type"),
        note=_(
            "Documented on a page of the Centre or members by its published definition; those that nothing"
            " confirms are hatched and counted apart."
        ),
        heading=_("Country"),
        classes=KEYS,
        bars=[_row(country, numbers[country.pk]) for country in countries],
    )


def _row(country, numbers):
    paths = {mark: list_path("institution", country=country.code, **FILTERS[mark]) for mark in numbers}
    return Row(country.title_text, list_path("institution", country=country.code), numbers, paths)


PICTURES = [
    PictureType("members-by-country", members_by_country),
]
