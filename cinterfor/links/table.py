"""The list of links as CSV, to be worked through in a spreadsheet."""

import csv
from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from cinterfor.formats.tables import BOM, Line, safe
from cinterfor.publishing.registry import get_type

from .models import Link, with_records

CHUNK = 500


def lines(links, edit_page) -> Iterator[str]:
    """A heading and a line for each link; `edit_page(link)` gives the address where its record is edited."""
    language = get_language()
    writer = csv.writer(Line())
    with override(language):
        yield BOM + writer.writerow(_headings())
    chunk = []
    for link in links.iterator(chunk_size=CHUNK):
        chunk.append(link)
        if len(chunk) == CHUNK:
            yield _chunk(writer, chunk, edit_page, language)
            chunk = []
    yield _chunk(writer, chunk, edit_page, language)


def _headings() -> list[str]:
    return [
        _("record type"),
        _("record"),
        _("editing page"),
        _("field"),
        _("address"),
        _("fault"),
        _("status code"),
        _("days of failure"),
        _("failing since"),
        _("moved to"),
        _("last checked"),
    ]


def _chunk(writer, links, edit_page, language) -> str:
    # The response is written after the middleware has put the language back.
    with override(language):
        return "".join(writer.writerow(map(safe, _cells(link, edit_page))) for link in with_records(links))


def _cells(link: Link, edit_page) -> list[str]:
    target, record_type = link.target, get_type(link.record_type)
    return [
        str(record_type.label if record_type else link.record_type),
        str(link.record or ""),
        edit_page(link),
        link.place,
        link.url,
        str(target.get_fault_display()),
        str(target.status or ""),
        str(target.strikes),
        target.failing_since.isoformat() if target.failing_since else "",
        target.moved_to,
        date_format(localtime(target.checked_at), "Y-m-d H:i") if target.checked_at else "",
    ]
