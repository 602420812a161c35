"""Lists and records as workbooks: what a spreadsheet reads is what the record says."""

import datetime
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from cinterfor.formats.sheets import workbook
from tests import factories
from tests.formats.test_formats import rows


def read(response):
    content = b"".join(response.streaming_content if response.streaming else [response.content])
    return load_workbook(io.BytesIO(content))


def by_heading(sheet):
    heading, *found = sheet.iter_rows(values_only=True)
    return [dict(zip(heading, row, strict=True)) for row in found]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "name"),
    [("es/acuerdos", "Acuerdos"), ("pt/acordos", "Acordos"), ("en/agreements", "Agreements")],
)
def test_a_workbook_has_the_columns_of_the_csv_in_the_pages_language(client, path, name):
    factories.make_agreement()

    book = read(client.get(f"/{path}.xlsx"))
    sheet = book.active

    assert sheet.title == name
    assert [cell.value for cell in sheet[1]] == rows(client.get(f"/{path}.csv"))[0]
    assert sheet.freeze_panes == "A2"
    assert all(cell.font.bold for cell in sheet[1])


@pytest.mark.django_db
def test_numbers_and_days_are_such_and_what_is_known_in_part_is_text(client):
    factories.make_agreement(slug="a", signed="2020-03-04", duration_months=60, involves_centre=True)
    factories.make_agreement(slug="b", signed="2019-07")
    factories.make_agreement(slug="c", signed="1899-12-31")

    found = {row["identifier"]: row for row in by_heading(read(client.get("/en/agreements.xlsx")).active)}

    assert found["a"]["signed"] == datetime.datetime(2020, 3, 4)
    assert found["a"]["duration in months"] == 60
    assert found["a"]["the Centre takes part"] is True
    assert isinstance(found["a"]["changed"], datetime.datetime)
    assert found["b"]["signed"] == "2019-07"
    assert found["c"]["signed"] == "1899-12-31"


@pytest.mark.django_db
def test_a_record_is_a_workbook_too_and_an_empty_list_has_its_heading(client):
    factories.make_agreement(slug="uno", signed="2020")

    record = by_heading(read(client.get("/es/acuerdos/uno.xlsx")).active)
    nothing = read(client.get("/es/acuerdos.xlsx?year=1990")).active

    assert [row["identificador"] for row in record] == ["uno"]
    assert nothing.max_row == 1


@given(st.lists(st.text() | st.sampled_from(["=1+1", "\ufeff=A1", "\x00", "a\x0bb", "\r\n-1", "’’"])))
@settings(max_examples=60, deadline=None)
def test_any_text_is_a_text_in_a_workbook_and_no_formula(texts):
    sheet = load_workbook(workbook("Textos", ["texto"], [[text, 1] for text in texts])).active

    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert [cell.data_type for cell in cells if cell.value is not None] == ["s"] * len(
        [text for text in texts if text]
    )
    assert len(cells) == len(texts)


def test_more_rows_than_a_sheet_holds_go_on_in_another(monkeypatch):
    monkeypatch.setattr("cinterfor.formats.sheets.MOST_ROWS", 2)

    book = load_workbook(workbook("A very long name: of more than 31 characters", ["n"], [[1], [2], [3]]))

    assert [[row[0] for row in sheet.iter_rows(values_only=True)] for sheet in book] == [
        ["n", 1, 2],
        ["n", 3],
    ]
    assert all(len(sheet.title) <= 31 for sheet in book)


def test_a_text_longer_than_a_cell_is_visibly_cut():
    sheet = load_workbook(workbook("T", ["t"], [["x" * 40_000]])).active

    assert len(sheet["A2"].value) == 32_767
    assert sheet["A2"].value.endswith("…")
