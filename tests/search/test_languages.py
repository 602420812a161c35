"""How words are compared: the same by the database and by Python."""

from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from pytest import mark

from cinterfor.search.identifiers import identifier
from cinterfor.search.languages import accentless, fold, key, stemmed, stems
from cinterfor.search.standards import is_about_standards

LETTERS = "abcdefgijlmnoprstuvxyzáàâãéêíóôõúüçñÁÃÇÑÕ -.'12"


@mark.django_db
@given(st.lists(st.text(LETTERS, max_size=40), min_size=1, max_size=20))
def test_the_database_folds_as_python_does(texts):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT portal_fold(text) FROM unnest(%s::text[]) WITH ORDINALITY AS given(text, place)"
            " ORDER BY place",
            [texts],
        )
        folded = [text for (text,) in cursor.fetchall()]

    assert folded == [fold(text) for text in texts]


@given(st.text("abçãéñõüÁÉ ", max_size=50))
def test_a_text_without_accents_has_as_many_letters(text):
    assert len(accentless(text)) == len(text)


@mark.parametrize(
    ("one", "other"),
    [("São Paulo", "sao paulo"), ("HEART/NSTA Trust", "heart nsta trust"), ("O'Higgins", "o higgins")],
)
def test_names_are_compared_without_accents_capitals_and_signs(one, other):
    assert key(one) == key(other)


@mark.parametrize(
    ("language", "one", "other"),
    [
        ("es", "aprendizajes", "aprendizaje"),
        ("pt", "formações", "formacao"),
        ("en", "apprentices", "apprentice"),
    ],
)
def test_singular_and_plural_have_the_same_stems(language, one, other):
    assert stemmed(one, language) == stemmed(other, language)
    assert stems(one) & stems(other)


@mark.parametrize(
    ("typed", "number"),
    [
        ("978-92-9088-256-5", "9789290882565"),
        ("ISBN: 978 92 9088 256 5", "9789290882565"),
        ("92-9088-256-X", "9789290882565"),
        ("1234-567x", "1234-567X"),
        ("ISSN 12345678", "1234-5678"),
        ("https://doi.org/10.1000/ABC", "10.1000/abc"),
        ("doi:10.1000/abc.", "10.1000/abc"),
        ("2019", None),
        ("formación", None),
        ("12345", None),
    ],
)
def test_numbers_of_works_are_known_however_they_are_written(typed, number):
    assert identifier(typed) == number


@mark.parametrize(
    "text",
    [
        "Convenio 142",
        "C142",
        "C-142",
        "c 142",
        "recomendación 195",
        "R195",
        "Convention No. 142",
        "convenção nº 142",
    ],
)
def test_ilo_standards_are_known_by_their_numbers(text):
    assert is_about_standards(text)


@mark.parametrize("text", ["convenio", "acuerdo 2019", "SENAI", "recomendaciones de 2020", "covid-19"])
def test_other_words_are_no_standards(text):
    assert not is_about_standards(text)
