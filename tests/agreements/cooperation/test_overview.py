"""The overview of cooperation: members without agreements, who provides what to whom, by year and region."""

import csv
import io

import openpyxl
import pytest
from django.urls import reverse
from django.utils import translation

from agreements.models import Agreement
from agreements.pictures import agreements_by_region
from tests.factories import (
    make_agreement,
    make_country,
    make_institution,
    make_membership,
    make_party,
    make_theme,
)

pytestmark = pytest.mark.django_db
MEMBERS, PROVISIONS = "members-without-agreements", "who-provides-what"


def make_member(**values):
    institution = make_institution(**values)
    make_membership(institution=institution)
    return institution


def provide(provider, recipient, **values):
    agreement = make_agreement(**values)
    make_party(agreement=agreement, role="provider", **provider)
    make_party(agreement=agreement, role="recipient", **recipient)
    return agreement


def rows(client, table, query=""):
    address = reverse("cooperation_overview_data", args=[table, "json"])
    return client.get(address + query).json()["items"]


def test_members_without_agreements_are_present_members_that_signed_nothing_public(client):
    chile = make_country(code="CL", region="south-america")
    jamaica = make_country(code="JM", region="caribbean")
    none, of_a_draft = make_member(country=jamaica), make_member(country=chile)
    make_party(agreement=make_agreement(publication_status="draft"), institution=of_a_draft)
    make_party(institution=make_member(country=chile))
    make_party(country=jamaica)
    make_institution(country=chile)

    found = rows(client, MEMBERS)

    assert [(item["id"], item["region"]) for item in found] == [
        (of_a_draft.slug, "south-america"),
        (none.slug, "caribbean"),
    ]
    assert [item["id"] for item in rows(client, MEMBERS, "?region=caribbean")] == [none.slug]
    assert [item["id"] for item in rows(client, MEMBERS, "?country=CL")] == [of_a_draft.slug]


def test_a_pair_has_the_agreements_in_which_one_provides_and_the_other_receives(client):
    theme, hidden = make_theme(), make_theme(publication_status="draft")
    provider, recipient = {"institution": make_institution(name="Beta")}, {"country": make_country()}
    first = provide(provider, recipient, signed="2014", themes=[theme, hidden])
    second = provide(provider, recipient, signed=None)
    group = provide({"institution": make_institution(name="Alfa")}, {"name": "sindicatos"})
    provide(provider, {"institution": make_institution(publication_status="draft")})
    provide(provider, recipient, publication_status="draft")
    make_party(agreement=make_agreement(), role="provider", **provider)

    found = rows(client, PROVISIONS)

    assert [(item["provider"], item["agreements"]) for item in found] == [
        ("Alfa", [group.slug]),
        ("Beta", [first.slug, second.slug]),
    ]
    assert (found[0]["recipient"], found[1]["themes"], found[1]["newest"]) == (
        "sindicatos",
        [theme.slug],
        2014,
    )
    assert [item["number"] for item in rows(client, PROVISIONS, "?sort=-agreements")] == [2, 1]
    assert [item["number"] for item in rows(client, PROVISIONS, f"?theme={theme.slug}")] == [1]
    assert rows(client, PROVISIONS, "?year_from=2021") == []


def test_of_a_day_only_what_is_known_to_be_signed_by_it_counts(client):
    early, late = make_member(), make_member()
    make_membership(institution=make_institution(), begins="2015")
    agreement = make_agreement(signed="2009")
    make_party(agreement=agreement, institution=early)
    make_party(agreement=agreement, institution=late, joined="2012")
    provide({"institution": early}, {"name": "cámaras", "joined": "2012"}, signed="2009")
    undated = {"institution": make_institution()}
    provide(undated, {"name": "sindicatos"}, signed=None)

    page = client.get("/es/cooperacion/panorama/?on=2010-06-30")

    assert [item["id"] for item in rows(client, MEMBERS, "?on=2010-06-30")] == [late.slug]
    assert rows(client, PROVISIONS, "?on=2010-06-30") == []
    assert len(rows(client, PROVISIONS)) == 2
    assert page.content.decode().count('role="note"') == 1
    assert client.get("/es/cooperacion/panorama/?on=ayer").status_code == 400


def test_regions_of_the_picture_are_those_of_the_lists_that_it_leads_to(client):
    south, caribbean = make_country(region="south-america"), make_country(region="caribbean")
    both = make_agreement(signed="2019", countries=[south])
    make_party(agreement=both, country=caribbean)
    make_party(agreement=both, institution=make_institution(country=south))
    make_party(agreement=make_agreement(signed="2019"), institution=make_institution(country=caribbean))
    make_agreement(signed="2019")

    (year,) = agreements_by_region().bars

    assert year.numbers == {"south-america": 1, "caribbean": 2, "none": 1}
    for region, path in year.paths.items():
        assert client.get(path).context["page"].paginator.count == year.numbers[region]
    assert set(Agreement.objects.in_region("south-america")) == {both}


def test_tables_can_be_had_in_each_format_and_begin_no_formula(client):
    provide({"institution": make_institution(name="=1+1")}, {"name": "sindicatos"})

    def read(extension):
        return client.get(reverse("cooperation_overview_data", args=[PROVISIONS, extension])).content

    table = list(csv.reader(io.StringIO(read("csv").decode("utf-8-sig"))))
    sheet = openpyxl.load_workbook(io.BytesIO(read("xlsx"))).active

    assert table[1][:2] == ["'=1+1", "sindicatos"]
    assert (sheet["A2"].value, sheet["A2"].data_type, sheet["E2"].value) == ("=1+1", "s", 1)


@pytest.mark.parametrize("language", ["es", "pt", "en"])
def test_the_page_says_what_it_knows_and_what_is_empty(client, language):
    with translation.override(language):
        address = reverse("cooperation_overview")

    assert client.get(address).content.decode().count("nothing-yet") == 1
    member = make_member()
    provide({"institution": make_institution()}, {"institution": make_institution()})
    page = client.get(address).content.decode()

    assert member.title_text.value in page or member.slug in page
    assert page.count('<th scope="row">') >= 1


def test_what_cannot_be_read_is_told_with_the_form(client):
    page = client.get("/es/cooperacion/panorama/?year_from=siempre&region=caribbean")
    data = client.get(f"/es/cooperacion/panorama/{MEMBERS}.json?region=luna")

    assert page.status_code == 400
    assert 'value="siempre"' in page.content.decode()
    assert (data.status_code, list(data.json()["errors"])) == (400, ["region"])
    for wrong in ("?page=9", "otra.csv", f"{MEMBERS}.pdf"):
        assert client.get(f"/es/cooperacion/panorama/{wrong}").status_code == 404


def test_statements_do_not_grow_with_pairs_and_members(client, django_assert_max_num_queries):
    for _number in range(4):
        make_member()
        themes = [make_theme(), make_theme()]
        provide({"institution": make_institution()}, {"country": make_country()}, themes=themes)

    with django_assert_max_num_queries(14):
        client.get("/es/cooperacion/panorama/")
