"""How much of a list is asked for, and from where on."""

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext_lazy as _

#: Records on one page: where nothing is asked for, and at most.
PAGE_SIZE, LARGEST_PAGE = 50, 100
LONGEST_CURSOR = 2000


class MomentField(forms.Field):
    """A moment (ISO 8601); without an offset it is in UTC, and a day is meant from its beginning."""

    default_error_messages = {
        "moment": _("Write a moment such as 2026-11-01T00:00:00Z, or a day such as 2026-11-01.")
    }

    def to_python(self, value):
        text = (value or "").strip()
        return self._moment(text) if text else None

    def _moment(self, text: str) -> datetime.datetime:
        try:
            # In addresses a plus sign that is not escaped is a blank.
            found = parse_datetime(text.replace(" ", "+")) or parse_datetime(text)
            day = None if found else parse_date(text)
        except ValueError:
            found = day = None
        if day:
            found = datetime.datetime.combine(day, datetime.time())
        if found is None:
            raise ValidationError(self.error_messages["moment"], code="moment")
        return found if found.tzinfo else found.replace(tzinfo=datetime.UTC)


class PageForm(forms.Form):
    """`page_size`, `cursor` and `since`."""

    page_size = forms.IntegerField(
        required=False, min_value=1, max_value=LARGEST_PAGE, label=_("Records on one page")
    )
    cursor = forms.CharField(
        required=False,
        max_length=LONGEST_CURSOR,
        label=_("Where the list goes on: take it from “next”, as it is"),
    )
    since = MomentField(
        required=False,
        label=_("Only what changed since this moment, in the order of change, with what is gone"),
    )

    @property
    def size(self) -> int:
        return self.cleaned_data["page_size"] or PAGE_SIZE
