"""Rich text: what is pasted becomes the portal's own; headings get addresses on the way out."""

import html
import re
from pathlib import Path

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from cinterfor.publishing.plaintext import plain
from cinterfor.publishing.richtext import clean_html, headings, with_anchors
from knowledge.models import Page
from tests import factories

ELEMENTS = st.sampled_from(["<h2>", "</h2>", "<h3>", "</h3>", "<p>", "</p>", "<em>", "<a href='/x'>", "Uno"])
PASTED = Path(__file__).parent / "pasted"
TAGS = [
    "p",
    "div",
    "span",
    "b",
    "i",
    "strong",
    "em",
    "h1",
    "h2",
    "h4",
    "ul",
    "ol",
    "li",
    "blockquote",
    "a",
    "table",
    "tr",
    "td",
    "th",
    "br",
    "pre",
    "sup",
]
PARTS = st.sampled_from(
    [
        *(f"<{tag}>" for tag in TAGS),
        *(f"</{tag}>" for tag in TAGS),
        "<p style='mso-list:l0 level1 lfo1'>",
        "<p style='mso-list:l0 level3 lfo1'>",
        "<span style='mso-list:Ignore'>",
        "<span style='font-weight:700'>",
        "<a href='/es/temas/uno/' title='&quot;>'>",
        "<a href='javascript:alert(1)'>",
        "<a href='#_ftn1'>",
        "<script>",
        "</script>",
        "<svg onload=alert(1)>",
        "<img src=x onerror=alert(1)>",
        "<style>",
        "<!--",
        "-->",
        "&lt;script&gt;",
        "&nbsp;",
        "\n",
        "uno",
    ]
)


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


@pytest.mark.parametrize("program", ["word", "libreoffice", "google-docs"])
def test_what_a_word_processor_copies_becomes_the_portals_own_html(program):
    copied = (PASTED / f"{program}.html").read_text("utf-8")

    assert clean_html(copied) == (PASTED / f"{program}.txt").read_text("utf-8").replace("\n", "")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Uno<p>Dos</p>", "<p>Uno</p><p>Dos</p>"),
        ("<h2>A</h2><h3>B</h3>", "<h2>A</h2><h3>B</h3>"),
        ("<h1>A</h1><h2>B</h2><h5>C</h5>", "<h2>A</h2><h3>B</h3><h3>C</h3>"),
        ("<p>&nbsp;</p><p>1&nbsp;000</p><p><br></p>", "<p>1 000</p>"),
        ("<b>a</b><b> b</b>", "<p><strong>a b</strong></p>"),
        ("<ul>fuera<li>a</li></ul>", "<ul><li>fuera</li><li>a</li></ul>"),
        ("<table><tr><td><h2>A</h2><p>b</p></td></tr></table>", "<h2>A</h2><p>b</p>"),
        ("<script>alert(1)</script><p onclick='x()'>a</p>", "<p>a</p>"),
        ("<a href='javascript:alert(1)'>a</a>", "<p>a</p>"),
        ("<span>" * 3000 + "a", "<p>a</p>"),
        ("<blockquote>" * 50 + "a", "<blockquote>" * 6 + "<p>a</p>" + "</blockquote>" * 6),
    ],
)
def test_html_is_kept_in_the_portals_few_elements(written, kept):
    assert clean_html(written) == kept


@settings(deadline=None)  # the same work takes longer on a busy machine
@given(st.lists(PARTS | st.text(max_size=6), max_size=25).map("".join))
def test_cleaned_html_is_safe_and_stays_as_it_is(text):
    cleaned = clean_html(text)

    assert clean_html(cleaned) == cleaned
    assert set(re.findall(r"<(/?\w+)", cleaned)) <= {
        f"{end}{tag}"
        for tag in ["p", "br", "strong", "em", "h2", "h3", "ul", "ol", "li", "blockquote", "a"]
        for end in ("", "/")
    }
    assert not re.search(r"<[^>]*\s(on\w+|style|class|id)=", re.sub(r'"[^"]*"', '""', cleaned))
    assert "javascript:" not in "".join(re.findall(r'href="([^"]*)"', cleaned))
    assert "<p></p>" not in cleaned


@settings(deadline=None)
@given(st.lists(st.sampled_from(TAGS) | st.text("abcñ<&\xa0 ", min_size=1, max_size=6), max_size=20))
def test_cleaning_keeps_every_word(parts):
    """Tags in any order, never closed: what stands between them stands in the text, in any order."""
    said = [part for part in parts if part not in TAGS]

    cleaned = clean_html("".join(f"<{part}>" if part in TAGS else html.escape(part) for part in parts))

    # A table's loose text is put before it, as browsers do: letters are counted, not their order.
    letters = sorted("".join("".join(said).split()))
    assert sorted("".join(plain(cleaned).replace(" · ", "").split())) == letters


@pytest.mark.django_db
def test_a_text_that_is_missing_in_the_active_language_is_not_filled_with_another():
    made = factories.make_page(body_es="<p>Cuerpo</p>", body_pt="", body_en="")

    with override("pt"):
        Page.objects.get(pk=made.pk).save()

    assert list(Page.objects.filter(pk=made.pk).values_list("body_es", "body_pt", "body_en")) == [
        ("<p>Cuerpo</p>", "", "")
    ]
