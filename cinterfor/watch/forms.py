"""The forms in which readers say of what they want the news, and that they want them by mail."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cinterfor.publishing.months import Month, MonthField
from cinterfor.publishing.open_forms import OpenForm
from knowledge.scope_forms import CountryThemeForm

from .registry import Scope

EARLIEST = Month(1960, 1)


class MonthOfNewsField(MonthField):
    """A month of which there may be news; this one where it is left empty."""

    widget = forms.TextInput(attrs={"autocomplete": "off"})

    def clean(self, value):
        found = super().clean(value) or Month.now()
        if not EARLIEST <= found <= Month.now():
            raise ValidationError(_("Choose a month from January 1960 to the present one."))
        return found


class NewsForm(CountryThemeForm):
    """When, where and on what."""

    month = MonthOfNewsField(label=_("Month"), required=False, help_text=_("Year and month: 2026-11."))
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


class NoticeForm(OpenForm, CountryThemeForm):
    """The wish to hear each month what is new."""

    email = forms.EmailField(
        label=_("Your e-mail"),
        max_length=254,
        help_text=_("A mail goes there with a link; nothing else is sent before you open it and confirm."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    language = forms.ChoiceField(label=_("Language of the notices"), choices=settings.LANGUAGES)
    field_order = ("email", "language", "country", "theme")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("language", get_language())

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    @property
    def wish(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("email", "language", "country", "theme")}
