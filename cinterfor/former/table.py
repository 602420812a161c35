"""A CSV file of addresses of the former site and where they lead: read whole, then written, or nothing."""

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from cinterfor.publishing.former import Named

from .remembering import Target, keep, named_by, read_target

COLUMNS = ("address", "target")
LARGEST, MOST = 20_000_000, 100_000


@dataclass
class Table:
    """The rows of a file that can be written, and what is wrong with the others, by line."""

    rows: dict[Named, Target] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def refuse(self, line: int, reason) -> None:
        self.wrong.append(_("line %(line)d: %(reason)s") % {"line": line, "reason": reason})

    def write(self, only_new: bool = False) -> int:
        """How many addresses lead elsewhere than before, or are new."""
        with transaction.atomic():
            return keep(self.rows, only_new)


def read_table(path: Path) -> Table:
    """UTF-8, with the headings `address` and `target`; commas, semicolons or tabs."""
    table = Table()
    try:
        if path.stat().st_size > LARGEST:
            raise ValueError(_("the file is larger than 20 MB"))
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        table.wrong.append(_("the file is not in UTF-8"))
        return table
    except (OSError, ValueError) as error:
        table.wrong.append(str(error))
        return table
    heading = text.partition("\n")[0]
    delimiter = max(",;\t", key=heading.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        _read_rows(reader, table)
    except csv.Error as error:
        table.refuse(reader.line_num, error)
    return table


def _read_rows(reader, table: Table) -> None:
    names = [name.strip().lower() for name in next(reader, [])]
    if any(names.count(column) != 1 for column in COLUMNS):
        table.wrong.append(_("The first line must name the columns “address” and “target”, each once."))
        return
    places = [names.index(column) for column in COLUMNS]
    for cells in reader:
        if len(table.rows) >= MOST:
            table.refuse(reader.line_num, _("a file has at most %d addresses") % MOST)
            return
        if any(cell.strip() for cell in cells):
            _read_row(table, reader.line_num, cells, places)


def _read_row(table: Table, line: int, cells: list[str], places: list[int]) -> None:
    if len(cells) <= max(places):
        table.refuse(line, _("a column is missing"))
        return
    address, target = (cells[place].strip() for place in places)
    try:
        named, found = named_by(address), read_target(target)
    except ValueError as error:
        table.refuse(line, error)
        return
    if table.rows.setdefault(named, found) != found:
        table.refuse(line, _("the same address leads elsewhere on a line above"))
