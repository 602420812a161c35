"""Records as a sheet of a workbook (Office Open XML): a row each, with real dates and numbers.

Rows go to a file on disk as they come, so that memory stays flat; the workbook is sent when it is whole.
"""

import datetime
import re
import tempfile
from collections.abc import Iterator
from decimal import Decimal
from itertools import count, islice

from django.utils.text import capfirst
from django.utils.translation import get_language_from_path, override
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from cinterfor.publishing.dates import PartialDateField
from cinterfor.publishing.plaintext import writable

from .objects import CHUNK
from .tables import facts_in_order, headings, in_a_cell

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: What the format allows: rows under the heading of a sheet, characters of a cell and of a sheet's name.
MOST_ROWS, LONGEST, LONGEST_NAME = 1_048_575, 32_767, 31
#: The first day that all spreadsheets count alike; earlier ones stand as text.
FIRST_DAY = datetime.date(1900, 3, 1)
DAY, MOMENT = "yyyy-mm-dd", 'yyyy-mm-dd hh:mm:ss "UTC"'
NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
PART = 64 * 1024


def write_list(request, listing):
    return _workbook(request, listing.records.iterator(chunk_size=CHUNK), listing.record_type)


def write_record(request, record, record_type):
    return _workbook(request, [record], record_type)


def _workbook(request, records, record_type) -> Iterator[bytes]:
    # The response is written after the middleware has put the language back.
    with override(get_language_from_path(request.path_info)):
        name, heading = capfirst(str(record_type.label_plural)), headings(record_type)
        rows = (_row(request, record, record_type) for record in records)
        file = workbook(name, heading, rows)
    with file:
        while part := file.read(PART):
            yield part


def _row(request, record, record_type) -> list:
    dates = {field.name for field in record_type.model._meta.fields if isinstance(field, PartialDateField)}
    return [
        _as_day(found) if name in dates else found
        for name, found in facts_in_order(request, record, record_type)
    ]


def _as_day(found):
    """A date that is known to the day; one that is not is a text."""
    return datetime.date.fromisoformat(found) if found and len(found) == 10 else found


def workbook(name: str, heading: list[str], rows):
    """A workbook as a file on disk, open at its beginning; a row is a list of facts."""
    book = Workbook(write_only=True)
    book.properties.title, book.properties.creator = writable(name), "ILO/Cinterfor"
    rows = iter(rows)
    for number in count(1):
        if _sheet(book, name, number, heading, islice(rows, MOST_ROWS)) < MOST_ROWS:
            break
    file = tempfile.TemporaryFile()  # noqa: SIM115 (whoever sends it closes it)
    book.save(file)
    file.seek(0)
    return file


def _sheet(book, name: str, number: int, heading: list[str], rows) -> int:
    """A sheet with as many rows as there are, but the heading: how many were written."""
    ending = f" {number}" if number > 1 else ""
    title = NOT_IN_NAMES.sub(" ", writable(name))[: LONGEST_NAME - len(ending)] + ending
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for column, text in enumerate(heading, 1):
        sheet.column_dimensions[get_column_letter(column)].width = max(12, min(40, len(text) + 2))
    sheet.append([cell(sheet, text, bold=True) for text in heading])
    written = 0
    for row in rows:
        sheet.append([cell(sheet, found) for found in row])
        written += 1
    return written


def cell(sheet, found, bold: bool = False) -> Cell | None:
    """A fact as a cell: a number, a day or a moment as such, all else as text that is no formula."""
    if isinstance(found, bool | int | float | Decimal):
        return WriteOnlyCell(sheet, found)
    if isinstance(found, datetime.datetime):
        return _dated(sheet, found.astimezone(datetime.UTC).replace(tzinfo=None, microsecond=0), MOMENT)
    if isinstance(found, datetime.date) and found >= FIRST_DAY:
        return _dated(sheet, found, DAY)
    text = in_a_cell(found).replace("\r\n", "\n").replace("\r", "\n")
    if not text:
        return None
    made = WriteOnlyCell(sheet, text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…")
    made.data_type = "s"
    if bold:
        made.font = Font(bold=True)
    return made


def _dated(sheet, found, pattern: str) -> Cell:
    made = WriteOnlyCell(sheet, found)
    made.number_format = pattern
    return made
