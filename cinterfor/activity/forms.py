"""The form in which readers say what activity they ask for."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cinterfor.publishing.filters import UNKNOWN
from cinterfor.publishing.periods import PeriodForm, YearField

from .activity import Activity
from .scope import COUNTRY, THEME, Scope, Value, values_of


class ScopeForm(PeriodForm):
    """A period, a country, a theme; what is left empty narrows nothing."""

    year_from = YearField(label=_("From year"), required=False)
    year_to = YearField(label=_("To year"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False, error_messages=UNKNOWN)
    theme = forms.ChoiceField(label=_("Theme"), required=False, error_messages=UNKNOWN)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields[COUNTRY].choices = [_any(), *map(_choice, self.countries.values())]
        self.fields[THEME].choices = [_any(), *_grouped(self.themes)]

    @cached_property
    def countries(self) -> dict[str, Value]:
        return values_of(COUNTRY)

    @cached_property
    def themes(self) -> dict[str, Value]:
        return values_of(THEME)

    @property
    def activity(self) -> Activity:
        return Activity(Scope(**self.cleaned_data), self.countries, self.themes)


def _any():
    return ("", _("Any"))


def _choice(item: Value):
    return (item.value, item.label.value)


def _grouped(themes: dict[str, Value]) -> list:
    """Each group with its themes under its name, itself first."""
    groups = [item for item in themes.values() if item.group not in themes]
    return [
        (
            group.label.value,
            [_choice(group), *(_choice(item) for item in themes.values() if item.group == group.value)],
        )
        for group in groups
    ]
