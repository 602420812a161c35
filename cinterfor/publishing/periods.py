"""A period from one year to another, both included: as forms ask for it, and as lists are narrowed by it."""

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django_filters import Filter

#: The years that can be written in four digits and that a record's date may have.
EARLIEST, LATEST = 1000, 2999
NOT_A_YEAR = gettext_lazy("Write a year in four digits, such as 2015.")


class YearField(forms.IntegerField):
    """A year. The field is one for text, so that what is no year stays to be corrected."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    default_error_messages = {"invalid": NOT_A_YEAR}

    def __init__(self, **options):
        super().__init__(**options)
        self.validators += [MinValueValidator(EARLIEST, NOT_A_YEAR), MaxValueValidator(LATEST, NOT_A_YEAR)]


class PeriodForm(forms.Form):
    """A form with the fields `year_from` and `year_to`."""

    def clean(self):
        cleaned = super().clean()
        first, last = self.cleaned_data.get("year_from"), self.cleaned_data.get("year_to")
        if first and last and first > last:
            self.add_error("year_to", _("The last year cannot be before the first."))
        return cleaned


class YearFilter(Filter):
    """A bound of a period, by the first day that a record's date may mean."""

    field_class = YearField


def year_from_filter(field: str) -> YearFilter:
    return YearFilter(field_name=f"{field}__year", lookup_expr="gte", label=gettext_lazy("From year"))


def year_to_filter(field: str) -> YearFilter:
    return YearFilter(field_name=f"{field}__year", lookup_expr="lte", label=gettext_lazy("To year"))


def period_in_words(first: int | None, last: int | None) -> str:
    """“2015–2020”, “2015”, “since 2015”, “until 2020”; nothing where the period is open."""
    if first and last:
        return str(first) if first == last else f"{first}–{last}"
    if first:
        # Translators: a period without an end, as in “Activity, Uruguay, since 2015”.
        return pgettext("period", "since %(year)s") % {"year": first}
    if last:
        # Translators: a period without a beginning; the year is included.
        return pgettext("period", "until %(year)s") % {"year": last}
    return ""
