"""The form in which readers say of what they want the news."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from cinterfor.publishing.filters import UNKNOWN, RecordChoiceField
from knowledge.models import Theme
from network.models import Country

from .months import Month
from .registry import Scope

EARLIEST = Month(1960, 1)


class MonthField(forms.CharField):
    """A month as `2026-11`; this one where it is left empty."""

    widget = forms.TextInput(attrs={"autocomplete": "off"})

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return Month.now()
        try:
            found = Month.read(text)
        except ValueError as error:
            raise ValidationError(_("Write a year and a month in digits, such as 2026-11.")) from error
        if not EARLIEST <= found <= Month.now():
            raise ValidationError(_("Choose a month from January 1960 to the present one."))
        return found


class PublicRecord(RecordChoiceField):
    """A public record by its key in addresses."""

    def __init__(self, model: type, key: str, **kwargs):
        self.model = model
        kwargs |= {"required": False, "to_field_name": key, "error_messages": UNKNOWN}
        super().__init__(model.objects.none(), empty_label=_("Any"), **kwargs)

    def label_from_instance(self, record):
        return str(record.title_text)


class ScopeForm(forms.Form):
    """Where and on what; what is left empty narrows nothing."""

    country = PublicRecord(Country, "code", label=_("Country"))
    theme = PublicRecord(Theme, "slug", label=_("Theme"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        for name in ("country", "theme"):
            self.fields[name].queryset = self.fields[name].model.objects.published().in_order()


class NewsForm(ScopeForm):
    """The same, and when."""

    month = MonthField(label=_("Month"), required=False, help_text=_("Year and month: 2026-11."))
    field_order = ("month", "country", "theme")

    @property
    def query(self) -> str:
        """What is asked for, in a fixed order; without a month it is the present one, whichever that is."""
        return urlencode({name: self.data[name] for name in self.fields if self.data.get(name)})

    @property
    def is_indexable(self) -> bool:
        """Whether search engines may keep the page."""
        return self.is_valid() and not (self.data.get("country") or self.data.get("theme"))

    @property
    def scope(self) -> Scope:
        return Scope(**self.cleaned_data)
