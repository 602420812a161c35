"""References in five styles and three languages."""

import json
from html import unescape
from pathlib import Path

import nh3
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.citing.citations import LOCALES, STYLES, citations_of, write_in
from tests import factories

HERE = Path(__file__).parent
WORKS = json.loads((HERE / "works.json").read_text())
#: Compared with what citeproc-js 2.4.63 makes of the same styles. What differs is meant, and told where it is
#: done: in processor.py (words of ISO 690, “Retrieved”) and citations.py (addresses, NBR 6023).
EXPECTED = json.loads((HERE / "expected.json").read_text())


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("name", WORKS)
def test_a_work_is_cited_as_each_style_wants_it(name, language):
    work = {"id": "work"} | WORKS[name]
    translated = "Título traduzido" if language == "pt" and work["language"] != "pt" else ""

    written = {style.name: write_in(style, work, translated, language) for style in STYLES}

    assert written == {style: texts[language] for style, texts in EXPECTED[name].items()}


def test_what_was_cited_before_changes_no_reference():
    style = STYLES[0]
    alone = write_in(style, {"id": "a"} | WORKS["no author"], "", "es")

    for work in WORKS.values():
        write_in(style, {"id": "b"} | work, "", "es")

    assert write_in(style, {"id": "a"} | WORKS["no author"], "", "es") == alone


CHARACTERS = st.characters(exclude_categories=["Cc", "Cs"])
TEXTS = st.text(CHARACTERS, min_size=1, max_size=30) | st.sampled_from(
    ["<b>", "&amp;", "a. . b", "\ue000x\ue001", "\ue008", "''", "“”", "1-2, 3 & 4", ".", "-", "?!", " x "]
)
PEOPLE = st.lists(
    st.fixed_dictionaries({"literal": TEXTS})
    | st.fixed_dictionaries({"family": TEXTS}, optional={"given": TEXTS}),
    min_size=1,
    max_size=3,
)


@settings(max_examples=25, deadline=None)
@given(
    st.fixed_dictionaries(
        {
            "type": st.sampled_from(["book", "report", "article-journal", "dataset", "document", "webpage"]),
            "title": TEXTS,
            "language": st.sampled_from(["es", "en"]),
        },
        optional={
            "author": PEOPLE,
            "editor": PEOPLE,
            "publisher": TEXTS,
            "publisher-place": TEXTS,
            "collection-title": TEXTS,
            "collection-number": TEXTS,
            "container-title": TEXTS,
            "issue": TEXTS,
            "genre": TEXTS,
        },
    ),
    TEXTS,
)
def test_any_text_gives_references_whose_only_tags_are_ours(work, translated):
    for style in STYLES:
        html = write_in(style, {"id": "x"} | work, translated, "en")

        assert unescape(nh3.clean(html, tags={"i", "b", "sup", "sub"}, attributes={})) == unescape(html)
        assert not any(mark in html for mark in "\ue000\ue001\ue002\ue003\ue008")


@pytest.mark.django_db
def test_the_page_of_a_work_says_how_to_cite_it(client):
    theirs = factories.make_product(slug="obra", title="<script>alert(1)</script>", publisher="OIT/Cinterfor")

    page = client.get("/es/productos-de-conocimiento/obra/").content.decode()

    assert "<script>alert" not in page
    for citation in citations_of(theirs, str):
        assert f"<summary>{citation.style.label}</summary>" in page
        assert f"<p>{citation.html}</p>" in page
