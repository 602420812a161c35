"""The page of the cooperation graph: what is drawn, what the table says, where the links lead."""

import re
from html import unescape

import pytest

from agreements.cooperation import picture
from agreements.cooperation.keeping import draw
from agreements.models import CooperationLayout, Party
from tests.factories import (
    make_agreement,
    make_country,
    make_event,
    make_institution,
    make_membership,
    make_party,
    make_theme,
)

pytestmark = pytest.mark.django_db
TIE = re.compile(r'<a href="([^"]+)" tabindex="-1"><title>([^<]+)</title>')
ROW = re.compile(
    r'<th scope="row">\s*<a href="[^"]+">([^<]+)</a>.*?<td>\s*<a href="[^"]+">([^<]+)</a>', re.DOTALL
)


@pytest.fixture
def four():
    """Alfa signed with Beta in 2014 and 2020, met Gama in 2018, and has no tie to Delta."""
    alfa, beta, gama, delta = (
        make_institution(name=f"Instituto {letter}", acronym=letter, slug=letter.lower())
        for letter in ("ALFA", "BETA", "GAMA", "DELTA")
    )
    quality = make_theme(slug="calidad")
    for values in (
        {"signed": "2014", "modality": "financing"},
        {"signed": "2020", "renews_tacitly": True, "themes": [quality]},
    ):
        agreement = make_agreement(**values)
        for institution in (alfa, beta):
            make_party(agreement=agreement, institution=institution)
    make_event(hosts=[alfa], organisers=[gama], begins="2018-03-02", themes=[quality])
    make_party(agreement=make_agreement(), institution=delta)
    return alfa, beta, gama, delta


def shown(client, query="", status=200):
    response = client.get(f"/en/cooperation/{query}")
    assert response.status_code == status
    return unescape(response.content.decode())


def pairs(html):
    return ROW.findall(html)


def test_every_tie_leads_to_the_agreements_or_events_behind_it(client, four):
    html = shown(client)

    ties = {words.partition(" · ")[0]: path for path, words in TIE.findall(html)}
    assert set(ties) == {"ALFA – BETA", "ALFA – GAMA"}
    signed = client.get(ties["ALFA – BETA"])
    assert [str(record.signed) for record in signed.context["page"]] == ["2020", "2014"]
    held = client.get(ties["ALFA – GAMA"])
    assert [str(record.begins) for record in held.context["page"]] == ["2018-03-02"]
    assert "DELTA" not in html


def test_the_table_says_all_that_the_drawing_says(client, four, monkeypatch):
    monkeypatch.setattr(picture, "MOST_LINES", 1)

    html = shown(client)

    assert len(TIE.findall(html)) == 1
    assert "Only the 1 strongest ties are drawn" in html
    assert pairs(html) == [("ALFA", "BETA"), ("ALFA", "GAMA")]


def test_the_graph_is_narrowed_and_the_table_sorted(client, four):
    signed, held = ("ALFA", "BETA"), ("ALFA", "GAMA")
    expected = {
        "?year=2014": [signed],
        "?year=2018": [held],
        "?modality=financing": [signed],
        "?theme=calidad": [signed, held],
        f"?country={four[2].country.code}": [held],
        "?on=2021-05-01": [signed],
        "?on=2019-05-01": [signed],
        "?on=2013-12-31": [],
        "?sort=-events": [held, signed],
        "?sort=since": [signed, held],
        "?sort=-second": [held, signed],
    }

    assert {query: pairs(shown(client, query)) for query in expected} == expected


def test_a_day_is_told_and_goes_with_the_links_to_the_lists(client, four):
    html = shown(client, "?on=2021-05-01")

    [(path, _words)] = TIE.findall(html)
    assert path == "/en/agreements/?on=2021-05-01&institution=alfa&partner=beta&status=not-ended"
    assert "1 May 2021" in html
    assert "of which no end is known" in html
    assert html.count('"/en/institutions/alfa/?on=2021-05-01"') == 2  # in the drawing and in the table
    assert [str(record.signed) for record in client.get(path).context["page"]] == ["2020", "2014"]


@pytest.mark.parametrize(("day", "ties"), [("2013-12-31", 0), ("2021-05-01", 1)])
def test_the_drawing_taken_away_is_of_the_day_too(client, four, day, ties):
    taken = client.get(f"/en/figures/cooperation.csv?on={day}").content.decode()

    assert len(taken.splitlines()) == 1 + ties


def test_who_had_withdrawn_by_a_day_was_tied_no_more(client, four):
    Party.objects.filter(institution=four[0]).update(withdrew="2020-12")

    assert pairs(shown(client, "?on=2020-12-31")) == [("ALFA", "BETA")]
    assert pairs(shown(client, "?on=2021-01-01")) == []
    listed = client.get("/en/agreements/?on=2021-01-01&institution=alfa&status=not-ended")
    assert listed.context["page"].paginator.count == 0


def test_members_of_whose_membership_no_beginning_is_known_stand_in_the_graph_of_a_day(client, four):
    for institution in four[:2]:
        make_membership(institution=institution, begins=None)

    html = shown(client, "?on=2021-01-01")

    assert pairs(html) == [("ALFA", "BETA")]
    assert "Membership on that day not documented" in html


def test_what_is_no_choice_is_refused_and_stays_to_be_corrected(client, four):
    html = shown(client, "?country=QQ&year=x&on=yesterday", status=400)

    assert 'value="yesterday"' in html and 'value="x"' in html
    assert shown(client, "?sort=colour", status=400)
    assert shown(client, "?page=2", status=404)


def test_an_empty_choice_says_so_and_has_a_way_back(client, four):
    html = shown(client, "?year=1999")

    assert "That does not mean that nothing happened" in html
    assert '<svg class="graph' not in html


def test_marks_and_regions_are_told_by_shape_in_the_legend_and_countries_that_sign_are_none(client, four):
    alfa, beta, _gama, delta = four
    make_party(agreement=delta.parties.get().agreement, country=make_country())
    make_membership(institution=alfa, kind="constituent")
    make_membership(institution=beta, kind="associate")
    beta.country.region = "caribbean"
    beta.country.save()

    html = shown(client)

    shapes = re.findall(r'class="graph__shape (\w+)"', html)
    assert sorted(shapes) == ["dotted", "outline", "solid"]
    assert "Caribbean" in html and "Associate member" in html


def test_a_change_shows_at_once_although_the_drawing_is_kept(client, four):
    alfa, _beta, _gama, delta = four
    draw()
    assert len(TIE.findall(shown(client))) == 2

    make_party(agreement=delta.parties.get().agreement, institution=alfa)
    html = shown(client)

    assert len(TIE.findall(html)) == 3 and "DELTA" in html


def test_the_number_of_queries_does_not_grow_with_the_graph(client, four, django_assert_max_num_queries):
    hub = four[0]
    for _number in range(4):
        agreement = make_agreement()
        make_party(agreement=agreement, institution=hub)
        make_party(agreement=agreement)

    with django_assert_max_num_queries(20):
        shown(client)


def test_the_drawing_leads_to_a_request_with_institution_and_theme_filled_in(client):
    theme = make_theme(slug="calidad")
    agreement = make_agreement(themes=[theme])
    for values in (
        {"slug": "senai"},
        {"slug": "centre", "is_centre": True},
        {"slug": "gone", "dissolved": True},
    ):
        make_party(agreement=agreement, institution=make_institution(**values))

    page = client.get("/en/cooperation/?theme=calidad").content.decode()
    asked = "?institution=senai&theme=calidad&page=/en/cooperation/%3Ftheme%3Dcalidad"
    form = client.get(f"/en/requests/put-in-touch/{asked}").context["form"]

    start = page.index('<form class="choose" action="/en/requests/put-in-touch/"')
    drawn = page[start : page.index("</form>", start)]
    assert 'value="senai"' in drawn and 'name="theme" value="calidad"' in drawn
    assert 'value="/en/cooperation/?theme=calidad"' in drawn
    assert 'value="centre"' not in drawn and 'value="gone"' not in drawn
    assert (form["institution"].value(), form["theme"].value()) == ("senai", "calidad")


def test_a_drawing_of_few_is_cut_to_them_so_that_narrow_screens_show_them(client):
    one, other = make_institution(acronym="UNO"), make_institution(acronym="DOS")
    agreement = make_agreement()
    for institution in (one, other):
        make_party(agreement=agreement, institution=institution)
    places = {one.pk: [820, 300], other.pk: [900, 420]}
    CooperationLayout.objects.create(pk=CooperationLayout.ONLY, places=places, fingerprint="x")

    page = client.get("/en/cooperation/").content.decode()

    left, _top, width, _height = map(
        float, re.search(r'graph--narrow"[^>]* viewBox="([^"]+)"', page)[1].split()
    )
    assert 700 < left < 820 and left + width > 900 and width < 300
