"""What the records say for the maps."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cinterfor.pictures.bars import counted
from cinterfor.pictures.country_map import CountryMap, Place, PlacedInstitution
from cinterfor.pictures.maps import CountryOnMap, NetworkMap
from cinterfor.pictures.registry import PictureType
from cinterfor.publishing.as_of import AsOfForm, is_day_past, with_day
from cinterfor.publishing.languages import Text, text_in
from cinterfor.publishing.urls import list_path

from .marks import APART_KEYS, FILTERS, KEYS, OUTSIDE_KEYS
from .models import OUTSIDE, Country, Institution, Standing


def members_map() -> NetworkMap:
    """The countries of the network with their numbers of institutions, in two queries."""
    institutions = Institution.objects.published().with_mark()
    numbers = counted(institutions.exclude(standing__in=[*OUTSIDE, Standing.LATER]), "country", "mark")
    countries = [
        CountryOnMap(
            country.code,
            country.title_text,
            with_day(country.get_absolute_url()),
            numbers.get(country.pk, {}),
            _lists(country.code),
        )
        for country in Country.objects.published().in_network().in_order()
    ]
    note = _(
        "The number of members that this directory knows: those read on a page of the Centre, and those that "
        "are members by its published definition. A question mark counts institutions whose membership is "
        "unconfirmed; a dash, none documented yet."
    )
    if is_day_past():
        note = _(
            "The members whose beginning by that day is recorded. A question mark counts institutions that "
            "may have been members then, which is not documented; a dash, none known."
        )
    return NetworkMap(title=_("Members by country"), note=note, countries=countries)


def _lists(code) -> dict[str, str]:
    """The lists behind the numbers; no filter of theirs finds the members whose class is not known."""
    filters = {name: narrowed for name, narrowed in FILTERS.items() if name != "member"}
    filters["members"] = {"standing": Standing.MEMBER.value}
    return {name: list_path("institution", country=code, **narrowed) for name, narrowed in filters.items()}


def country_map(country: Country) -> CountryMap:
    """A country with its institutions in their cities."""
    institutions = Institution.objects.published().in_country(country.code).with_mark().constituents_first()
    capital = text_in(country, "capital")
    return CountryMap(
        title=_("%(country)s: institutions and their cities") % {"country": country.title_text},
        note=_(
            "Where each institution has its seat, as far as that is recorded. The ring is the capital; the "
            "table names all of them."
        ),
        code=country.code,
        classes=[*KEYS, *OUTSIDE_KEYS, *APART_KEYS],
        capital=Place(capital, country.latitude, country.longitude) if capital else None,
        institutions=[_placed(institution) for institution in institutions],
        path_of_all=list_path("institution", country=country.code, standing="all"),
    )


def _placed(institution) -> PlacedInstitution:
    name = institution.title_text
    return PlacedInstitution(
        name=institution.label,
        short=Text(institution.acronym, None) if institution.acronym else name,
        path=with_day(institution.get_absolute_url()),
        mark=institution.mark,
        place=Place(text_in(institution, "city"), institution.latitude, institution.longitude),
    )


class CountryScope(AsOfForm):
    """Which country: its code."""

    country = forms.ModelChoiceField(
        Country.objects.none(), to_field_name="code", label=gettext_lazy("Country")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["country"].queryset = Country.objects.published().in_network()


PICTURES = [
    PictureType("members-map", members_map, scope=AsOfForm),
    PictureType("country-map", country_map, scope=CountryScope, shown=False),
]
