"""The parsers: terms of agreements, names of persons."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cinterfor.loading.durations import months
from cinterfor.loading.people import is_corporate, split_name

WORD = st.from_regex(r"[A-ZÁÉÍ][a-záéíñ]{1,8}", fullmatch=True)


@given(years=st.integers(0, 90), rest=st.integers(0, 200))
def test_a_duration_is_its_years_and_months(years, rest):
    if years + rest == 0:
        return

    duration = "P" + (f"{years}Y" if years else "") + (f"{rest}M" if rest else "")

    assert months(duration) == 12 * years + rest


@given(st.text(max_size=12))
def test_any_text_is_a_duration_of_at_least_a_month_or_is_refused_with_a_reason(text):
    try:
        assert 1 <= months(text) <= 32767
    except ValueError as error:
        assert str(error)


@pytest.mark.parametrize(
    "text", ["P30D", "P2W", "P1Y10D", "PT5H", "P", "P0Y", "5Y", "P1M1Y", "P4000Y", "P１Y"]
)
def test_a_duration_that_is_not_in_whole_months_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        months(text)


@given(st.lists(WORD, min_size=1, max_size=6))
def test_the_parts_of_a_name_make_the_name_and_there_is_always_a_family_name(words):
    name = split_name(" ".join(words))

    assert f"{name.given} {name.family}".split() == words
    assert name.family


@pytest.mark.parametrize(
    ("name", "given_name", "family_name"),
    [
        ("Fernando Vargas", "Fernando", "Vargas"),
        ("Fernando Vargas Zúñiga", "Fernando", "Vargas Zúñiga"),
        ("María Angélica Ducci", "María Angélica", "Ducci"),
        ("Héctor-Hugo Barbagelata", "Héctor-Hugo", "Barbagelata"),
        ("Susana Avolio de Cols", "Susana", "Avolio de Cols"),
        ("Claudio de Moura Castro", "Claudio", "de Moura Castro"),
        ("Rafael Diez de Medina", "Rafael", "Diez de Medina"),
        ("John F. Kennedy", "John F.", "Kennedy"),
        ("Mascheroni", "", "Mascheroni"),
        ("de Machado", "", "de Machado"),
    ],
)
def test_names_are_parted_as_the_region_bears_them(name, given_name, family_name):
    assert split_name(name) == (given_name, family_name)


@pytest.mark.parametrize(
    "name",
    [
        "Organización Internacional del Trabajo",
        "OIT/Cinterfor",
        "BID",
        "Red Latinoamericana de Educación y Trabajo",
        "Ministry of Labour",
        "Equipo de la OIT",
        "UNESCO Santiago",
        "Consultora 2000",
    ],
)
def test_corporate_names_are_not_parted(name):
    assert is_corporate(name)
    assert split_name(name) == ("", name)


def test_a_name_among_surnames_is_a_surname():
    assert split_name("Franco de Machado", among_surnames=True) == ("", "Franco de Machado")
