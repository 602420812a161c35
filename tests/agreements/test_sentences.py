"""The sentence on an agreement's validity: as much as its dates say on a day, and no more."""

import datetime

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from agreements.models import Agreement, Status
from agreements.models.sentences import sentence_of
from agreements.models.statuses import status_on
from cinterfor.publishing.dates import first_day, last_day
from tests.factories import make_agreement

pytestmark = pytest.mark.django_db
DAY = datetime.date(2020, 6, 15)
UNTIL = {"signed": "2014", "ends": "2020-06-15"}


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (
            {"signed": "2020", "renews_tacitly": True, "renewal_months": 36},
            "In force since 2020; renewed every 3 years unless a party ends it.",
        ),
        (
            {"signed": "2019", "enters_into_force": "2020-03-04", "renews_tacitly": True},
            "In force since 4 March 2020; it renews itself unless a party ends it.",
        ),
        ({"signed": "2014", "ends": "2027-03"}, "In force until March 2027."),
        ({"signed": "2018", "duration_months": 60}, "In force until 2023."),
        (
            {"signed": "2014-05-06", "stated_in_force_on": DAY},
            "Stated by a party or an official page to be in force on 15 June 2020.",
        ),
        ({"signed": "2014"}, "Signed in 2014; present validity not documented."),
        (
            {"signed": "2014-05-06", "stated_in_force_on": datetime.date(2016, 1, 2)},
            "Stated to be in force on 2 January 2016; present validity not documented.",
        ),
        (
            {"signed": "2020-06-01", "enters_into_force": "2021-01"},
            "Signed; enters into force in January 2021.",
        ),
        (
            {"signed": "2014", "renews_tacitly": True, "terminated": True, "terminated_on": "2020-12"},
            "In force until December 2020.",
        ),
        (
            {"signed": "2014", "ends": "2020-09", "terminated": True, "terminated_on": "2020-12"},
            "In force until September 2020.",
        ),
        ({"signed": "2014", "ends": "2020-06-14"}, "Ended on 14 June 2020."),
        ({"signed": "2014", "terminated": True, "terminated_on": "2019"}, "Terminated early in 2019."),
        ({"signed": "2021-02-03"}, "To be signed on 3 February 2021."),
    ],
)
def test_the_sentence_says_what_is_known(values, sentence):
    with translation.override("en"):
        assert make_agreement(**values).status_sentence(DAY) == sentence


@pytest.mark.parametrize(
    ("values", "days"),
    [
        (UNTIL, {15: "in-force", 16: "ended"}),
        (UNTIL | {"renews_tacitly": True}, {15: "in-force", 16: "in-force"}),
        (UNTIL | {"enters_into_force": "2020-06-15"}, {14: "signed", 15: "in-force", 16: "ended"}),
        (UNTIL | {"terminated": True, "terminated_on": "2020-06-15"}, {14: "in-force", 15: "terminated"}),
    ],
)
def test_the_day_on_which_a_status_changes_is_exact(values, days):
    agreement = Agreement.objects.filter(pk=make_agreement(**values).pk)

    assert agreement.statuses_on(DAY.replace(day=day) for day in days) == list(days.values())


MONTHS = st.builds("{}-{:02}".format, st.integers(2010, 2024), st.integers(1, 12))
DATES = st.none() | MONTHS | MONTHS.map(lambda month: month[:4]) | MONTHS.map(lambda month: f"{month}-28")


@given(
    signed=DATES,
    enters=DATES,
    ends=DATES,
    stated=st.none() | st.dates(datetime.date(2010, 1, 1), datetime.date(2024, 1, 1)),
    months=st.none() | st.integers(1, 120),
    renews=st.booleans(),
    day=st.dates(datetime.date(2009, 1, 1), datetime.date(2026, 1, 1)),
)
@settings(max_examples=60, deadline=None)
def test_nothing_is_called_in_force_on_a_day_that_nothing_covers(
    signed, enters, ends, stated, months, renews, day
):
    begins = enters or signed
    if (ends and signed and last_day(ends) < first_day(signed)) or (
        ends and enters and last_day(ends) < first_day(enters)
    ):
        return
    agreement = make_agreement(
        signed=signed,
        enters_into_force=enters,
        ends=ends,
        stated_in_force_on=stated,
        duration_months=months,
        renews_tacitly=renews,
    )
    found = Agreement.objects.annotate(on_day=status_on(day)).get(pk=agreement.pk)
    covered = renews or (stated and stated >= day) or (found.term_last and found.term_last >= day)
    begun = begins is not None and first_day(begins) <= day and (not signed or first_day(signed) <= day)

    assert (found.on_day == Status.IN_FORCE) == bool(begun and covered)
    assert sentence_of(found, found.on_day, day)
