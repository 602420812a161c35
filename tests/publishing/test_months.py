"""Months of the calendar: as addresses write them, with their days and what lies beside them."""

import datetime
import re

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from cinterfor.publishing.months import Month, MonthField

YEARS, MONTHS = st.integers(1000, 2999), st.integers(1, 12)


@given(YEARS, MONTHS)
def test_a_month_is_read_as_it_is_written_and_has_all_its_days_once_monday_first(year, month):
    found = MonthField().clean(str(Month(year, month)))
    days = [day for week in found.weeks() for day in week if day]

    assert found == (year, month)
    assert (days[0], days[-1], len(set(days))) == (found.first, found.last, found.last.day)
    assert all(
        day is None or day.weekday() == place for week in found.weeks() for place, day in enumerate(week)
    )
    assert found.following.first == found.last + datetime.timedelta(days=1)
    assert found.following.previous == found


@given(st.text(max_size=12))
def test_what_is_no_month_is_refused_in_words(text):
    if not text.strip() or re.fullmatch("[12][0-9]{3}-(0[1-9]|1[0-2])", text.strip()):
        return
    with pytest.raises(ValidationError):
        MonthField(required=False).clean(text)
