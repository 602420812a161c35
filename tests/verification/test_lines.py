"""Descriptions as plain lines and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cinterfor.publishing.richtext import clean_html
from cinterfor.verification.lines import as_html, as_lines


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("", ""),
        ("<p>Uno</p><p>Dos &amp; tres</p>", "Uno\n\nDos & tres"),
        ("<h2>Uno</h2><p>Dos<br>tres</p>", "Uno\n\nDos\ntres"),
        ("<ul><li><p>Uno</p></li><li><p>Dos</p></li></ul><p>Tres</p>", "- Uno\n- Dos\n\nTres"),
        ('<p>Ver <a href="https://a.example/x">la página</a>.</p>', "Ver la página (https://a.example/x)."),
        ('<p><a href="https://a.example/x">https://a.example/x</a></p>', "https://a.example/x"),
    ],
)
def test_html_reads_as_lines(html, lines):
    assert as_lines(html) == lines


def test_lines_become_paragraphs_lists_and_links():
    assert as_html("Uno\r\n\r\n- dos\r\n- tres\r\n\r\nhttps://a.example/x") == (
        "<p>Uno</p><ul><li><p>dos</p></li><li><p>tres</p></li></ul>"
        '<p><a href="https://a.example/x" rel="noopener">https://a.example/x</a></p>'
    )


def test_links_stay_where_their_words_were_not_touched():
    stored = (
        '<p>Ver <a href="/id/theme/agro">agro</a> y <a href="https://a.example/?a=1&amp;b=2">otra</a>.</p>'
    )
    typed = as_lines(stored).replace("Ver", "Vea")

    assert as_html(typed, stored) == clean_html(stored.replace("Ver", "Vea"))


@given(st.text(alphabet="ab <>&\"'-\n/", max_size=60))
def test_whatever_is_typed_is_clean_and_reads_back_as_the_same_words(text):
    html = as_html(text)

    assert clean_html(html) == html
    assert as_lines(html).replace("-", " ").split() == text.replace("-", " ").split()
