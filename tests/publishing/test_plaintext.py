"""HTML as plain text, and text as XML allows it."""

import xml.etree.ElementTree as ET
from xml.sax.saxutils import escape

from hypothesis import given
from hypothesis import strategies as st

from cinterfor.publishing.plaintext import plain, writable


def test_words_of_two_paragraphs_stay_apart():
    assert (
        plain("<p>capacitación</p><p>laboral &amp; técnica<br>fin</p>")
        == "capacitación laboral & técnica fin"
    )


@given(st.text())
def test_any_text_can_be_written_as_xml(text):
    assert ET.fromstring(f"<a>{escape(writable(text))}</a>").tag == "a"


@given(st.text())
def test_no_text_fails_to_become_plain(text):
    assert "\n" not in plain(text)
