"""The list of links as CSV, to be worked through in a spreadsheet."""

from collections.abc import Iterator
from itertools import islice

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from cinterfor.publishing.registry import get_type

from .models import Link, with_records

CHUNK = 500


def rows_of(links, edit_page) -> Iterator[list[str]]:
    """A row for each link; `edit_page(link)` gives the address where its record is edited."""
    for chunk in batched(links.iterator(chunk_size=CHUNK)):
        yield from (_cells(link, edit_page) for link in with_records(chunk))


def batched(links) -> Iterator[list[Link]]:
    while chunk := list(islice(links, CHUNK)):
        yield chunk


def headings() -> list[str]:
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
