"""Dates that are known to the year, the month or the day."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cinterfor.publishing.dates import first_day, in_words, last_day, validate_partial_date
from network.models import Institution
from tests.factories import make_country, make_institution

years = st.dates(datetime.date(1000, 1, 1), datetime.date(2999, 12, 31))


@given(years, st.sampled_from([4, 7, 10]))
def test_every_reduced_date_is_accepted_and_spans_its_day(day, length):
    value = day.isoformat()[:length]

    validate_partial_date(value)

    assert first_day(value) <= day <= last_day(value)


@given(st.text(max_size=12))
def test_no_text_ever_gives_anything_but_a_message(text):
    try:
        validate_partial_date(text)
    except ValidationError:
        return
    assert first_day(text).isoformat().startswith(text)


@pytest.mark.parametrize("value", ["2018-13", "2018-02-30", "18", "2018-7", "mañana", "2018-07-04 ", "²018"])
def test_what_is_no_date_is_refused(value):
    with pytest.raises(ValidationError):
        validate_partial_date(value)


@pytest.mark.parametrize(
    ("language", "words"),
    [("es", "noviembre de 2023"), ("pt", "novembro de 2023"), ("en", "November 2023")],
)
def test_a_month_is_written_in_the_readers_language(language, words):
    with translation.override(language):
        assert in_words("2023-11").lower() == words.lower()


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["2018-13", "2018-02-30", "18", "mañana"])
def test_the_database_refuses_what_is_no_date(value):
    institution = make_institution()

    with pytest.raises(DatabaseError), transaction.atomic():
        Institution.objects.filter(pk=institution.pk).update(founded=value)


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["1999", "2000-02", "2023-02", "2024-12-31"])
def test_database_and_python_agree_on_first_and_last_day(value):
    with connection.cursor() as cursor:
        cursor.execute("SELECT portal_first_day(%s), portal_last_day(%s)", [value, value])
        found = cursor.fetchone()

    assert found == (first_day(value), last_day(value))


@pytest.mark.django_db
def test_lists_sort_without_case_accents_or_articles_and_put_n_with_tilde_after_n():
    from network.models import Country

    for name in ["Nube", "Ñandú", "Oca", "El Álamo", "álbum", "Nzima"]:
        make_country(name=name)

    with translation.override("es"):
        names = [country.name_es for country in Country.objects.in_order()]

    assert names == ["El Álamo", "álbum", "Nube", "Nzima", "Ñandú", "Oca"]
