"""The maps: every country one link that is easy to hit, and nothing shown as known that is not."""

import gzip
import re
from itertools import combinations
from math import dist
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.core.management import call_command
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils import translation

from cinterfor.pictures.lettering import RADIUS, WIDE_RADIUS
from cinterfor.pictures.maps import CountryOnMap, NetworkMap
from cinterfor.pictures.shapes import network_shapes
from cinterfor.publishing.languages import LANGUAGES, Text
from cinterfor.publishing.registry import get_type
from network.maps import country_map, members_map
from network.models import Country
from tests import factories

CSS = settings.BASE_DIR / "cinterfor" / "static" / "cinterfor" / "css" / "maps.css"
#: CSS pixels: a plate on a screen of 320 with a scroll bar, and the least size of a target (WCAG 2.5.8).
NARROWEST = 269
TARGET = 24


def drawn(picture):
    """The map's part of a page, read as a reader's browser does: it must be well-formed."""
    picture.name = picture.name or "map"
    html = render_to_string(picture.template, {"picture": picture})
    return html, ElementTree.fromstring(html.replace("&nbsp;", " "))


def links(page, focusable):
    found = [element for element in page.iter() if element.tag.endswith("a")]
    return [link for link in found if (link.get("tabindex") is None) == focusable]


def listed(path):
    """How many institutions the list at an address has."""
    institution = get_type("institution")
    filters = institution.filters(QueryDict(path.partition("?")[2]), queryset=institution.public())
    assert filters.is_valid()
    return filters.qs.count()


@pytest.mark.parametrize("plate", network_shapes().values(), ids=network_shapes())
def test_no_two_numbers_overlap_and_each_can_be_hit_with_a_finger(plate):
    width, height = plate["size"]
    places = {code: tuple(place[:2]) for code, place in plate["numbers"].items()}

    for (one, here), (other, there) in combinations(places.items(), 2):
        assert dist(here, there) >= 2 * RADIUS, (one, other)
    for x, y in places.values():
        assert RADIUS <= x <= width - RADIUS
        assert RADIUS <= y <= height - RADIUS


def test_the_numbers_are_drawn_as_large_as_targets_are_reckoned_at_each_width():
    html, _page = drawn(NetworkMap(title="", countries=[CountryOnMap("UY", Text("Uruguay", "es"), "/uy")]))
    step = re.compile(r"@container \(min-width: ([\d.]+)rem\) {\s+\.map__link circle {\s+r: (\d+)px")
    steps = [(float(rem) * 16, int(radius)) for rem, radius in step.findall(CSS.read_text())]

    assert f'r="{RADIUS}"' in html
    assert [radius for _width, radius in steps] == [24, WIDE_RADIUS]
    for width, radius in [(NARROWEST, RADIUS), *steps]:
        assert 2 * radius * width / 640 >= TARGET


def test_an_unconfirmed_institution_is_no_member_and_a_country_without_one_is_no_zero():
    numbers = [{"constituent": 2, "unconfirmed": 1}, {"unconfirmed": 4}, {}, {"former": 1}]
    countries = [CountryOnMap("UY", Text("Uruguay", "es"), "", number) for number in numbers]

    assert [country.number for country in countries] == ["2", "4?", "–", "–"]
    assert [country.look for country in countries] == ["tint-2", "hatched", "outline", "outline"]
    with translation.override("en"):
        assert [country.in_words for country in countries] == [
            "Uruguay: 2 members, 1 unconfirmed",
            "Uruguay: 0 members, 4 unconfirmed",
            "Uruguay: no member documented here",
            "Uruguay: no member documented here, 1 former member",
        ]


@pytest.mark.django_db
def test_the_map_is_read_in_two_queries(django_assert_num_queries):
    for code in ("BR", "UY"):
        factories.make_membership(
            institution=factories.make_institution(country=factories.make_country(code=code))
        )

    with django_assert_num_queries(2):
        members_map()


def test_the_disclaimer_of_the_united_nations_stands_under_a_map_in_three_languages():
    texts = NetworkMap(title="", countries=[]).disclaimers

    assert list(texts) == LANGUAGES
    assert all("Falkland Islands" in text and "Malvinas" in text for text in texts.values())


@pytest.mark.proof  # all shipped records are loaded
@pytest.mark.django_db
def test_the_maps_of_the_shipped_records_are_small_true_and_one_link_for_each_country():
    call_command("load_network", "--quiet")
    for language in LANGUAGES:
        with translation.override(language):
            picture = members_map()
            html, page = drawn(picture)
            reached, pointed = links(page, focusable=True), links(page, focusable=False)

            assert len(gzip.compress(html.encode(), 6)) <= 15_000
            assert sorted(link.get("href") for link in reached) == sorted(
                country.path for country in picture.countries
            )
            assert {link.get("aria-label") for link in reached} == {
                country.in_words for country in picture.countries
            }
            assert {link.get("href") for link in pointed} == {country.path for country in picture.countries}
    for cell in (cell for row in members_map().rows for cell in row[1:] if cell.path and cell.text):
        assert listed(cell.path) == cell.text, cell.path
    for country in Country.objects.published().in_network():
        found = country_map(country)
        html, _page = drawn(found) if not found.is_empty else ("", None)

        assert len(gzip.compress(html.encode(), 6)) <= 12_000, country.code
