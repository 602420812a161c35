"""The formats in which every list and every record can be had, besides its page."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.utils import timezone

from . import feeds, objects, tables


def attachment(name: str, extension: str) -> str:
    """The header by which a browser saves data, under a name with the day."""
    day = timezone.localdate().isoformat()
    return f'attachment; filename="cinterfor-{name}-{day}.{extension}"'


@dataclass(frozen=True)
class Format:
    """One format: its extension, its media type and the module or object that writes it.

    The writer offers `write_list(request, listing)` and `write_record(request, record, record_type)`,
    each yielding text.
    """

    name: str
    label: str
    media_type: str
    writer: Any
    attachment: bool = False
    streamed: bool = True

    def write_list(self, request, listing):
        parts = self.writer.write_list(request, listing)
        respond = StreamingHttpResponse if self.streamed else HttpResponse
        response = respond(parts, content_type=self._content_type)
        return self._named(response, "-".join([listing.record_type.path, *listing.filters.active()]))

    def write_record(self, request, record, record_type):
        text = "".join(self.writer.write_record(request, record, record_type))
        return self._named(HttpResponse(text, content_type=self._content_type), record.slug)

    def write_errors(self, errors):
        """What is wrong with the filters, for whoever reads data by machine."""
        return JsonResponse({"errors": errors.get_json_data()}, status=400)

    @property
    def _content_type(self):
        return f"{self.media_type}; charset=utf-8"

    def _named(self, response, name):
        if self.attachment:
            response["Content-Disposition"] = attachment(name, self.name)
        response["X-Robots-Tag"] = "noindex"
        return response


#: Those of every record type; a type may have formats of its own besides.
FORMATS = {
    form.name: form
    for form in (
        Format("csv", "CSV", "text/csv", tables, attachment=True),
        Format("json", "JSON", "application/json", objects),
        Format("atom", "Atom", "application/atom+xml", feeds, streamed=False),
    )
}


def formats_of(record_type) -> dict[str, Format]:
    """By extension the formats in which records of a type can be had."""
    return FORMATS | {form.name: form for form in record_type.formats}
