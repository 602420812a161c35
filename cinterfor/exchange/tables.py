"""Tables that leave the portal: exports, templates, and the rows of an import that were wrong."""

import io
from collections.abc import Iterable, Iterator

from django.http import FileResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from cinterfor.formats.registry import attachment
from cinterfor.formats.tables import lines, safe
from cinterfor.history.state import states_of

from .cells import Slugs
from .columns import KEY, REASON, STATUS, Explained, RecordResource, explained, rules
from .models import Import

CHUNK = 500
FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
Rows = Iterable[list[str]]


def response(form: str, name: str, headings: list[str], rows: Rows, second: list[Explained] = ()):
    """A table as a file: CSV as it is made, XLSX when it is whole; only the latter has a second sheet."""
    if form == "csv":
        answer = StreamingHttpResponse(lines(headings, rows), content_type=FORMATS[form])
    else:
        answer = FileResponse(_xlsx(headings, rows, second), content_type=FORMATS[form])
    answer["Content-Disposition"] = attachment(name, form)
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _xlsx(headings: list[str], rows: Rows, second: list[Explained]):
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Records"))
    sheet.freeze_panes = "B2"
    sheet.append([_cell(sheet, text, bold=True) for text in headings])
    for row in rows:
        sheet.append([_cell(sheet, text) for text in row])
    if second:
        _explain(book.create_sheet(_("Columns")), second)
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    return file


def _explain(sheet, columns: list[Explained]) -> None:
    for letter, width in zip("ABCD", (28, 34, 70, 50), strict=True):
        sheet.column_dimensions[letter].width = width
    for rule in rules():
        sheet.append([rule])
    sheet.append([])
    headings = (_("column"), _("what it is"), _("what it may hold"), _("values"))
    sheet.append([_cell(sheet, text, bold=True) for text in headings])
    for column in columns:
        texts = (column.name, column.label, column.holds, column.choices)
        sheet.append([_cell(sheet, text, wrapped=True) for text in texts])


def _cell(sheet, text: str, bold: bool = False, wrapped: bool = False) -> WriteOnlyCell:
    """A cell with text and nothing but text: no formula, no number, no date of the spreadsheet's guess."""
    cell = WriteOnlyCell(sheet, text or None)
    if text:
        cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    if wrapped:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def template(columns: list[Explained], form: str, name: str):
    """Columns without rows, and in XLSX what each may hold."""
    return response(form, name, [column.name for column in columns], (), columns)


def export(resource: RecordResource, records, form: str, name: str):
    """All records of a list in the columns that an import takes, and their publication for reading."""
    headings = [*resource._meta.fields, STATUS]
    return response(form, name, headings, _rows(resource, records), explained(resource))


def _rows(resource: RecordResource, records) -> Iterator[list[str]]:
    model, slugs = resource._meta.model, Slugs()
    keys = list(dict.fromkeys(records.values_list("pk", flat=True)))
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        states = states_of(model, chunk)
        for key in chunk:
            if state := states.get(key):
                yield [*resource.cells_of(state, slugs), state["fields"][STATUS]]


def refused_rows(item: Import, form: str, name: str):
    """The wrong rows as they came, and why: corrected, they can be sent again."""
    headings = [KEY, *(column for column in item.columns if column != KEY), REASON]
    wrong = item.lines.bad().iterator(chunk_size=CHUNK)

    def cells(line):
        told = (f"{column}: {message}" if column else message for column, message in line.complaints)
        reason = " ".join([_("Row %(number)d.") % {"number": line.number}, *told])
        return [safe(text) for text in (*(line.cells.get(name, "") for name in headings[:-1]), reason)]

    return response(form, name, headings, map(cells, wrong))
