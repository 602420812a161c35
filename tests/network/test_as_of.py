"""The network as it was on a day: by one plain rule, on every page, in every list and file."""

import csv
import datetime
import io

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from agreements.models import Agreement
from cinterfor.publishing.as_of import FIRST_DAY, as_of, latest
from cinterfor.publishing.dates import first_day, last_day, today
from network.models import Country, Institution, Membership
from tests.factories import make_agreement, make_institution, make_membership, make_party

pytestmark = pytest.mark.django_db
DAY = "2015-06-30"
days = st.dates(FIRST_DAY, latest())
partial = st.builds(lambda day, length: day.isoformat()[:length], days, st.sampled_from([4, 7, 10]))


def plain_standing(membership, day) -> str:
    """The rule in words: from the first possible day of the start to the last possible day of the end."""
    past = day < today()
    if membership.begins and first_day(membership.begins) > day:
        return "later"
    over = membership.ends and last_day(membership.ends) < day
    if past and not membership.begins and not over:
        return "undated"
    if membership.basis == "unconfirmed":
        return "later" if past and not membership.begins else "unconfirmed"
    if over:
        return "former"
    if membership.ended and not membership.ends:
        return "undated" if past else "former"
    return "member"


memberships = st.builds(
    lambda begins, ends, ended, basis: {
        "begins": min(begins, ends) if begins and ends else begins,
        "ends": max(begins, ends) if begins and ends else ends,
        "ended": ended,
        "basis": basis,
    },
    st.none() | partial,
    st.none() | partial,
    st.booleans(),
    st.sampled_from(Membership.Basis.values),
)


@pytest.fixture
def institutions():
    return [make_institution() for _ in range(8)]


@settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.generate],  # no shrinking: each example is a network in the database
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(memberships, min_size=8, max_size=8), st.lists(days, min_size=2, max_size=2))
def test_standing_on_any_day_follows_from_the_dates_as_far_as_they_are_known(institutions, drawn, asked):
    Membership.objects.all().delete()
    pairs = zip(institutions, drawn, strict=True)
    Membership.objects.bulk_create(Membership(institution=one, **values) for one, values in pairs)

    for day in [*asked, today()]:
        with as_of(day):
            for found in Institution.objects.with_card_data().with_mark():
                membership = found.memberships.all()[0]
                assert found.standing == plain_standing(membership, day), (day, membership)
                assert found.mark == found.mark_today


@pytest.fixture
def network(client):
    """A member since 2010, one since 2020, one since nobody knows when; agreements of the same years."""
    country = make_institution(slug="siempre").country
    institutions = {"siempre": "2010", "despues": "2020", "no-se-sabe": None}
    for slug, begins in institutions.items():
        found = Institution.objects.filter(slug=slug).first() or make_institution(slug=slug, country=country)
        make_membership(institution=found, begins=begins)
        agreement = make_agreement(slug=f"acuerdo-{slug}", signed=begins)
        make_party(agreement=agreement, institution=found)
    return country


def slugs(response):
    return {record.slug for record in response.context["page"].object_list}


def test_a_list_has_those_of_the_day_and_beside_them_those_of_which_nobody_knows(client, network):
    institutions = client.get("/es/instituciones/", {"on": DAY})
    agreements = client.get("/es/acuerdos/", {"on": DAY})

    assert slugs(institutions) == {"siempre"}
    assert [record.slug for record in institutions.context["listing"].apart.records] == ["no-se-sabe"]
    assert slugs(agreements) == {"acuerdo-siempre"}
    assert [record.slug for record in agreements.context["listing"].apart.records] == ["acuerdo-no-se-sabe"]
    assert slugs(client.get("/es/instituciones/", {"on": DAY, "standing": "undated"})) == {"no-se-sabe"}
    assert slugs(client.get("/es/acuerdos/", {"on": DAY, "status": "announced"})) == {"acuerdo-no-se-sabe"}


def test_a_list_of_a_day_is_told_apart_from_that_of_today(client, network):
    page = client.get("/en/institutions/", {"on": DAY, "country": network.code})
    html = page.content.decode()

    assert "The network as it was on 30 June 2015" in html
    assert '<meta name="robots" content="noindex' in html
    assert f'rel="canonical" href="http://testserver/en/institutions/?country={network.code}"' in html
    assert f'href="/en/institutions/?country={network.code}">See it as it is today' in html
    assert f"/en/institutions/siempre/?on={DAY}" in html
    assert f"/en/institutions.csv?country={network.code}&amp;on={DAY}" in html
    assert f'href="/pt/instituicoes/?on={DAY}&amp;country={network.code}"' in html


def test_numbers_of_a_country_and_its_page_are_those_of_the_day(client, network):
    with as_of(datetime.date.fromisoformat(DAY)):
        country = Country.objects.with_card_data().get(pk=network.pk)
    page = client.get(f"/es/paises/{network.slug}/", {"on": DAY})

    assert (country.documented_count, country.undated_count) == (1, 1)
    assert [tally.number for tally in page.context["tallies"]] == [1]
    assert {item.slug: item.standing for item in page.context["network"]} == {
        "siempre": "member",
        "no-se-sabe": "undated",
        "despues": "later",
    }
    agreements = next(part for part in page.context["parts"] if part.id == "agreements")
    assert [record.slug for record in agreements.records] == ["acuerdo-siempre"]
    assert page.context["picture"] is None or f"on={DAY}" in page.context["picture"].query


def test_data_are_those_of_the_day_and_say_so(client, network):
    query = {"on": DAY, "standing": "all"}
    response = client.get("/en/institutions.csv", query)
    rows = list(csv.DictReader(io.StringIO(response.getvalue().decode("utf-8-sig"))))
    items = client.get(reverse("api_institution_list"), query).json()["items"]
    one = client.get("/es/instituciones/despues.json", {"on": DAY})

    assert {row["identifier"]: row["state in the network"] for row in rows} == {
        item["id"]: item["standing"] for item in items
    }
    assert {row["as of"] for row in rows} == {item["as_of"] for item in items} == {DAY}
    assert f"on-{DAY}" in response["Content-Disposition"]
    assert one.json()["standing"] == "later"
    assert f"despues-on-{DAY}" in one["Content-Disposition"]


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/es/instituciones/", "2015"),
        ("/es/paises/{}/", "ayer <b>"),
        ("/es/instituciones/siempre/", "1800-01-01"),
        ("/es/acuerdos/acuerdo-siempre/", "2015-02-30"),
    ],
)
def test_what_is_no_day_is_refused_at_its_field_and_stays_there(client, network, path, asked):
    path = path.format(network.slug)
    response = client.get(path, {"on": asked})
    html = response.content.decode()

    assert response.status_code == 400
    assert 'class="errorlist" id="id_on_error"' in html
    assert f'value="{asked}"'.replace("<b>", "&lt;b&gt;") in html
    assert f'action="{path}' in html
    assert client.get(path.rstrip("/") + ".json", {"on": asked}).status_code == 400


def test_the_page_of_today_is_that_without_a_day_but_for_what_tells_of_it(client, network):
    for path in ("/es/instituciones/", "/es/acuerdos/", "/es/paises/"):
        asked = client.get(path, {"on": today().isoformat()})
        plain = client.get(path)
        seen = [
            [(record.slug, getattr(record, "standing", getattr(record, "status", ""))) for record in page]
            for page in (asked.context["page"], plain.context["page"])
        ]
        assert seen[0] == seen[1]


def test_an_agreement_that_was_signed_later_says_so(client, network):
    html = client.get("/en/agreements/acuerdo-despues/", {"on": DAY}).content.decode()

    assert "It was signed after that day." in html
    assert Agreement.objects.get(slug="acuerdo-despues").get_status_display() != "Not yet signed"
