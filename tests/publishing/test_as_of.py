"""The day that an address asks for."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from cinterfor.publishing.as_of import FIRST_DAY, as_of, asked_day, day_shown, latest, parts_as_of, with_day
from cinterfor.publishing.dates import today, years_after

DAY = datetime.date(2015, 6, 30)


def ask(text):
    return asked_day(RequestFactory().get("/", {"on": text}))


@given(st.dates(FIRST_DAY, latest()))
def test_every_day_that_can_be_told_of_is_read(day):
    assert ask(day.isoformat()) == day


@given(st.text(max_size=12))
def test_no_text_ever_gives_anything_but_a_day_or_a_message(text):
    try:
        day = ask(text)
    except ValidationError as error:
        assert error.messages
    else:
        assert day is None or day.isoformat() == text.strip()


@pytest.mark.parametrize("text", ["2015", "2015-06", "20150630", "2015-W27-2", "2015-02-30", "1949-12-31"])
def test_what_is_no_day_or_out_of_reach_is_refused(text):
    with pytest.raises(ValidationError):
        ask(text)


def test_days_reach_ten_years_ahead():
    assert ask(latest().isoformat()) == latest()
    with pytest.raises(ValidationError):
        ask((latest() + datetime.timedelta(days=1)).isoformat())


def test_the_leap_day_has_a_day_in_every_year():
    assert years_after(datetime.date(2024, 2, 29), 10) == datetime.date(2034, 2, 28)


def test_the_day_holds_within_and_no_longer():
    with as_of(DAY):
        assert day_shown() == DAY
        assert with_day("/es/x/?a=1#b") == "/es/x/?a=1&on=2015-06-30#b"
    assert day_shown() == today()
    assert with_day("/es/x/") == "/es/x/"


def test_what_is_sent_while_it_is_made_keeps_the_day_and_leaves_it_to_nobody():
    parts = parts_as_of(DAY, (day_shown() for _ in range(2)))

    assert next(parts) == DAY
    assert day_shown() == today()
    assert list(parts) == [DAY]
