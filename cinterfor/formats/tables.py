"""Records as CSV: one row each, a column for each language of a text, headings in the page's language."""

import csv
from collections.abc import Iterable, Iterator

from django.http import StreamingHttpResponse
from django.utils.translation import get_language, get_language_from_path, override
from django.utils.translation import gettext as _

from cinterfor.publishing.languages import LANGUAGES

from .objects import CHUNK, as_object

#: Excel reads UTF-8 only behind this mark.
BOM = "\ufeff"
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


class Line:
    """A file that hands back each line written to it."""

    def write(self, text):
        return text


def headings(record_type) -> list[str]:
    found = [_("type"), _("identifier"), _("permalink"), _("languages")]
    for column in record_type.columns:
        label = str(column.label)
        found += [f"{label} ({code})" for code in LANGUAGES] if column.translated else [label]
    return [*found, _("sources"), _("last verified on"), _("changed")]


def cells(request, record, record_type) -> list[str]:
    facts = as_object(request, record, record_type)
    translated = {column.name for column in record_type.columns if column.translated}
    row = []
    for name, found in facts.items():
        if name == "addresses":
            continue
        row += [found.get(code, "") for code in LANGUAGES] if name in translated else [found]
    return [safe(_in_a_cell(found)) for found in row]


def _in_a_cell(found) -> str:
    if found is None:
        return ""
    if isinstance(found, bool):
        return "true" if found else "false"
    if isinstance(found, dict):
        return "; ".join(
            f"{name}: {_in_a_cell(part)}" for name, part in found.items() if part not in (None, "", {})
        )
    if isinstance(found, list | tuple):
        return " | ".join(_in_a_cell(part) for part in found)
    return found.isoformat() if hasattr(found, "isoformat") else str(found)


def safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula (OWASP: CSV injection)."""
    return "'" + text if text.startswith(FORMULA) or text.lstrip().startswith(FORMULA) else text


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
        yield writer.writerow([safe(cell) for cell in row])


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
    return _rows(request, listing.records.iterator(chunk_size=CHUNK), listing.record_type)


def write_record(request, record, record_type):
    return _rows(request, [record], record_type)
