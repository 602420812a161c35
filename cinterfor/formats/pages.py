"""Pages that are no list of a record type, as data."""

from collections.abc import Callable
from typing import NamedTuple

from django.http import HttpResponse

from .registry import attachment, refusal


class PageFormat(NamedTuple):
    """A format of a page: its extension, what answers with it, and what browsers and calendars do with it.

    `write(request, found)` makes the response from what the filters of the page leave.
    """

    name: str
    label: str
    media_type: str
    write: Callable[..., HttpResponse]
    is_saved: bool = False
    is_calendar: bool = False

    def respond(self, request, found, file_name: str) -> HttpResponse:
        if not found.filters.is_valid():
            return refusal(found.filters.form.errors)
        response = self.write(request, found)
        disposition = "attachment" if self.is_saved else "inline"
        response["Content-Disposition"] = attachment(file_name, self.name, disposition)
        response["X-Robots-Tag"] = "noindex"
        return response
