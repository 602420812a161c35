"""Events by the clock: hours in a time zone, registration, who took part, and the series they are in."""

import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.html import strip_tags

from knowledge.event_words import closed_in_words, deadline_in_words, when_as_html, when_in_words
from knowledge.models import Event, EventParticipation
from tests.factories import make_country, make_event, make_event_series, make_product, make_theme
from tests.formats.test_formats import body

pytestmark = pytest.mark.django_db
HOURS = {"begins_time": datetime.time(14), "ends_time": datetime.time(16), "time_zone": "America/Montevideo"}


def utc(*parts) -> datetime.datetime:
    return datetime.datetime(*parts, tzinfo=datetime.UTC)


def test_an_event_of_this_evening_is_coming_until_its_last_hour_by_its_own_clocks():
    madrid = HOURS | {"time_zone": "Europe/Madrid"}
    event = make_event(begins="2026-11-25", **madrid)

    for moment, coming in ((utc(2026, 11, 25, 14, 59), True), (utc(2026, 11, 25, 15, 0), False)):
        assert Event.objects.coming(moment).exists() is coming
        assert Event.objects.past(moment).exists() is not coming
        with time_machine.travel(moment, tick=False):
            assert event.is_past is not coming


@pytest.mark.parametrize(
    ("values", "language", "words"),
    [
        ({}, "en", "25 November 2026, 14:00–16:00, Montevideo (UTC−3)"),
        ({"ends_time": None}, "en", "25 November 2026, 14:00, Montevideo (UTC−3)"),
        (
            {"ends": "2026-11-27", "ends_time": None},
            "en",
            "25–27 November 2026, from 14:00, Montevideo (UTC−3)",
        ),
        (
            {"ends": "2026-11-27"},
            "en",
            "25 November 2026, 14:00 – 27 November 2026, 16:00, Montevideo (UTC−3)",
        ),
        (
            {"begins": "2026-04-04", "ends": "2026-04-05", "time_zone": "America/Santiago"},
            "en",
            "4 April 2026, 14:00 (UTC−3) – 5 April 2026, 16:00 (UTC−4), Santiago",
        ),
        ({"time_zone": "Asia/Kolkata"}, "en", "25 November 2026, 14:00–16:00, Kolkata (UTC+5:30)"),
        ({"time_zone": "UTC"}, "en", "25 November 2026, 14:00–16:00, UTC"),
    ],
)
def test_hours_are_told_with_the_city_and_its_offset_on_that_day(values, language, words):
    event = make_event(**{"begins": "2026-11-25", **HOURS, **values})

    with translation.override(language):
        assert when_in_words(event) == words
        html = when_as_html(event)

    assert strip_tags(html) == words
    assert f'datetime="{event.start.isoformat(timespec="minutes")}"' in html


def test_hours_are_told_in_cards_and_feeds_and_to_programs(client):
    make_event(slug="taller", begins="2026-11-25", **HOURS, working_languages=["pt"], mode="online")
    told = "14:00–16:00, Montevideo (UTC−3)"

    assert told in body(client.get("/en/events/"))
    assert f"25 November 2026, {told}" in body(client.get("/en/events.atom"))
    row = client.get("/en/events/taller.json").json()
    assert (row["starts_at"], row["ends_at"]) == ("2026-11-25T14:00:00-03:00", "2026-11-25T16:00:00-03:00")
    facts = client.get("/en/events/taller.jsonld").json()
    found = next(node for node in facts.get("@graph", [facts]) if node.get("@type") == "Event")
    assert found["startDate"] == "2026-11-25T14:00:00-03:00"
    assert found["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"


def test_without_hours_days_are_told_and_with_a_month_alone_no_hour_can_be():
    event = make_event(begins="2026-11-25", ends="2026-11-27")

    with translation.override("en"):
        assert when_in_words(event) == "25–27 November 2026"
    event.begins, event.ends = "2026-11", None
    event.begins_time, event.time_zone = datetime.time(14), "America/Montevideo"
    with pytest.raises(ValidationError) as refused:
        event.full_clean()
    assert set(refused.value.message_dict) == {"begins_time"}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"begins": "2026-13"}, "begins"),
        ({"ends": "mañana"}, "ends"),
        ({"ends_time": datetime.time(13)}, "ends_time"),
        ({"ends_time": datetime.time(14)}, "ends_time"),
        ({"ends": "2026-11-24", "ends_time": None}, "ends"),
        ({"ends": "2026-12"}, "ends_time"),
        ({"begins_time": None}, "begins_time"),
        ({"time_zone": ""}, "time_zone"),
        ({"time_zone": "America/Atlantis"}, "time_zone"),
        ({"registration_closes": datetime.date(2026, 11, 26)}, "registration_closes"),
        (
            {
                "registration_closes": datetime.date(2026, 11, 25),
                "registration_closes_time": datetime.time(16, 1),
            },
            "registration_closes_time",
        ),
        ({"registration_closes_time": datetime.time(9)}, "registration_closes"),
        ({"registration_url": "javascript:alert(1)"}, "registration_url"),
        ({"online_url": "javascript:alert(1)"}, "online_url"),
        ({"recording_url": "https://www.youtube.com/@canal"}, "recording_url"),
        ({"working_languages": ["xx"]}, "working_languages"),
    ],
)
def test_what_does_not_fit_is_told_at_its_field(values, field):
    event = make_event(begins="2026-11-25", **HOURS)
    for name, value in values.items():
        setattr(event, name, value)

    with pytest.raises(ValidationError) as refused:
        event.full_clean()

    assert set(refused.value.message_dict) == {field}


def test_hours_are_by_the_clocks_of_a_country_that_has_one_zone():
    uruguay, brazil = make_country(code="UY"), make_country(code="BR")
    there = make_event(begins="2026-11-25", country=uruguay)
    there.begins_time = datetime.time(14)
    there.full_clean()
    elsewhere = make_event(begins="2026-11-25", country=brazil)
    elsewhere.begins_time = datetime.time(14)

    assert there.time_zone == "America/Montevideo"
    with pytest.raises(ValidationError) as refused:
        elsewhere.full_clean()
    assert set(refused.value.message_dict) == {"time_zone"}


def test_registration_closes_at_its_moment_on_the_page_and_in_the_list(client):
    closes = {"registration_closes": datetime.date(2027, 11, 20)}
    address = {"registration_url": "https://example.org/register"}
    make_event(slug="taller", begins="2027-11-25", **HOURS, **closes, **address)
    make_event(slug="cancelado", begins="2027-11-25", event_status="cancelled", **address)
    link = 'href="https://example.org/register"'

    with time_machine.travel(utc(2027, 11, 21, 2, 59), tick=False):
        assert link in body(client.get("/en/events/taller/"))
        assert "/en/events/taller/" in body(client.get("/en/events/?when=open"))
        assert link not in body(client.get("/en/events/cancelado/"))
        assert "/en/events/cancelado/" not in body(client.get("/en/events/?when=open"))
    with time_machine.travel(utc(2027, 11, 21, 3, 0), tick=False):
        page = body(client.get("/en/events/taller/"))
        assert link not in page
        assert "Registration closed on 20 November 2027" in page
        assert "/en/events/taller/" not in body(client.get("/en/events/?when=open"))


def test_a_deadline_is_told_by_the_hour_where_it_has_one():
    closes = {"registration_closes": datetime.date(2026, 11, 20)}
    event = make_event(begins="2026-11-25", **HOURS, **closes, registration_closes_time=datetime.time(18))

    with translation.override("en"):
        assert deadline_in_words(event) == "Registration until 20 November 2026, 18:00, Montevideo (UTC−3)"
        assert closed_in_words(event) == "Registration closed on 20 November 2026, 18:00, Montevideo (UTC−3)"


def test_what_the_source_says_and_what_is_listed_by_country_never_differ_in_silence(client):
    event = make_event(slug="taller", people=10, country_count=2)
    for code, people in (("UY", 3), ("CL", 4), ("CU", 5)):
        country = make_country(code=code)
        EventParticipation.objects.create(event=event, country=country, people=people)

    page = body(client.get("/en/events/taller/"))

    assert "10 people" in page
    assert "add up to 12 people" in page
    assert "3 countries" in page
    rows = client.get("/en/events/taller.json").json()["participants"]
    assert {row["country"]: row["people"] for row in rows} == {"UY": 3, "CL": 4, "CU": 5}


def test_a_page_shows_what_came_before_and_after_in_its_series(client):
    series = make_event_series(slug="reuniones")
    for number in (47, 45, 46):
        make_event(slug=f"rct-{number}", title_en=f"Meeting {number}", series=series, number=number)
    make_event(slug="aparte")

    page = body(client.get("/en/events/rct-46/"))
    listed = body(client.get("/en/events/?series=reuniones"))

    before, after = page.index("/en/events/rct-45/"), page.index("/en/events/rct-47/")
    assert before < after
    assert page.count("/en/events/rct-45/") == 1, "told as of its series, and not again as alike"
    assert listed.index("rct-45/") < listed.index("rct-46/") < listed.index("rct-47/")
    assert "/aparte/" not in listed
    assert Event.objects.neighbours_of(Event.objects.get(slug="aparte")) == []


def test_events_are_found_by_theme_language_and_way_of_taking_part(client):
    theme = make_theme(slug="empleos-verdes")
    found = {"themes": [theme], "working_languages": ["pt", "es"], "mode": "both"}
    make_event(slug="este", **found)
    make_event(slug="otro", working_languages=["en"], mode="online")

    for query in ("theme=empleos-verdes", "language=pt", "mode=both"):
        listed = body(client.get(f"/es/eventos/?{query}"))
        assert "/es/eventos/este/" in listed
        assert "/es/eventos/otro/" not in listed
    assert "/es/eventos/este/" in body(client.get("/es/temas/empleos-verdes/"))


def test_the_programme_of_an_event_stands_apart_from_its_reports(client):
    event = make_event(slug="taller")
    make_product(title="Agenda", kind="programme", event=event)
    make_product(title="Informe", kind="report", event=event)

    page = body(client.get("/es/eventos/taller/"))

    assert page.index("Agenda") < page.index('id="reports"') < page.index("Informe")
