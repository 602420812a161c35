"""Files as they come: encodings, separators, formulas, and files that mean harm."""

import datetime
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from cinterfor.exchange import reading
from cinterfor.exchange.reading import Unreadable, content_of, read_table

ROWS = 'slug{0}name_es\nuno{0}"Educação, {0}formación"\n'


def table(content):
    return read_table(content_of(SimpleUploadedFile("x", content)))


def workbook(*rows):
    book, file = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_usual_encodings_and_separators_are_recognised(encoding, separator):
    found = table(ROWS.format(separator).encode(encoding))

    assert found.headings == ["slug", "name_es"]
    assert found.rows[0].number == 2
    assert found.rows[0].cells == {"slug": "uno", "name_es": f"Educação, {separator}formación"}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (ROWS.format(",").encode("cp1252"), "UTF-8"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", r"\.xlsx"),
        (b"slug,name_es\n", "no has rows|filas|rows"),
        (b"slug,slug\na,b\n", "slug"),
        (b'slug,name_es\na,"b\n', "CSV"),
        (b"slug,name_es\n\x00,b\n", "CSV"),
        (b"PK\x03\x04 and no more", r"\.xlsx"),
    ],
)
def test_what_cannot_be_read_is_told_with_what_to_do(content, words):
    with pytest.raises(Unreadable, match=words):
        table(content)


def test_cells_of_a_workbook_become_texts_and_formulas_are_refused():
    found = table(
        workbook(
            ["Slug", "founded", "verified_on", "pages", "name_es"],
            ["uno", 1963, datetime.date(2024, 2, 29), 120.0, '=HYPERLINK("https://evil.example")'],
            [None, None, None, None, None],
            ["dos", "1963-07", None, -34.9, "#N/A"],
        )
    )

    assert [row.number for row in found.rows] == [2, 4]
    assert found.rows[0].cells == {
        "slug": "uno",
        "founded": "1963",
        "verified_on": "2024-02-29",
        "pages": "120",
    }
    assert list(found.rows[0].wrong) == ["name_es"]
    assert found.rows[1].cells["pages"] == "-34.9"


def test_a_bomb_is_not_opened():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        packed.writestr("xl/worksheets/sheet1.xml", b" " * 50_000_000)

    with pytest.raises(Unreadable):
        table(file.getvalue())


def test_other_archives_and_files_too_large_are_refused(monkeypatch):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("content.xml", "<office/>")
    with pytest.raises(Unreadable):
        table(file.getvalue())

    monkeypatch.setattr(reading, "MAX_ROWS", 1)
    with pytest.raises(Unreadable, match="1"):
        table(b"slug,name_es\na,b\nc,d\n")


def test_cells_beyond_the_headings_are_told():
    found = table(b"slug,name_es\nuno,Uno,dos\n")

    assert list(found.rows[0].wrong) == [""]
