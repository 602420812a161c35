"""Headings of rich texts get addresses on the way out; nothing else is changed."""

import re

from hypothesis import given
from hypothesis import strategies as st

from cinterfor.publishing.richtext import clean_html, headings, with_anchors

ELEMENTS = st.sampled_from(["<h2>", "</h2>", "<h3>", "</h3>", "<p>", "</p>", "<em>", "<a href='/x'>", "Uno"])


def test_a_heading_is_linked_by_its_words_without_its_marks():
    found = headings("<h2>De <strong>quién</strong> &amp; cómo</h2><p>a</p><h3>Más</h3>")

    assert found == [("h-de-quien-como", "De quién & cómo", 2), ("h-mas", "Más", 3)]


def test_addresses_come_from_the_other_text_only_where_it_has_as_many_headings():
    same = headings("<h2>Who</h2><h2>What</h2>", "<h2>Quién</h2><h2>Qué</h2>")
    more = headings("<h2>Who</h2><h2>What</h2>", "<h2>Quién</h2>")

    assert [heading.id for heading in same] == ["h-quien", "h-que"]
    assert [heading.id for heading in more] == ["h-who", "h-what"]


@given(st.lists(ELEMENTS | st.text(max_size=8)).map("".join))
def test_anchors_are_unique_and_change_no_text(text):
    cleaned = clean_html(text)
    found = headings(cleaned)

    anchored = with_anchors(cleaned, found)

    ids = [heading.id for heading in found]
    assert len(set(ids)) == len(ids)
    assert re.findall(r'<h[23] id="([^"]+)">', anchored) == ids
    assert re.sub(r'<(h[23]) id="[^"]+">', r"<\1>", anchored) == cleaned
