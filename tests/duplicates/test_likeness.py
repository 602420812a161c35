"""How alike names are: PostgreSQL's measure, less where numbers tell them apart."""

import pytest
from django.db import connection
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cinterfor.duplicates.likeness import fingerprints, identifier_key, likeness, numbers, similarity
from cinterfor.search.languages import key

words = st.lists(st.text("abcdeimnorstvxl0123456789", min_size=1, max_size=9), max_size=6).map(" ".join)


@given(words, words)
def test_likeness_is_between_nothing_and_the_same_whichever_comes_first(one, other):
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, other) == likeness(other, one)
    assert likeness(one, one) == bool(one)


@pytest.mark.django_db
@settings(max_examples=60, deadline=None)
@given(words, words)
@example("servicio nacional", "nacional servicio")
def test_similarity_is_that_of_the_database(one, other):
    with connection.cursor() as cursor:
        cursor.execute("SELECT similarity(%s, %s)", [one, other])
        assert similarity(one, other) == pytest.approx(cursor.fetchone()[0], abs=1e-6)


@given(st.text(max_size=60))
def test_whatever_is_typed_has_fingerprints_that_depend_on_its_words_alone(text):
    found = fingerprints("network.institution", key(text))

    assert found == fingerprints("network.institution", key(text.upper()).strip()) or text.upper() != text
    assert all(-(2**31) <= number < 2**31 for number in found)
    identifier_key(text)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Ana Silva Prado", "Silva Prado, Ana", True),
        ("Servicio Nacional de Aprendizaje", "Servicio Nacional de Aprendizaje (SENA)", True),
        ("Formación profesional y empleo juvenil", "Formacion profesional y empleo juvenil.", True),
        ("46.ª Reunión de la Comisión Técnica", "47.ª Reunión de la Comisión Técnica", False),
        ("XXXIX Reunión de la Comisión Técnica", "XL Reunión de la Comisión Técnica", False),
        ("XXXIX Reunión de la Comisión Técnica", "39 Reunión de la Comisión Técnica", True),
        ("Servicio Nacional de Aprendizaje", "Instituto Técnico de Capacitación", False),
    ],
)
def test_names_of_one_thing_are_alike_and_of_two_are_not(one, other, alike):
    assert (likeness(key(one), key(other)) >= 0.6) == alike


@pytest.mark.parametrize(
    ("text", "read"), [("xiv reunion", {14}), ("civil mil", set()), ("2020 iv", {2020, 4})]
)
def test_numbers_in_names_are_read_in_either_writing(text, read):
    assert numbers(text) == read


@pytest.mark.parametrize(
    "texts",
    [
        ("978-92-9088-279-4", "9789290882794", "ISBN 978 92 9088 279 4"),
        ("https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("https://ror.org/05a28rw58", "05A28RW58"),
        ("10.1000/ABC", "https://doi.org/10.1000/abc"),
        ("http://www.wikidata.org/entity/Q30", "q30"),
    ],
)
def test_an_identifier_is_the_same_however_it_is_written(texts):
    assert len(set(map(identifier_key, texts))) == 1
