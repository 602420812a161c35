"""The form in which readers say where and on what: by public records, each by its key in addresses."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cinterfor.publishing.filters import UNKNOWN, RecordChoiceField
from network.models import Country

from .models import Theme


class PublicRecord(RecordChoiceField):
    """A public record, or none."""

    def __init__(self, model: type, key: str, **kwargs):
        self.model = model
        kwargs |= {"required": False, "to_field_name": key, "error_messages": UNKNOWN}
        super().__init__(model.objects.none(), empty_label=_("Any"), **kwargs)

    def label_from_instance(self, record):
        return str(record.title_text)


class CountryThemeForm(forms.Form):
    """Where and on what; what is left empty narrows nothing."""

    country = PublicRecord(Country, "code", label=_("Country"))
    theme = PublicRecord(Theme, "slug", label=_("Theme"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        for name in ("country", "theme"):
            self.fields[name].queryset = self.fields[name].model.objects.published().in_order()
