"""Synonyms as editors write them: one a line, behind it perhaps the countries where it is said."""

from hypothesis import given
from hypothesis import strategies as st

from knowledge.labels import Label, labels_in, unreadable

TERM = st.text("é ñ[],;()", max_size=8).map(lambda text: f"a{text}o")
CODES = st.sampled_from([(), ("MX",), ("CO", "UY")])


@given(st.lists(st.builds(Label, TERM, CODES), max_size=4))
def test_what_is_written_is_read_again(labels):
    assert labels_in("\n".join(map(str, labels))) == labels


@given(st.text("a[]MX, \n\r\u2028", max_size=20))
def test_any_text_is_read_and_loses_no_word(lines):
    found = labels_in(lines)

    assert all(label.term.strip() for label in found)
    assert len(found) == sum(bool(line.strip()) for line in lines.splitlines())


def test_codes_may_be_written_small_and_apart_by_spaces():
    assert labels_in("capacitación  [mx co,MX]") == [Label("capacitación", ("MX", "CO"))]


def test_brackets_that_hold_no_codes_belong_to_the_word():
    assert labels_in("formación [sic]\n[MX]") == [Label("formación [sic]"), Label("[MX]")]


def test_a_line_whose_brackets_hold_no_code_of_a_known_country_is_told():
    lines = "uno [MX]\ndos [México]\ntres [ZZ]\ncuatro []\ncinco"

    assert unreadable(lines, {"MX"}) == ["dos [México]", "tres [ZZ]", "cuatro []"]
