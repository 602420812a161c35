"""Who can help: what is declared stands apart from what is shown, and nothing says more than is known."""

import csv
import datetime
import html
import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from cinterfor.publishing.together import written_together
from tests import factories

pytestmark = pytest.mark.django_db
PAGE = "/en/who-can-help/"


@pytest.fixture
def group():
    return factories.make_theme(slug="group")


@pytest.fixture
def theme(group):
    return factories.make_theme(slug="welding", broader=group)


def member(slug, **values):
    with written_together():
        institution = factories.make_institution(slug=slug, name=slug.upper(), **values)
        factories.make_membership(institution=institution)
    return institution


def declares(institution, theme, direction="offers", **values):
    return institution.cooperation_offers.create(direction=direction, theme=theme, **values)


def has_agreement(institution, theme, role, **values):
    with written_together():
        agreement = factories.make_agreement(themes=[theme], **values)
        factories.make_party(agreement=agreement, institution=institution, role=role)


def found(client, query):
    """The slugs in the order of the page."""
    page = client.get(f"{PAGE}?{query}")
    assert page.status_code == 200, query
    return [item.institution.slug for item in page.context["page"]]


def test_who_declares_it_stands_before_those_whose_work_shows_it_and_who_only_received_is_not_there(
    client, theme
):
    shows, declared, received = member("a-shows"), member("b-declares"), member("c-received")
    declares(declared, theme, note_en="Courses", stated_on=datetime.date(2026, 3, 2))
    for _number in range(2):
        has_agreement(shows, theme, "provider")
    has_agreement(shows, theme, None)
    has_agreement(shows, theme, "recipient")
    has_agreement(received, theme, "recipient")

    page = client.get(f"{PAGE}?theme=welding")
    first, second = page.context["page"]

    assert (first.institution, second.institution) == (declared, shows)
    assert ([offer.note for offer in first.offers], first.evidence) == (["Courses"], [])
    assert second.offers == []
    assert [(number.what, number.count) for number in second.evidence] == [
        ("gave", 2),
        ("took-part", 1),
        ("received", 1),
    ]
    assert "2 March 2026" in page.content.decode()
    assert found(client, "theme=welding&known=declared") == ["b-declares"]
    assert found(client, "theme=welding&known=shown") == ["a-shows"]
    assert found(client, "theme=welding&direction=seeks") == []


def test_every_number_is_that_of_the_list_behind_it(client, group, theme):
    institution = member("senai")
    with written_together():
        about = factories.make_product(themes=[theme], institutions=[institution])
        made = factories.make_product(themes=[theme, group])
        for product in (about, made):
            product.contributions.create(institution=institution, role="author")
        factories.make_product(themes=[theme], institutions=[institution], publication_status="draft")
        has_agreement(institution, group, "signatory")
        has_agreement(institution, theme, "provider")
        has_agreement(member("other"), theme, "provider")
        factories.make_event(themes=[theme], hosts=[institution], organisers=[institution])
        factories.make_event(themes=[group], organisers=[institution])
        factories.make_event(themes=[theme], hosts=[institution], publication_status="draft")

    for slug, numbers in (
        ("welding", {"gave": 1, "works": 2, "events": 1}),
        ("group", {"gave": 1, "works": 2, "events": 2, "took-part": 1}),
    ):
        listed = client.get(f"{PAGE}?theme={slug}").context["page"]
        evidence = next(item.evidence for item in listed if item.institution == institution)
        assert {number.what: number.count for number in evidence} == numbers
        for number in evidence:
            assert client.get(number.path).context["page"].paginator.count == number.count, number.path


def test_a_theme_counts_those_below_it_and_a_narrower_one_not_those_above(client, group, theme):
    institution = member("senai")
    declares(institution, theme)
    declares(member("sena"), group)

    assert found(client, "theme=group&sort=title") == ["sena", "senai"]
    assert found(client, "theme=welding") == ["senai"]


def test_nothing_of_drafts_is_told(client, group, theme):
    draft = factories.make_institution(slug="draft", publication_status="draft")
    hidden = factories.make_theme(slug="hidden", publication_status="draft", broader=group)
    public = member("public")
    declares(draft, theme)
    declares(public, hidden)
    declares(member("seeker"), theme, "seeks")
    has_agreement(draft, theme, "provider")
    has_agreement(public, theme, "provider", publication_status="draft")
    factories.make_product(themes=[theme], institutions=[public], publication_status="draft")

    assert found(client, "theme=welding&standing=all") == []
    assert found(client, "theme=group&standing=all") == []
    assert client.get(f"{PAGE}?theme=hidden").status_code == 400
    assert client.get(f"{PAGE}matches/").context["page"].paginator.count == 0
    assert hidden.name_en not in client.get(PAGE).content.decode()


def test_filters_narrow_by_who_they_are_and_partners_are_asked_for(client, theme):
    uruguay = factories.make_country(code="UY", region="south-america")
    spain = factories.make_country(code="ES", region="europe")
    declares(member("inefop", country=uruguay, working_languages=["es", "pt"]), theme)
    declares(member("sepe", country=spain, working_languages=["es"]), theme)
    declares(factories.make_institution(slug="giz", country=None), theme)

    assert found(client, "theme=welding&country=UY") == ["inefop"]
    assert found(client, "theme=welding&region=europe") == ["sepe"]
    assert found(client, "theme=welding&language=pt") == ["inefop"]
    assert sorted(found(client, "theme=welding&standing=all")) == ["giz", "inefop", "sepe"]


@pytest.mark.parametrize(
    "query", ["theme=nothing", "country=QQ", "theme=welding&known=x", "theme=welding&sort=x", "direction=x"]
)
def test_a_wrong_filter_is_told_with_the_form_and_a_wrong_page_is_not_found(client, theme, query):
    assert client.get(f"{PAGE}?{query}").status_code == 400
    assert client.get(f"/en/who-can-help.csv?{query}").status_code == 400
    assert client.get(f"{PAGE}?theme=welding&page=7").status_code == 404
    assert client.get(f"{PAGE}matches/?theme=nothing").status_code == 400
    assert client.get("/en/who-can-help/matches.json?country=QQ").status_code == 400
    assert client.get("/en/who-can-help.pdf?theme=welding").status_code == 404


def rows_of(client, path):
    table = client.get(path).content.decode("utf-8-sig")
    return list(csv.reader(table.splitlines()))


def test_the_files_hold_exactly_what_the_page_shows(client, theme):
    for slug in ("b", "a", "c"):
        declares(member(slug), theme, note_es="=Cursos")
    query = "theme=welding&sort=title"

    listed = found(client, query)
    heading, *rows = rows_of(client, f"/en/who-can-help.csv?{query}")
    told = json.loads(client.get(f"/en/who-can-help.json?{query}").content)
    objects = told["items"]

    assert listed == [row[1] for row in rows] == [item["institution"] for item in objects] == ["a", "b", "c"]
    assert told["page"] == f"http://testserver{PAGE}?{query}"
    assert {len(row) for row in rows} == {len(heading)}
    assert "'=Cursos" in rows[0]
    assert client.get(f"/en/who-can-help.xlsx?{query}").status_code == 200
    assert client.get("/en/who-can-help.csv").status_code == 400


def matches(client, query=""):
    page = client.get(f"{PAGE}matches/?{query}")
    return [
        (match.need.institution.slug, match.offer.institution.slug, match.nearness.name)
        for match in page.context["page"]
    ]


def test_a_match_needs_two_institutions_and_the_nearest_stands_first(client, group, theme):
    other = factories.make_theme(slug="other", broader=group)
    brazil, chile = factories.make_country(code="BR"), factories.make_country(code="CL")
    seeker = member("seeker", country=chile, working_languages=["es"])
    declares(seeker, theme, "seeks")
    declares(seeker, theme)
    declares(member("broader", country=brazil, working_languages=["es"]), group)
    declares(member("same-country", country=chile, working_languages=["es"]), theme)
    declares(member("other-language", country=brazil, working_languages=["pt"]), theme)
    declares(member("other-country", country=brazil, working_languages=["es", "pt"]), theme)
    declares(member("sibling"), other)

    assert matches(client) == [
        ("seeker", "other-country", "SAME"),
        ("seeker", "same-country", "SAME"),
        ("seeker", "other-language", "SAME"),
        ("seeker", "broader", "BROADER"),
    ]
    assert matches(client, "institution=broader") == [("seeker", "broader", "BROADER")]
    assert len(matches(client, "country=BR")) == 3
    assert len(matches(client, "theme=group")) == 4
    assert matches(client, "theme=other") == []
    assert [row[5:7] for row in rows_of(client, "/en/who-can-help/matches.csv?institution=broader")[1:]] == [
        ["welding", "seeker"]
    ]


def test_the_page_of_an_institution_tells_its_work_by_theme_and_its_matches(client, group, theme):
    senai, sena = member("senai"), member("sena")
    declares(senai, theme, note_en="Courses")
    declares(sena, group, "seeks", note_en="Teachers")
    has_agreement(senai, theme, "provider")

    page = client.get("/en/institutions/senai/")
    text = page.content.decode()
    other = client.get("/en/institutions/sena/").content.decode()

    # The theme itself; the group above it has no record of its own.
    assert [item.theme for item in page.context["shown"]] == [theme]
    assert [(theirs.institution, theirs.note_en) for _match, theirs in page.context["matches"]] == [
        (sena, "Teachers")
    ]
    address = "/en/requests/put-in-touch/?institution=sena&amp;theme=group&amp;record=institution/senai"
    assert address in text
    assert "institution=senai&amp;theme=welding&amp;record=institution/sena" in other
    assert 'id="shown"' not in other


def test_putting_in_touch_opens_the_request_filled_in(client, theme):
    declares(member("senai"), theme)

    page = client.get(f"{PAGE}?theme=welding").content.decode()
    link = html.unescape(re.search(r'href="(/en/requests/put-in-touch/[^"]*)"', page)[1])
    form = client.get(link).context["form"]

    assert (form["institution"].value(), form["theme"].value()) == ("senai", "welding")
    nobody = client.get(f"{PAGE}?theme=welding&known=shown").content.decode()
    assert "/en/requests/technical-assistance/?theme=welding" in nobody


@pytest.mark.parametrize("language", ["es", "pt", "en"])
def test_the_overview_counts_an_institution_once_on_a_theme_and_leads_to_it(client, group, theme, language):
    both, shows = member("both", country=factories.make_country(code="UY")), member("shows")
    declares(both, theme)
    for institution in (both, shows):
        has_agreement(institution, theme, "provider")
    with translation.override(language):
        path = reverse("expertise")

    overview = client.get(path).context["overview"]
    row = overview.known[0].row
    narrowed = client.get(f"{path}?country=UY").context["overview"].known[0]

    assert row.numbers == {"declared": 1, "shown": 1}
    assert [item.total for item in overview.groups if item.theme == group] == [2]
    assert client.get(row.path).context["page"].paginator.count == 2
    assert (narrowed.total, client.get(narrowed.path).context["page"].paginator.count) == (1, 1)
    with translation.override(language):
        taken = client.get(reverse("picture", args=["expertise-by-theme"]) + "?country=UY&theme=welding")
    assert html.escape(narrowed.path) in taken.content.decode()


def test_queries_stay_the_same_for_many_institutions(client, theme):
    counts = []
    for number in (2, 10):
        with written_together():
            for place in range(number):
                institution = member(f"i-{number}-{place}")
                declares(institution, theme)
                declares(institution, theme, "seeks")
                has_agreement(institution, theme, "provider")
        for path in (PAGE, f"{PAGE}?theme=welding", f"{PAGE}matches/", "/en/who-can-help.json?theme=welding"):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(path).status_code == 200
            counts.append(len(queries))

    assert counts[:4] == counts[4:]
    assert max(counts) <= 14
