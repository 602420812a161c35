"""The formats in which every list and every record can be had, besides its page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.text import slugify

from cinterfor.publishing.as_of import asked_query

from . import feeds, jsonld, objects, sheets, tables

#: Characters of a file's name besides the day.
LONGEST_NAME = 100


def attachment(name: str, extension: str, disposition: str = "attachment") -> str:
    """The header by which a browser saves data, under a name with the day."""
    day = timezone.localdate().isoformat()
    return f'{disposition}; filename="cinterfor-{name}-{day}.{extension}"'


def refusal(errors) -> JsonResponse:
    """What is wrong with the filters, for whoever reads data by machine."""
    return JsonResponse({"errors": errors.get_json_data()}, status=400)


def name_of(listing) -> str:
    """What a file with the list is called: its path and each filter, `agreements-country-uy`."""
    chosen = (f"{name} {value}" for name, value in listing.filters.values().items() if name != "sort")
    return slugify(" ".join([listing.record_type.path, *chosen]))[:LONGEST_NAME].strip("-")


@dataclass(frozen=True)
class Format:
    """One format: its extension, its media type and the module or object that writes it.

    The writer offers `write_list(request, listing)` and `write_record(request, record, record_type)`,
    each yielding text or, where it is binary, bytes.
    """

    name: str
    label: str
    media_type: str
    writer: Any
    #: Whether browsers save it, and do not show it.
    attachment: bool = False
    binary: bool = False
    #: Lists of so many records are sent whole, so that who comes again is told whether they changed.
    whole_up_to: int = 0
    #: Whether a record can be had so.
    holds: Callable[[Any], bool] = lambda record: True
    #: Whether programs of calendars subscribe to it.
    is_calendar: bool = False

    def write_list(self, request, listing):
        parts = self.writer.write_list(request, listing)
        is_short = self.whole_up_to and listing.records.count() <= self.whole_up_to
        respond = HttpResponse if is_short else StreamingHttpResponse
        return self._named(respond(parts, content_type=self._content_type), name_of(listing))

    def write_record(self, request, record, record_type):
        parts = self.writer.write_record(request, record, record_type)
        name = slugify(" ".join([record.slug, *(part for item in asked_query().items() for part in item)]))
        return self._named(HttpResponse(parts, content_type=self._content_type), name)

    @property
    def _content_type(self):
        return self.media_type if self.binary else f"{self.media_type}; charset=utf-8"

    def _named(self, response, name):
        disposition = "attachment" if self.attachment else "inline"
        response["Content-Disposition"] = attachment(name, self.name, disposition)
        response["X-Robots-Tag"] = "noindex"
        return response


#: Those of every record type; a type may have formats of its own besides.
FORMATS = {
    form.name: form
    for form in (
        Format("csv", "CSV", "text/csv", tables, attachment=True),
        Format("xlsx", "XLSX", sheets.MEDIA_TYPE, sheets, attachment=True, binary=True),
        Format("json", "JSON", "application/json", objects),
        Format("jsonld", "JSON-LD", jsonld.MEDIA_TYPE, jsonld),
        Format("atom", "Atom", feeds.MEDIA_TYPE, feeds, whole_up_to=1_000),
    )
}


def formats_of(record_type, record=None) -> dict[str, Format]:
    """By extension the formats in which records of a type, or the one record, can be had."""
    found = FORMATS | {form.name: form for form in record_type.formats}
    return {name: form for name, form in found.items() if record is None or form.holds(record)}
