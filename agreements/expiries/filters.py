"""What the coming ends and renewals can be narrowed by."""

import datetime

from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from agreements.models import Agreement
from cinterfor.publishing.dates import today
from cinterfor.publishing.filters import TITLE_SORTS, by_date
from cinterfor.publishing.periods import PeriodForm, year_from_filter, year_to_filter
from knowledge.filters import CountryAndTheme, country_filter, institution_filter, theme_filter

from .coming import Kind

WITHIN = [
    ("30", _("Within 30 days")),
    ("90", _("Within 90 days")),
    ("180", _("Within 6 months")),
    ("365", _("Within a year")),
]


class ExpiryFilter(CountryAndTheme):
    """By what happens, when, where, by whom and on what."""

    sorts = {
        "date": (_("Soonest first"), by_date("expiry_day", newest=False)),
        "-date": (_("Latest first"), by_date("expiry_day")),
    } | TITLE_SORTS

    kind = ChoiceFilter(field_name="expiry_kind", label=_("What happens"), choices=Kind, empty_label=_("Any"))
    within = ChoiceFilter(
        method="filter_within", label=_("When"), choices=WITHIN, empty_label=_("At any time")
    )
    institution = institution_filter()
    country = country_filter()
    theme = theme_filter()
    year_from = year_from_filter("expiry_day")
    year_to = year_to_filter("expiry_day")

    class Meta:
        model = Agreement
        form = PeriodForm
        fields = ()

    def filter_institution(self, queryset, name, value):
        return queryset.of_present_party(value)

    def filter_within(self, queryset, name, value):
        return queryset.filter(expiry_day__lte=today() + datetime.timedelta(days=int(value)))
