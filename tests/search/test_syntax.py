"""What readers type, as users of web search mean it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cinterfor.search.syntax import MOST_TERMS, Term, read


def groups(text):
    return [[str(term) for term in group] for group in read(text).groups]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("formación dual", [["formación"], ["dual"]]),
        ('"formación dual" Brasil', [['"formación dual"'], ["Brasil"]]),
        ("“formación dual”", [['"formación dual"']]),
        ('"sin cerrar', [['"sin cerrar"']]),
        ("a OR b c", [["a", "b"], ["c"]]),
        ("a | b | c", [["a", "b", "c"]]),
        ("OR a OR", [["a"]]),
        ("a or b", [["a"], ["or"], ["b"]]),
        ("técnico-profesional", [["técnico-profesional"]]),
        ("... ! -", []),
        ("\u200f\u202eaprendizaje\u200b", [["aprendizaje"]]),
    ],
)
def test_words_quotes_and_alternatives_are_read(text, expected):
    assert groups(text) == expected


@pytest.mark.parametrize("text", ["sena -oit", "sena −oit", "sena –oit"])
def test_a_word_behind_a_dash_is_left_out(text):
    words = read(text)

    assert words.excluded == (Term("oit"),)
    assert groups(text) == [["sena"]]


def test_words_in_quotes_behind_a_dash_are_left_out_together():
    assert read('sena -"oit cinterfor"').excluded == (Term("oit cinterfor", True),)


@given(st.text(max_size=400))
def test_whatever_is_typed_is_read(text):
    words = read(text)

    assert len(words.groups) <= MOST_TERMS
    assert all(term.text.strip() for term in words.terms)


@given(st.lists(st.text("abcñçãé", min_size=1, max_size=8), min_size=1, max_size=MOST_TERMS))
def test_what_is_read_and_written_again_is_read_the_same(words):
    text = " ".join(words)

    assert read(str(read(text))) == read(text)
