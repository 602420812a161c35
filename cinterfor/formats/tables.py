"""Records as CSV: one row each, a column for each language of a text, headings in the page's language."""

import csv
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import partial

from django.http import StreamingHttpResponse
from django.utils.translation import get_language, get_language_from_path, override
from django.utils.translation import gettext as _

from cinterfor.publishing.as_of import day_asked
from cinterfor.publishing.languages import LANGUAGES
from cinterfor.publishing.plaintext import writable
from cinterfor.renditions.keeping import in_parts
from cinterfor.renditions.kinds import ORIGIN, Here, Kind, kinds_of

from .objects import CHUNK, as_object, origin_of

#: Excel reads UTF-8 only behind this mark.
BOM = "\ufeff"
#: The last four are the same signs as East Asian keyboards type them: Excel reads those too.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
#: What stands before a formula and is not seen: spaces are stripped besides.
UNSEEN = re.compile("^[\\s\ufeff\u200b-\u200f\u2060]+")


class Line:
    """A file that hands back each line written to it."""

    def write(self, text):
        return text


def headings(record_type) -> list[str]:
    found = [_("type"), _("identifier"), _("permalink"), _("languages")]
    for column in record_type.columns:
        label = str(column.label)
        found += [f"{label} ({code})" for code in LANGUAGES] if column.translated else [label]
    as_of = [_("as of")] if day_asked() else []
    return [*found, _("sources"), _("last verified on"), _("changed"), *as_of]


def facts_in_order(request, record, record_type) -> Iterator[tuple[str, object]]:
    """Name and value of each cell of a record's row, as the headings stand; a translated fact has several."""
    translated = {column.name for column in record_type.columns if column.translated}
    for name, found in as_object(request, record, record_type).items():
        if name in translated:
            yield from ((name, found.get(code, "")) for code in LANGUAGES)
        elif name != "addresses":
            yield name, found


def cells(request, record, record_type) -> list[str]:
    return [_cell(found) for _name, found in facts_in_order(request, record, record_type)]


def _cell(found) -> str:
    """A number begins no formula: an apostrophe before a minus would make it a text."""
    number = isinstance(found, int | float | Decimal)
    return in_a_cell(found) if number else safe(in_a_cell(found))


def in_a_cell(found) -> str:
    """A fact as text, without what no file can hold; of a list or an object the parts."""
    if found is None:
        return ""
    if isinstance(found, bool):
        return "true" if found else "false"
    if isinstance(found, dict):
        return "; ".join(
            f"{name}: {in_a_cell(part)}" for name, part in found.items() if part not in (None, "", {})
        )
    if isinstance(found, list | tuple):
        return " | ".join(in_a_cell(part) for part in found)
    return found.isoformat() if hasattr(found, "isoformat") else writable(str(found))


def safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula (OWASP: CSV injection)."""
    return "'" + text if text.startswith(FORMULA) or UNSEEN.sub("", text).startswith(FORMULA) else text


def lines(heading: list[str], rows: Iterable[list[str]]) -> Iterator[str]:
    """A table as CSV, row by row, in the language that is active now: the response is written later."""
    language = get_language()
    writer = csv.writer(Line())
    yield BOM + writer.writerow(heading)
    rows = iter(rows)
    while True:
        with override(language):
            row = next(rows, None)
        if row is None:
            return
        yield writer.writerow([safe(str(cell)) for cell in row])


def download(name: str, heading: list[str], rows: Iterable[list[str]]) -> StreamingHttpResponse:
    """A table as a CSV file of this name, sent while it is made."""
    response = StreamingHttpResponse(lines(heading, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _rows(request, records, record_type):
    language = get_language_from_path(request.path_info)
    writer = csv.writer(Line())
    with override(language):
        yield BOM + writer.writerow(headings(record_type))
    for record in records:
        # The response is written after the middleware has put the language back.
        with override(language):
            line = writer.writerow(cells(request, record, record_type))
        yield line


def write_list(request, listing):
    record_type = listing.record_type
    language = get_language_from_path(request.path_info)
    if kind := kinds_of(record_type).get(f"csv-{language}"):
        return _kept(request, listing, kind, language)
    return _rows(request, listing.records.iterator(chunk_size=CHUNK), record_type)


def write_record(request, record, record_type):
    return _rows(request, [record], record_type)


def kinds(record_type) -> Iterator[Kind]:
    """The rows of tables, for each language in which a table may be asked for."""
    for language in LANGUAGES:
        yield Kind(f"csv-{language}", record_type, partial(_row, record_type, language))


def _row(record_type, language: str, record) -> str:
    with override(language):
        return csv.writer(Line()).writerow(cells(Here(), record, record_type))


def _kept(request, listing, kind: Kind, language: str) -> Iterator[str]:
    """The table from rows that are kept, some at a time."""
    with override(language):
        yield BOM + csv.writer(Line()).writerow(headings(listing.record_type))
    origin = origin_of(request)
    for some in in_parts(kind, listing.records):
        yield "".join(some).replace(ORIGIN, origin)
