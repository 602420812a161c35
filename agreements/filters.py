"""What the list of agreements can be narrowed by."""

from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from cinterfor.publishing.filters import TITLE_SORTS, RecordChoiceFilter, date_sorts
from knowledge.filters import CountryAndTheme, country_filter, institutions, theme_filter, year_filter

from .models import Agreement, Status


class AgreementFilter(CountryAndTheme):
    sorts = date_sorts("signed_first") | TITLE_SORTS

    instrument = ChoiceFilter(label=_("Instrument"), choices=Agreement.Instrument, empty_label=_("Any"))
    modality = ChoiceFilter(label=_("Modality"), choices=Agreement.Modality, empty_label=_("Any"))
    country = country_filter()
    institution = RecordChoiceFilter(
        queryset=institutions, method="filter_institution", label=_("Institution")
    )
    theme = theme_filter()
    status = ChoiceFilter(label=_("Status"), choices=Status, empty_label=_("Any"))
    year = year_filter("signed_first")

    class Meta:
        model = Agreement
        fields = ()

    def filter_institution(self, queryset, name, value):
        return queryset.of_institution(value)
