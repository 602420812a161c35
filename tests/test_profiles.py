"""Profiles: the same parts on every page of a type, contents that lead to them, no more than is known."""

import re
from itertools import pairwise

import pytest
from django.urls import reverse
from django.utils import translation

from cinterfor.publishing import profiles
from network.timeline import timeline
from tests import factories

pytestmark = pytest.mark.django_db
LANGUAGES = ("es", "pt", "en")
COUNTRY = ["glance", "map", "members", "agreements", "products", "events", "news", "new", "data"]


def contents(page):
    """Where the contents of a page lead."""
    found = re.search(r'<nav class="on-this-page".*?</nav>', page, re.DOTALL)
    return re.findall(r'href="#([^"]+)"', found[0]) if found else []


def read(client, language, name, slug):
    with translation.override(language):
        return client.get(reverse(name, args=[slug])).content.decode()


@pytest.fixture
def institution():
    country = factories.make_country(code="UY")
    institution = factories.make_institution(
        country=country, slug="centro", founded="1942", description="<p>Texto</p>", former_names=["Antes"]
    )
    factories.make_membership(institution=institution)
    about = {
        "countries": [country],
        "institutions": [institution],
        "themes": [factories.make_theme(slug="t")],
    }
    factories.make_product(**about)
    factories.make_news(**about)
    factories.make_event(country=country, hosts=[institution])
    factories.make_party(agreement=factories.make_agreement(), institution=institution)
    return institution


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "slug", "parts"),
    [
        ("country_detail", "uy", COUNTRY),
        (
            "institution_detail",
            "centro",
            [
                "glance",
                "about",
                "membership",
                "shown",
                "agreements",
                "products",
                "events",
                "news",
                "names",
                "data",
            ],
        ),
        ("theme_detail", "t", ["glance", "products", "news", "new", "data"]),
    ],
)
def test_a_profile_has_its_parts_in_order_and_its_contents_lead_to_them(
    client, institution, language, name, slug, parts
):
    page = read(client, language, name, slug)

    assert contents(page) == parts
    assert re.findall(r'<section class="section part[^"]*" id="([^"]+)"', page) == parts
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("name", "slug", "type_name"),
    [("institution_detail", "centro", "institution"), ("country_detail", "uy", "country")],
)
def test_another_app_may_tell_a_part_of_a_profile_behind_a_part_that_may_be_lacking(
    client, institution, monkeypatch, name, slug, type_name
):
    monkeypatch.setattr(profiles, "_registered", {})
    told = "network/_offers.html"

    def make(identifier, says_something=True):
        return lambda record: (
            (profiles.Part(identifier, record.slug, told), {"offers": []}) if says_something else None
        )

    profiles.register_part(type_name, ("nowhere", "events"), make("workshops"))
    profiles.register_part(type_name, "events", make("silent", says_something=False))
    profiles.register_part(type_name, "nowhere", make("late"))

    found = contents(read(client, "pt", name, slug))

    assert found[found.index("events") + 1] == "workshops"
    assert found[-2:] == ["late", "data"]
    assert "silent" not in found


def test_a_part_that_tells_of_today_alone_is_no_part_of_a_page_of_another_day(
    client, institution, monkeypatch
):
    monkeypatch.setattr(profiles, "_registered", {})
    for identifier, is_of_today in (("now", True), ("then", False)):
        made = profiles.Part(identifier, identifier, "network/_offers.html"), {"offers": []}
        profiles.register_part("institution", "", lambda record, made=made: made, is_of_today)

    page = client.get("/es/instituciones/centro/?on=2015-06-30").content.decode()

    assert {"now", "then"} & set(contents(page)) == {"then"}
    assert {"now", "then"} <= set(contents(read(client, "es", "institution_detail", "centro")))


def test_a_country_of_which_nothing_is_known_has_the_same_headings_and_says_so(client):
    factories.make_country(code="HT", slug="ht")

    page = read(client, "es", "country_detail", "ht")

    assert contents(page) == [part for part in COUNTRY if part != "map"]
    assert page.count('class="nothing-yet"') == 5
    assert page.count('class="nothing-yet"') == page.count("/solicitudes/correction/?page=/es/paises/ht/") - 2


def test_headings_of_a_profile_never_jump_a_level(client, institution):
    for name, slug in (("country_detail", "uy"), ("institution_detail", "centro"), ("theme_detail", "t")):
        page = read(client, "es", name, slug)
        main = page[page.index("<main") : page.index("</main>")]
        levels = [int(level) for level in re.findall(r"<h(\d)", main)]

        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels)), name


def test_members_of_a_country_are_counted_by_kind_and_by_how_it_is_known(client):
    country = factories.make_country(code="BR", slug="br")
    for basis in ("documented", "definition", "definition", "unconfirmed"):
        factories.make_membership(institution=factories.make_institution(country=country), basis=basis)

    page = read(client, "en", "country_detail", "br")

    figures = re.findall(r'tallies__number">(\d+)</span> <a class="mark mark--(\w+)" href="([^"]*)"', page)
    assert [(number, mark) for number, mark, _link in figures] == [
        ("1", "constituent"),
        ("2", "constituent"),
        ("1", "unconfirmed"),
    ]
    for number, _mark, link in figures:
        found = client.get(link.replace("&amp;", "&")).content.decode()
        assert found.count('<li class="card') == int(number), link


def test_a_timeline_tells_only_what_is_known():
    partner = factories.make_institution(founded="1990")
    successor = factories.make_institution()
    draft = factories.make_institution(publication_status="draft")
    left = factories.make_institution(
        founded="1963", dissolved=True, dissolved_on="2020", successor=successor
    )
    factories.make_membership(institution=left, begins=None, ended=True)
    hidden = factories.make_institution(dissolved=True, successor=draft)

    with translation.override("en"):
        assert timeline(partner) == []
        told = [(item.date, item.label) for item in timeline(left)]
        assert told == [
            ("1963", "Founded"),
            (None, "Constituent member"),
            (None, "Left the network"),
            ("2020", "Dissolved"),
            ("2020", "Successor"),
        ]
        assert [(item.date, item.label, item.institution) for item in timeline(hidden)] == [
            (None, "Dissolved", None)
        ]


def test_who_changes_from_associate_to_constituent_has_not_left():
    institution = factories.make_institution()
    factories.make_membership(institution=institution, kind="associate", begins="1990", ends="2010")
    factories.make_membership(institution=institution, kind="constituent", begins="2010")
    institution.refresh_from_db()

    with translation.override("en"):
        told = [(item.date, item.mark) for item in timeline(institution)]

    assert told == [("1990", "associate"), ("2010", "constituent")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_page_has_contents_with_the_same_addresses_in_every_language(client, language):
    bodies = {
        "body_es": "<h2>Quién</h2><p>a</p><h2>Qué</h2><h3>Detalle</h3><h2>Quién</h2>",
        "body_pt": "<h2>Quem</h2><p>a</p><h2>O quê</h2><h3>Detalhe</h3><h2>Quem</h2>",
        "body_en": "<h2>Who</h2><p>a</p><h2>What</h2><h3>Detail</h3><h2>Who</h2>",
    }
    factories.make_page(slug="larga", **bodies)

    page = read(client, language, "page_detail", "larga")

    assert contents(page) == ["h-quien", "h-que", "h-quien--2"]
    assert re.findall(r'<h[23] id="([^"]+)"', page) == ["h-quien", "h-que", "h-detalle", "h-quien--2"]


def test_a_short_page_has_no_contents(client):
    factories.make_page(slug="corta", body="<h2>Uno</h2><h2>Dos</h2>")

    assert contents(read(client, "es", "page_detail", "corta")) == []
