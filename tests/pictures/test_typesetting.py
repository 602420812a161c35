"""Text that no browser sets: no line is too long, and no word is lost but at the end of the last line."""

from hypothesis import given
from hypothesis import strategies as st

from cinterfor.pictures.palette import colours, sheet_style
from cinterfor.pictures.typesetting import ELLIPSIS, REGULAR, SERIF, broken, length, shortened

LETTERS = st.text("abcñãçÁÉW M-’“.,0123 ", max_size=200)
FONTS = st.sampled_from([REGULAR, SERIF])


@given(LETTERS, FONTS, st.integers(10, 40), st.integers(60, 600), st.integers(1, 5))
def test_no_line_is_wider_than_its_column_nor_are_there_more_than_asked(text, font, size, width, most):
    lines = broken(text, font, size, width, most)

    assert len(lines) <= most
    assert all(length(line, font, size) <= width or line == ELLIPSIS for line in lines)


@given(LETTERS, FONTS, st.integers(200, 600))
def test_without_a_limit_every_word_that_fits_a_line_stays(text, font, width):
    assert " ".join(broken(text, font, 15, width)).split() == text.split() or any(
        length(word, font, 15) > width for word in text.split()
    )


@given(LETTERS, st.integers(40, 400))
def test_a_shortened_text_is_the_text_or_its_beginning_with_an_ellipsis(text, width):
    found = shortened(text, REGULAR, 15, width)

    assert found == text or (found.endswith(ELLIPSIS) and text.startswith(found[:-1]))


def test_sheets_take_the_light_colours_on_white_ground():
    assert colours()["sea"] == "#0b6570"
    assert "fill: #ffffff" in sheet_style()
    assert "var(" not in sheet_style()
