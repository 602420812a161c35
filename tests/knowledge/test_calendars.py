"""Events as calendars: what a program of calendars reads."""

import datetime
import io
from zoneinfo import ZoneInfo

import dateutil.tz
import icalendar
import pytest
import time_machine
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cinterfor.formats.calendars import time_zone
from knowledge.time_zones import CITIES
from tests import factories
from tests.formats.test_formats import body

pytestmark = pytest.mark.django_db
ZONES = sorted(CITIES)


def events(response):
    calendar = icalendar.Calendar.from_ical(body(response))
    assert not calendar.errors
    return calendar.walk("VEVENT")


def test_an_event_is_whole_days_and_ends_before_the_next(client):
    country = factories.make_country(code="UY", name_es="Uruguay")
    event = factories.make_event(
        slug="rct-44",
        title_es="Reunión",
        begins="2019-08-06",
        ends="2019-08-08",
        country=country,
        city="Montevideo",
    )

    [found] = events(client.get("/es/eventos/rct-44.ics"))

    assert found["UID"] == "http://testserver/id/event/rct-44"
    assert found.decoded("DTSTART") == datetime.date(2019, 8, 6)
    assert found.decoded("DTEND") == datetime.date(2019, 8, 9)
    assert (found["SUMMARY"], found["SUMMARY"].params["LANGUAGE"]) == ("Reunión", "es")
    assert found["LOCATION"] == "Montevideo, Uruguay"
    assert found["URL"] == "http://testserver/es/eventos/rct-44/"
    assert found.decoded("LAST-MODIFIED") == event.datestamp.replace(microsecond=0)


def test_a_day_is_never_made_up(client):
    factories.make_event(slug="mes", begins="2024-05")
    factories.make_event(slug="ano", begins="2024")
    factories.make_event(slug="nada", begins=None)
    factories.make_event(slug="sin-fin", begins="2024-05-30", ends="2024-06")

    [found] = events(client.get("/es/eventos.ics"))

    assert found["UID"].endswith("/sin-fin")
    assert found.decoded("DTEND") == datetime.date(2024, 5, 31)
    # It is there, and in no calendar: not found, and not gone.
    assert client.get("/es/eventos/mes.ics").status_code == 404
    assert "mes.ics" not in body(client.get("/es/eventos/mes/"))


def test_a_calendar_holds_what_the_list_is_narrowed_to_and_is_offered_there(client):
    country = factories.make_country(code="UY")
    factories.make_event(slug="aqui", country=country)
    factories.make_event(slug="alla")

    [found] = events(client.get("/pt/eventos.ics?country=UY"))
    page = body(client.get("/pt/eventos/?country=UY"))

    assert found["UID"].endswith("/aqui")
    assert 'href="webcal://testserver/pt/eventos.ics?country=UY"' in page
    assert "webcal:" not in body(client.get("/pt/instituicoes/"))


def test_a_change_counts_on_and_keeps_the_identity(client):
    with time_machine.travel("2026-01-01T12:00Z", tick=False):
        event = factories.make_event(slug="taller")
    [before] = events(client.get("/es/eventos.ics"))
    with time_machine.travel("2026-01-02T12:00Z", tick=False):
        event.begins = "2024-05-07"
        event.save()

    [after] = events(client.get("/es/eventos.ics"))

    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after.decoded("LAST-MODIFIED") > before.decoded("LAST-MODIFIED")


def test_a_text_cannot_write_lines_of_its_own(client):
    factories.make_event(slug="malo", title="Uno\r\nATTENDEE:mailto:a@example.org", city="x;y,z\\n")

    [found] = events(client.get("/es/eventos.ics"))

    assert "ATTENDEE" not in found
    assert "LOCATION" in found


def test_hours_stand_in_their_zone_which_the_calendar_brings_once(client):
    hours = {"begins_time": datetime.time(14), "ends_time": datetime.time(16)}
    for number in (1, 2):
        factories.make_event(slug=f"dia-{number}", begins="2026-11-25", time_zone="America/Lima", **hours)
    factories.make_event(slug="mundo", begins="2026-11-26", time_zone="UTC", **hours)
    factories.make_event(slug="cancelado", begins="2026-11-27", event_status="cancelled")

    text = body(client.get("/es/eventos.ics"))
    calendar = icalendar.Calendar.from_ical(text)

    found = {str(event["UID"]).rpartition("/")[2]: event for event in calendar.walk("VEVENT")}
    assert found["dia-1"]["DTSTART"].params["TZID"] == "America/Lima"
    assert found["dia-1"].decoded("DTSTART").isoformat() == "2026-11-25T14:00:00-05:00"
    assert found["mundo"].decoded("DTEND").isoformat() == "2026-11-26T16:00:00+00:00"
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["America/Lima"]
    assert found["cancelado"]["STATUS"] == "CANCELLED"
    alone = icalendar.Calendar.from_ical(body(client.get("/es/eventos/dia-1.ics")))
    assert len(alone.walk("VTIMEZONE")) == 1


@settings(max_examples=60, deadline=None)
@given(
    zone=st.sampled_from(["America/Santiago", "Europe/Madrid", "America/Havana", "America/Asuncion", *ZONES]),
    moment=st.datetimes(datetime.datetime(2019, 1, 1), datetime.datetime(2035, 12, 31)),
)
def test_other_programs_read_the_same_moment_from_the_zone_alone(zone, moment):
    """Its VTIMEZONE gives the offset of the tz database, also on the days on which clocks change."""
    text = time_zone(zone, moment.year, moment.year).decode()
    read = dateutil.tz.tzical(io.StringIO(text)).get()
    known = moment.replace(tzinfo=ZoneInfo(zone))
    # Hours that the clocks leave out or repeat are no hours of an event.
    assume(known.astimezone(datetime.UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) == moment)
    assume(known.replace(fold=1).utcoffset() == known.utcoffset())

    assert moment.replace(tzinfo=read).utcoffset() == known.utcoffset()
