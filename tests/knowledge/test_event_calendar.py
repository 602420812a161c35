"""The calendar of events: a month in weeks, what is known of days and what is not, and the ways to others."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import translation

from knowledge.models import Event
from tests.factories import make_country, make_event, make_institution


def shown(client, query="", language="es"):
    with translation.override(language):
        return client.get(reverse("event_calendar") + query)


def days_of(response):
    """{day of the month: titles}, with which day of how many it is."""
    weeks = response.context["calendar"].shown.weeks
    return {
        day.date.day: [(item.event.slug, item.number, item.of) for item in day.events]
        for week in weeks
        for day in week
        if day.events
    }


@pytest.mark.django_db
def test_events_stand_on_each_of_their_days_in_the_month(client):
    make_event(slug="largo", begins="2026-10-30", ends="2026-11-02")
    make_event(slug="corto", begins="2026-11-02")
    # Of which the last day is not known as a day.
    make_event(slug="abierto", begins="2026-11-27", ends="2026-12")
    make_event(slug="otro", begins="2026-12-01")
    make_event(begins="2026-11-05", publication_status="draft")

    page = shown(client, "?month=2026-11")
    december = shown(client, "?month=2026-12").context["calendar"].shown

    assert days_of(page) == {
        1: [("largo", 3, 4)],
        2: [("largo", 4, 4), ("corto", 1, 1)],
        27: [("abierto", 1, 1)],
    }
    assert [event.slug for event in december.in_month] == ["abierto"]
    assert page.content.decode().count('<time datetime="2026-11-') == 30


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["es", "pt", "en"])
def test_events_whose_day_is_not_known_stand_apart(client, language):
    make_event(slug="mes", begins="2026-11", title="Del mes")
    make_event(slug="ano", begins="2026", title="Del año")
    make_event(begins=None)

    page = shown(client, "?month=2026-11", language)
    other = shown(client, "?month=2026-10", language)

    found = page.context["calendar"].shown
    assert (days_of(page), [event.slug for event in found.in_month]) == ({}, ["mes"])
    assert [event.slug for event in found.in_year] == ["ano"]
    assert "Del mes" in page.content.decode()
    # What may be in any month of the year, is no reason to call one full.
    assert other.context["calendar"].shown.is_empty
    assert "Del año" in other.content.decode()


@pytest.mark.django_db
def test_hours_are_told_on_the_first_day_and_order_a_day_and_what_is_cancelled_says_so(client):
    hours = {"time_zone": "America/Lima", "begins_time": datetime.time(14), "ends_time": datetime.time(16)}
    make_event(slug="tarde", begins="2026-11-03", ends="2026-11-04", **hours)
    make_event(slug="temprano", begins="2026-11-03", **(hours | {"begins_time": datetime.time(9)}))
    make_event(slug="dia", begins="2026-11-03", event_status="cancelled")

    page = shown(client, "?month=2026-11", "en")
    text = page.content.decode()

    assert [slug for slug, _number, _of in days_of(page)[3]] == ["dia", "temprano", "tarde"]
    assert (text.count("09:00–16:00, Lima"), text.count("14:00, Lima")) == (1, 1)
    assert text.count("status--terminated") == 1


@pytest.mark.django_db
def test_an_empty_month_leads_to_the_nearest_with_events_and_no_further_than_there_are_any(client):
    with time_machine.travel("2026-06-15T12:00:00Z"):
        # The last is a slip: no calendar goes back to the Romans.
        for begins in ("2025-03-01", "2026-02", "2026-09-30", "0205-03-01"):
            make_event(begins=begins)

        ways = shown(client).context["calendar"].ways
        first = shown(client, "?month=2025-03").context["calendar"].ways
        last = shown(client, "?month=2026-09").context["calendar"].ways

    assert {name: str(month) for name, (month, _path) in ways.items()} == {
        "earlier": "2026-05",
        "later": "2026-07",
        "last": "2026-02",
        "next": "2026-09",
    }
    assert "earlier" not in first
    assert "later" not in last


@pytest.mark.django_db
def test_filters_of_the_list_narrow_the_calendar_and_are_kept_by_its_links(client):
    country = make_country(code="UY")
    make_event(slug="aqui", begins="2026-11-03", country=country, kind="seminar")
    make_event(slug="alli", begins="2026-11-04", kind="seminar")
    make_event(begins="2026-10-04", country=country, kind="seminar")

    page = shown(client, "?month=2026-11&country=UY&kind=seminar&when=past&sort=title")
    text = page.content.decode()

    assert list(days_of(page)) == [3]
    for path in (
        "/es/eventos/calendario/?month=2026-10&amp;kind=seminar&amp;country=UY",
        "/es/eventos/?kind=seminar&amp;country=UY",
        "webcal://testserver/es/eventos.ics?kind=seminar&amp;country=UY",
    ):
        assert path in text
    listed = client.get("/es/eventos/?country=UY&sort=title").content.decode()
    assert 'href="/es/eventos/calendario/?sort=title&amp;country=UY"' in listed


@pytest.mark.django_db
@pytest.mark.parametrize("month", ["2026-13", "0999-01", "siempre", "2026-1", "x" * 60])
def test_what_is_no_month_is_told_with_the_form_and_stays_in_it(client, month):
    page = shown(client, f"?month={month}&kind=seminar", "pt")

    assert page.status_code == 400
    assert f'<option value="{month}" selected>' in page.content.decode()
    assert '<option value="seminar" selected>' in page.content.decode()


@pytest.mark.django_db
def test_statements_do_not_grow_with_events(client, django_assert_num_queries):
    def fill():
        for day in range(1, 6):
            make_event(begins=f"2026-11-0{day}", country=make_country(), hosts=[make_institution()])

    fill()
    with django_assert_num_queries(9):
        shown(client, "?month=2026-11")
    fill()
    with django_assert_num_queries(9):
        shown(client, "?month=2026-11")
    assert Event.objects.count() == 10
