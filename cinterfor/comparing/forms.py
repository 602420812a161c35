"""The form in which readers choose what to compare; its address is that of the comparison."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cinterfor.publishing.filters import MOST_CHOICES

from .registry import Comparison, comparisons

FEWEST, MOST = 2, 4
#: Of what is wrong only so many values are given back.
MOST_GIVEN_BACK = 8


class RecordsField(forms.Field):
    """Records of one type in the order in which they are chosen, each once."""

    widget = forms.SelectMultiple

    def __init__(self, comparison: Comparison):
        super().__init__(required=False, label=capfirst(str(comparison.record_type.label_plural)))
        self.comparison = comparison

    def to_python(self, value) -> dict[str, str]:
        """What was typed by slug: codes of countries are slugs in capitals."""
        return {text.strip().lower(): text.strip() for text in value or [] if text.strip()}

    def clean(self, value):
        typed = super().clean(value)
        if len(typed) > MOST:
            raise ValidationError(
                _("At most %(most)d can be compared; you chose %(number)d."),
                params={"most": MOST, "number": len(typed)},
            )
        records = self.comparison.record_type.public_in_full().filter(slug__in=typed)
        found = {record.slug: record for record in records} if typed else {}
        if unknown := [text for slug, text in typed.items() if slug not in found]:
            message = _("“%(value)s” is not in this directory.")
            raise ValidationError([message % {"value": text} for text in unknown])
        return [found[slug] for slug in typed]


class CompareForm(forms.Form):
    """Records of one of the types that can be compared; nothing chosen is no mistake."""

    both = gettext_lazy("Compare either countries or institutions: the address names both.")

    def __init__(self, data):
        super().__init__(data, label_suffix="")
        self.fields |= {comparison.name: RecordsField(comparison) for comparison in comparisons()}

    def clean(self):
        if len([name for name in self.fields if any(map(str.strip, self.data.getlist(name)))]) > 1:
            raise ValidationError(self.both)
        return self.cleaned_data

    @property
    def comparison(self) -> Comparison:
        """The type of which records are chosen; where none are, the first."""
        chosen = (field.comparison for name, field in self.fields.items() if self.cleaned_data[name])
        return next(chosen, comparisons()[0])

    @property
    def records(self) -> list:
        return self.cleaned_data[self.comparison.name]

    @property
    def choosers(self) -> list["Chooser"]:
        return [_chooser(self[name], field.comparison) for name, field in self.fields.items()]


@dataclass
class Chooser:
    """The selects for records of one type, as many as can be compared, with what is chosen in them."""

    field: forms.BoundField
    comparison: Comparison
    selects: list[str]
    #: Of what is chosen, what is no record.
    wrong: list[str]
    choices: list[tuple[str, str]]


def _chooser(field, comparison) -> Chooser:
    typed = [text.strip() for text in field.value() or [] if text.strip()][:MOST_GIVEN_BACK]
    records = comparison.record_type.model.objects.published().in_order()
    offered = list(records[:MOST_CHOICES])
    known = {record.slug for record in offered}
    # Beyond what a select can hold, what is chosen is still in it.
    offered += records.filter(slug__in=[text.lower() for text in typed if text.lower() not in known])
    choices = [(getattr(record, comparison.key), _name(record)) for record in offered]
    keys = {record.slug: getattr(record, comparison.key) for record in offered}
    selects = list(dict.fromkeys(keys.get(text.lower(), text) for text in typed))
    wrong = [text for text in selects if text not in keys.values()]
    choices += [(text, text) for text in wrong]
    return Chooser(field, comparison, selects + [""] * (MOST - len(selects)), wrong, choices)


def _name(record) -> str:
    return str(getattr(record, "label", record.title_text))
