"""The form in which readers say what cooperation they ask for."""

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.models import Agreement
from cinterfor.publishing.as_of import DayField
from cinterfor.publishing.filters import UNKNOWN
from cinterfor.publishing.periods import YearField
from knowledge.scope_forms import CountryThemeForm

from .scope import Scope
from .table import COLUMNS


class ScopeForm(CountryThemeForm):
    """Which cooperation is asked for; what is left empty narrows nothing."""

    modality = forms.ChoiceField(
        choices=[("", gettext_lazy("Any")), *Agreement.Modality.choices],
        label=gettext_lazy("Modality"),
        required=False,
        error_messages=UNKNOWN,
    )
    year = YearField(label=gettext_lazy("Year"), required=False)
    on = DayField(label=gettext_lazy("As of a date"), required=False)

    @property
    def scope(self) -> Scope:
        return Scope(**{name: self.cleaned_data[name] or None for name in ScopeForm.base_fields})


class CooperationForm(ScopeForm):
    """The scope, and how the table is sorted."""

    sort = forms.ChoiceField(
        choices=[(way + name, name) for name in COLUMNS for way in ("", "-")],
        required=False,
        widget=forms.HiddenInput,
        error_messages=UNKNOWN,
    )

    @property
    def parts(self) -> list[tuple[str, str]]:
        """What narrows the cooperation, in words, each with the query without it."""
        found = self.cleaned_data
        words = {
            "country": found["country"] and found["country"].title_text.value,
            "theme": found["theme"] and found["theme"].title_text.value,
            "modality": found["modality"] and str(Agreement.Modality(found["modality"]).label),
            "year": found["year"] and str(found["year"]),
            # Translators: a chip over a list: the day of which it is true.
            "on": found["on"] and _("as of %(day)s") % {"day": date_format(found["on"])},
        }
        return [(text, self.scope.but(**{name: None}).urlencode()) for name, text in words.items() if text]
