"""Tables that editors send: CSV in UTF-8 or XLSX, read as texts; nothing in them is ever computed."""

import csv
import datetime
import io
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.cell import Cell

from .cells import even

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 10_000
MAX_COLUMNS = 200
MAX_CELL = 100_000
#: An XLSX file is a ZIP archive: how large it may become, and how many times larger than it came.
MAX_UNPACKED = 200 * 1024 * 1024
MAX_RATIO = 200
SEPARATORS = ",;\t"
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class Unreadable(Exception):
    """The file cannot be read; the words say what to do instead."""


@dataclass
class Row:
    """A row by its number in the spreadsheet: its cells by heading, and what is wrong as they stand."""

    number: int
    cells: dict[str, str]
    wrong: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class Table:
    headings: list[str]
    rows: list[Row]


class Flawed(str):
    """A cell that holds no plain text: the text is what to say of it."""


def content_of(file) -> bytes:
    """All of an uploaded file, where it is not too large."""
    if file.size > MAX_BYTES:
        told = _("The file is larger than %(limit)d MB. Divide it into several.")
        raise Unreadable(told % {"limit": MAX_BYTES // 1024 // 1024})
    return file.read()


def read_table(content: bytes) -> Table:
    """The first sheet of a file."""
    if content.startswith(OLD_EXCEL):
        raise Unreadable(
            _("This is an old Excel file (.xls). Save it as an Excel workbook (.xlsx) and send that.")
        )
    if content.startswith(b"PK"):
        return _table(_rows_of_xlsx(content))
    return _table(_rows_of_csv(content))


def _rows_of_csv(content: bytes) -> Iterator[list[str]]:
    text = _decoded(content)
    first, _rest = text.partition("\n")[::2]
    separator = max(SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        told = _(
            "Line %(line)d of the file cannot be read (%(reason)s). Save it again as CSV UTF-8, or as XLSX."
        )
        raise Unreadable(told % {"line": reader.line_num, "reason": error}) from error


def _decoded(content: bytes) -> str:
    try:
        text = content.decode("utf-16" if content.startswith(UTF_16) else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(
            _(
                "The accents of this file cannot be read: it is not in UTF-8. In Excel choose “Save as” and "
                "“CSV UTF-8”; in LibreOffice the character set “Unicode (UTF-8)”. Or send it as XLSX."
            )
        ) from error
    if "\x00" in text:
        raise Unreadable(_("This is not a table. Send a CSV file in UTF-8, or an Excel workbook (.xlsx)."))
    return text


def _rows_of_xlsx(content: bytes) -> Iterator[list[str]]:
    _refuse_bombs(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        sheet = book.worksheets[0]
        # What a file says of its own size is not believed.
        sheet.reset_dimensions()
        for row in sheet.iter_rows(max_col=MAX_COLUMNS + 1):
            yield [_text(cell) for cell in row]
    except Unreadable:
        raise
    except Exception as error:  # openpyxl names no errors of its own for damaged files
        raise Unreadable(
            _("This Excel file cannot be read. Open it, save it again as .xlsx, and send that.")
        ) from error


def _refuse_bombs(content: bytes) -> None:
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Unreadable(_("This file is damaged. Save it again as .xlsx, and send that.")) from error
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        raise Unreadable(_("This is not an Excel workbook. Save it as .xlsx or as CSV UTF-8, and send that."))
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * max(len(content), 1):
        raise Unreadable(_("Unpacked, this file is too large to be a table of records. It was not opened."))


def _text(cell: Cell) -> str:
    value = cell.value
    if cell.data_type == "f":
        return Flawed(_("The cell holds a formula. Copy it, and paste it as values only."))
    if cell.data_type == "e":
        return Flawed(_("The cell holds an error of the spreadsheet (%(value)s).") % {"value": value})
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return (value.date() if midnight else value).isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def _table(rows: Iterable[list[str]]) -> Table:
    numbered = enumerate(rows, 1)
    headings = _headings(next((row for _number, row in numbered), []))
    found = []
    for number, row in numbered:
        if not any(cell.strip() for cell in row):
            continue
        if len(found) == MAX_ROWS:
            told = _("The file has more than %(limit)d rows. Divide it into several.")
            raise Unreadable(told % {"limit": MAX_ROWS})
        found.append(_row(number, headings, row))
    if not found:
        raise Unreadable(_("The file has no rows under its headings."))
    return Table([heading for heading in headings if heading], found)


def _headings(row: list[str]) -> list[str]:
    headings = [cell.strip().lower() for cell in row]
    while headings and not headings[-1]:
        headings.pop()
    if len(headings) > MAX_COLUMNS:
        raise Unreadable(_("The file has more than %(limit)d columns.") % {"limit": MAX_COLUMNS})
    twice = [heading for heading, count in Counter(headings).items() if heading and count > 1]
    if twice:
        told = _("Columns that stand twice in the first row: %(columns)s. Leave each only once.")
        raise Unreadable(told % {"columns": ", ".join(twice)})
    return headings


def _row(number: int, headings: list[str], cells: list[str]) -> Row:
    row = Row(number, {})
    for position, cell in enumerate(cells):
        heading = headings[position] if position < len(headings) else ""
        if not cell.strip():
            continue
        if not heading:
            row.wrong.setdefault("", []).append(_("A cell stands in a column without a heading."))
        elif isinstance(cell, Flawed):
            row.wrong[heading] = [str(cell)]
        elif len(cell) > MAX_CELL:
            row.wrong[heading] = [_("The text is longer than %(limit)d characters.") % {"limit": MAX_CELL}]
        else:
            row.cells[heading] = even(cell)
    return row
