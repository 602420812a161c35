"""A table to take away: the same rows as CSV, as a workbook and as JSON."""

from collections.abc import Callable
from typing import NamedTuple

from django.http import HttpResponse, JsonResponse

from . import sheets
from .registry import FORMATS, Format, attachment
from .tables import in_a_cell, lines

#: The formats in which a table can be had.
OFFERED = {name: FORMATS[name] for name in ("csv", "xlsx", "json")}


class Table(NamedTuple):
    """Rows of facts, each by the name that it has in JSON; the headings say the same to readers."""

    #: In file names and, as JSON, the type of what is sent.
    name: str
    title: str
    headings: dict[str, str]
    rows: list[dict]


def answer(table: Table, chosen: Format, page: str) -> HttpResponse:
    """The table in one of the formats offered; `page` is the address at which readers see it."""
    response = _WRITERS[chosen.name](table, page)
    disposition = "inline" if chosen.name == "json" else "attachment"
    response["Content-Disposition"] = attachment(table.name, chosen.name, disposition)
    response["X-Robots-Tag"] = "noindex"
    return response


def _json(table: Table, page: str) -> JsonResponse:
    found = {"type": table.name, "count": len(table.rows), "page": page, "items": table.rows}
    return JsonResponse(found, json_dumps_params={"ensure_ascii": False})


def _csv(table: Table, page: str) -> HttpResponse:
    rows = ([in_a_cell(row[name]) for name in table.headings] for row in table.rows)
    return HttpResponse(lines(list(table.headings.values()), rows), content_type="text/csv; charset=utf-8")


def _xlsx(table: Table, page: str) -> HttpResponse:
    rows = ([row[name] for name in table.headings] for row in table.rows)
    with sheets.workbook(table.title, list(table.headings.values()), rows) as file:
        return HttpResponse(file.read(), content_type=sheets.MEDIA_TYPE)


_WRITERS: dict[str, Callable[[Table, str], HttpResponse]] = {"csv": _csv, "xlsx": _xlsx, "json": _json}
