"""Coming ends and renewals: one day for each agreement in force whose term is known."""

import csv
import datetime
import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from agreements.expiries.coming import coming, expiries
from agreements.models import Agreement
from tests.factories import make_agreement, make_country, make_institution, make_party, make_theme

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 11, 26)


def next_day(on=DAY, **values):
    agreement = make_agreement(**values)
    found = list(expiries(coming(Agreement.objects.filter(pk=agreement.pk), on)))
    return [(expiry.day.isoformat(), expiry.kind.value, expiry.known_to) for expiry in found]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"signed": "2020", "ends": "2026-11-26"}, ("2026-11-26", "ends", "day")),
        ({"signed": "2020", "ends": "2027-02"}, ("2027-02-28", "ends", "month")),
        ({"signed": "2020", "ends": "2026"}, ("2026-12-31", "ends", "year")),
        ({"signed": "2024-02-29", "duration_months": 36}, ("2027-02-28", "ends", "day")),
        ({"signed": "2024", "duration_months": 36}, ("2027-12-31", "ends", "year")),
        (
            {"signed": "2024", "enters_into_force": "2025-02", "duration_months": 24},
            ("2027-02-28", "ends", "month"),
        ),
        # A term that is over begins anew, counted from its first end.
        (
            {"signed": "2016-11-30", "duration_months": 3, "renewal_months": 3, "renews_tacitly": True},
            ("2026-11-28", "renews", "day"),
        ),
        (
            {"signed": "2015-11-26", "duration_months": 24, "renewal_months": 12, "renews_tacitly": True},
            ("2026-11-26", "renews", "day"),
        ),
        (
            {"signed": "2015-11-25", "duration_months": 48, "renewal_months": 24, "renews_tacitly": True},
            ("2027-11-25", "renews", "day"),
        ),
        (
            {"signed": "2025-01-31", "duration_months": 36, "renews_tacitly": True},
            ("2028-01-31", "renews", "day"),
        ),
        (
            {"signed": "2020", "ends": "2030", "terminated": True, "terminated_on": "2027-03"},
            ("2027-03-31", "terminates", "month"),
        ),
        (
            {"signed": "2020", "ends": "2027-01", "terminated": True, "terminated_on": "2027-03"},
            ("2027-01-31", "ends", "month"),
        ),
    ],
)
def test_the_day_follows_from_the_dates(values, expected):
    assert next_day(**values) == [expected]


@pytest.mark.parametrize(
    "values",
    [
        {"signed": "2014"},
        {"signed": "2014", "renews_tacitly": True},
        {"signed": "2014", "ends": "2020", "renews_tacitly": True},
        {"signed": "2014", "ends": "2026-11-25"},
        {"signed": "2014", "ends": "2030", "terminated": True},
        {"signed": "2027", "ends": "2030"},
        {"signed": None, "duration_months": 60},
        {"signed": "2014", "stated_in_force_on": DAY},
        {"signed": "2014", "duration_months": 12, "renews_tacitly": True},
        {"signed": "2014", "duration_months": 12, "renewal_months": 0, "renews_tacitly": True},
        {"signed": "2020", "enters_into_force": "2027", "duration_months": 12},
    ],
)
def test_what_has_no_known_term_or_is_not_in_force_has_no_day(values):
    assert next_day(**values) == []


@pytest.fixture
def three():
    """Two of one institution and country, one of them of a theme; and a draft."""
    country, theme = make_country(code="UY"), make_theme(slug="oficios")
    institution = make_institution(slug="inet", country=country, acronym="INET")
    found = [
        make_agreement(slug="uno", title_es="=Uno", ends="2199-03-04", themes=[theme]),
        make_agreement(slug="dos", title_es="Dos", ends="2199-03"),
        make_agreement(slug="tres", title_es="Tres", ends="2198"),
    ]
    for agreement in found[:2]:
        make_party(agreement=agreement, institution=institution)
    make_agreement(slug="borrador", ends="2199-01", publication_status="draft")
    return found


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("", ["tres", "uno", "dos"]),
        ("sort=-date", ["dos", "uno", "tres"]),
        ("country=UY&institution=inet&theme=oficios", ["uno"]),
        ("year_from=2199", ["uno", "dos"]),
        ("kind=renews", []),
    ],
)
def test_page_and_data_show_the_same_set(client, three, query, slugs):
    rows = json.loads(client.get(f"/es/acuerdos/vencimientos.json?{query}").content)["items"]
    table = b"".join(client.get(f"/es/acuerdos/vencimientos.csv?{query}")).decode("utf-8-sig")
    feed = client.get(f"/es/acuerdos/vencimientos.atom?{query}").content.decode()
    page = client.get(f"/es/acuerdos/vencimientos/?{query}")

    assert [row["agreement"] for row in rows] == slugs
    assert [row[0] for row in csv.reader(io.StringIO(table))][1:] == slugs
    assert feed.count("<entry") == len(slugs)
    assert page.status_code == 200
    assert [page.content.decode().count(f"/es/acuerdos/{slug}/") for slug in slugs] == [1] * len(slugs)
    assert "borrador" not in feed + table


def test_tables_hold_no_formula(client, three):
    table = b"".join(client.get("/es/acuerdos/vencimientos.csv")).decode("utf-8-sig")

    assert "'=Uno" in table


def test_parties_that_are_countries_or_groups_are_named_in_tables(client, three):
    make_party(agreement=three[0], country=make_country(code="CV", name="Cabo Verde"))
    make_party(agreement=three[0], institution=None, name="Cámaras del sector")

    table = b"".join(client.get("/es/acuerdos/vencimientos.csv")).decode("utf-8-sig")

    assert "| Cabo Verde | Cámaras del sector" in table


def test_the_calendar_has_whole_days_and_keeps_its_names(client, three):
    one, other = (
        Calendar.from_ical(client.get(f"/{path}.ics?sort=-date").content).walk("VEVENT")
        for path in ("es/acuerdos/vencimientos", "en/agreements/expiries")
    )

    assert [str(entry["uid"]) for entry in one] == [str(entry["uid"]) for entry in other]
    assert str(one[1]["uid"]).endswith("/id/agreement/uno#expiry-2199-03-04")
    assert one[1]["dtstart"].dt == datetime.date(2199, 3, 4)
    assert one[1]["dtend"].dt == datetime.date(2199, 3, 5)
    assert one[0]["dtstart"].dt == datetime.date(2199, 3, 31)


def test_a_day_that_moved_is_another_entry_and_an_edit_a_later_edition(client, three):
    uno = three[0]
    before = Calendar.from_ical(client.get("/es/acuerdos/vencimientos.ics?theme=oficios").content)
    uno.changed_at += datetime.timedelta(seconds=5)
    uno.ends = "2199-03-05"
    uno.save()
    after = Calendar.from_ical(client.get("/es/acuerdos/vencimientos.ics?theme=oficios").content)

    [old], [new] = before.walk("VEVENT"), after.walk("VEVENT")
    assert old["uid"] != new["uid"]
    assert new["sequence"] >= old["sequence"]


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("vencimientos/", "within=31"),
        ("vencimientos/", "institution=nadie"),
        ("vencimientos.ics", "kind=x"),
        ("vencimientos.csv", "year_from=x"),
    ],
)
def test_filters_that_are_wrong_are_refused(client, path, query):
    assert client.get(f"/es/acuerdos/{path}?{query}").status_code == 400


def test_the_address_in_other_words_leads_here(client):
    response = client.get("/es/agreements/expiries/?within=30")

    assert (response.status_code, response["Location"]) == (301, "/es/acuerdos/vencimientos/?within=30")


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("instituciones/inet/", "institution=inet"),
        ("paises/uy/", "country=UY"),
        ("temas/oficios/", "theme=oficios"),
    ],
)
def test_pages_tell_what_comes_and_where_to_subscribe(client, three, path, query):
    page = client.get(f"/es/{path}").content.decode()

    assert 'id="expiries"' in page
    assert f'href="/es/acuerdos/vencimientos/?{query}"' in page
    assert f'href="webcal://testserver/es/acuerdos/vencimientos.ics?{query}"' in page
    assert f'href="/es/acuerdos/vencimientos.atom?{query}"' in page
    if not path.startswith("temas"):
        assert 'id="expiries"' not in client.get(f"/es/{path}?on=2015-06-30").content.decode()


def test_a_page_of_which_nothing_comes_has_no_such_part(client):
    make_institution(slug="otro")

    assert 'id="expiries"' not in client.get("/es/instituciones/otro/").content.decode()


def test_what_comes_of_an_institution_leaves_out_what_it_has_left(client):
    agreement = make_agreement(ends="2190")
    make_party(agreement=agreement, institution=make_institution(slug="queda", acronym="QUEDA"))
    make_party(
        agreement=agreement, institution=make_institution(slug="salio", acronym="SALIO"), withdrew="2024"
    )

    def items(query):
        return client.get(f"/es/acuerdos/vencimientos.json?{query}").json()["items"]

    assert (len(items("institution=queda")), len(items("institution=salio"))) == (1, 0)
    assert 'id="expiries"' not in client.get("/es/instituciones/salio/").content.decode()
    assert "SALIO" not in client.get("/es/acuerdos/vencimientos/").content.decode().split("results__head")[1]


def test_queries_stay_as_many_when_agreements_grow(client, three):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/pt/acordos/vencimentos/").status_code == 200
        return len(captured)

    asked()
    few = asked()
    for number in range(3):
        make_party(agreement=make_agreement(ends=f"2190-0{number + 1}"))

    assert asked() == few
