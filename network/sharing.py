"""How countries and institutions are shown where their address is passed on."""

from django.db.models import Count
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from cinterfor.pictures.shapes import country_shapes
from cinterfor.pictures.sharing import Mark, Sharing, SharingImage, register_sharing
from cinterfor.publishing.languages import Text

from .marks import APART_KEYS, KEYS, OUTSIDE_KEYS
from .models import Institution

MARKS = {key.name: key for key in [*KEYS, *OUTSIDE_KEYS, *APART_KEYS]}


def country_image(country) -> SharingImage:
    """Its place on the map, and its institutions by what they are to the network."""
    institutions = Institution.objects.published().in_country(country.code).of_network().with_mark()
    numbers = dict(institutions.order_by().values_list("mark").annotate(Count("pk")))
    return SharingImage(
        title=country.title_text,
        kicker=country.get_region_display(),
        marks=[
            Mark(key, f"{key.label}: {number_format(numbers[name])}")
            for name, key in MARKS.items()
            if name in numbers
        ],
        side="country" if country_shapes(country.code) else "",
        shown={"code": country.code},
    )


def institution_image(institution) -> SharingImage:
    """Its logo or monogram, and its standing in the visual code."""
    country = str(institution.country.title_text) if institution.country else ""
    place = " · ".join(part for part in (institution.city, country) if part)
    key = MARKS[institution.mark_today]
    return SharingImage(
        title=institution.label,
        kicker=_("Institution"),
        lines=[Text(place, None)] if place else [],
        marks=[Mark(key, str(key.label))],
        side="monogram" if institution.monogram or institution.logo else "",
        shown={
            "letters": institution.monogram,
            "key": key,
            "file": institution.logo.file.name if institution.logo else "",
        },
    )


register_sharing("country", Sharing(hue="sea", compose=country_image))
register_sharing(
    "institution", Sharing(hue="sea", compose=institution_image, strip=("members-by-country", False))
)
