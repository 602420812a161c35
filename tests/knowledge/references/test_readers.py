"""References in each format become the same rows; whatever else comes becomes a report, never an error."""

import json

import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cinterfor.exchange.reading import Unreadable
from knowledge.citing.bibtex import bibtex_of
from knowledge.models.descriptors import folded
from knowledge.references.reading import format_of, read_references

from . import samples

ANY = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
FORMATS = {"obras.mrc": "MARC", "obras.xml": "MARCXML", "obras.ris": "RIS", "obras.bib": "BibTeX"}
FORMATS["obras.json"] = "CSL-JSON"


def rows(name, content):
    return read_references(content, name, "es")[1].rows


@pytest.mark.parametrize("name", FORMATS)
def test_a_work_reads_the_same_in_every_format(name):
    content = samples.every_format()[name]

    form, table = read_references(content, name, "pt")

    (row,) = table.rows
    assert form == FORMATS[name] == format_of(content, "sin-nombre")
    assert row.wrong == {}
    cells = {column: row.cells.get(column) for column in samples.CELLS}
    # A catalogue names persons before institutions.
    for found in (cells, expected := dict(samples.CELLS)):
        found["contributors"] = set(found["contributors"].split(" | "))
    assert cells == expected
    assert list(map(folded, row.cells["descriptors"].split(" | "))) == list(map(folded, samples.DESCRIPTORS))
    assert row.cells["legacy_url"] == "https://www.oitcinterfor.org/node/8135"
    assert row.cells["file"] == "vargas.pdf"


def test_a_report_in_ris_has_a_number_of_its_own_and_its_isbn_in_a_note():
    ris = "TY  - RPRT\nTI  - Obra\nT2  - Serie\nSN  - 5\nN1  - ISBN 92-9088-170-4\nN1  - Nota\nER  - \n"
    old = "TY  - RPRT\nTI  - Obra\nT2  - Serie\nM1  - 5\nSN  - 92-9088-170-4\nER  - \n"

    for text in (ris, old):
        (row,) = rows("x.ris", text.encode())
        assert (row.cells["series_as_printed"], row.cells["isbn"]) == ("Serie, 5", "92-9088-170-4")


def test_what_the_portal_writes_in_bibtex_for_other_programs_comes_back():
    item = {"id": "x", "type": "motion_picture", "title": "T", "URL": "https://ilo.org/~a/lang--es/"}
    text = bibtex_of(item | {"issued": {"date-parts": [[2020, 5, 4]]}})

    (row,) = rows("x.bib", text.encode())

    assert (row.cells["kind"], row.cells["issued"]) == ("video", "2020-05-04")
    assert row.cells["url"] == item["URL"]


def test_marc_8_and_undeclared_utf_8_keep_their_accents():
    as_utf_8 = samples.marc()
    undeclared = as_utf_8[:9] + b" " + as_utf_8[10:]
    in_marc_8 = as_utf_8.replace("ó".encode(), b"\xe2o").replace("ú".encode(), b"\xe2u")
    in_marc_8 = in_marc_8.replace("ñ".encode(), b"\xe4n").replace("é".encode(), b"\xe2e")
    in_marc_8 = in_marc_8[:9] + b" " + in_marc_8[10:]

    for content in (undeclared, in_marc_8):
        (row,) = rows("x.mrc", content)
        assert row.cells["title"] == samples.TITLE


def test_a_broken_record_is_told_by_its_place_and_spoils_no_other():
    good = samples.marc()
    broken = samples.marc(number="2")
    broken = broken[:200] + b"\xff\xfe" + broken[202:]
    ris = samples.RIS
    cut = ris.replace("ER  -", "", 1)
    slip = samples.BIBTEX.replace("series = {Trazos", "series = Trazos")

    with override("en"):
        in_marc = rows("x.mrc", good + broken + good)
        in_ris = rows("x.ris", (cut + ris).encode())
        in_bibtex = rows("x.bib", (slip + samples.BIBTEX).encode())

    assert [bool(row.wrong) for row in in_marc] == [False, True, False]
    assert [bool(row.wrong) for row in in_ris] == [True, False]
    assert "line 1 " in in_ris[0].wrong[""][0]
    assert [bool(row.wrong) for row in in_bibtex] == [True, False]
    assert "line 2 " in in_bibtex[0].wrong[""][0]
    assert "line 6" in in_bibtex[0].wrong[""][0]


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><collection>&b;</collection>'
FILES = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><collection>&a;</collection>'


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("x.xml", BOMB, "DOCTYPE"),
        ("x.xml", FILES, "DOCTYPE"),
        ("x.xml", "<collection><record>", "^The XML is broken at line 1, character \\d+.$"),
        ("x.xml", "<rss/>", "MARCXML"),
        ("x.json", '[{"title": "a"},\n{"title" "b"}]', "line 2"),
        ("x.json", "[" * 100_000, "JSON"),
        ("x.json", "[]", "No records"),
        ("x.ris", b"TY  - BOOK\nTI  - Formaci\xf3n\nER  - \n", "line 2"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(name, content, said):
    content = content if isinstance(content, bytes) else content.encode()

    with override("en"), pytest.raises(Unreadable, match=said):
        read_references(content, name, "es")


def test_facts_that_no_calendar_has_come_through_as_they_stand():
    ris = samples.RIS.replace("PY  - 2004", "PY  - 2004/13/40")

    assert rows("x.ris", ris.encode())[0].cells["issued"] == "2004-13-40"


def _is_told(name, content):
    try:
        found = read_references(content, name, "es")
    except Unreadable as error:
        assert str(error)
        return
    for row in found[1].rows if found else ():
        assert row.cells or row.wrong


@ANY
@given(st.sampled_from(sorted(FORMATS)), st.binary(max_size=400))
def test_any_bytes_are_told_never_an_error(name, content):
    _is_told(name, content)


@ANY
@given(st.sampled_from(sorted(FORMATS)), st.data())
def test_any_damage_to_a_good_file_is_told_never_an_error(name, data):
    content = samples.every_format()[name]
    at = data.draw(st.integers(0, len(content)))
    length = data.draw(st.integers(0, 40))
    damaged = content[:at] + data.draw(st.binary(max_size=20)) + content[at + length :]

    _is_told(name, damaged)


@ANY
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["title", "author", "issued", "custom", "date-parts", "keyword", "family"]),
                inner,
            )
        ),
    )
)
def test_any_json_is_told_never_an_error(value):
    _is_told("x.json", json.dumps(value).encode())
