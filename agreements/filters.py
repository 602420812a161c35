"""What the list of agreements can be narrowed by."""

from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from cinterfor.publishing.filters import TITLE_SORTS, date_sorts, day_filter
from cinterfor.publishing.periods import PeriodForm, year_from_filter, year_to_filter
from knowledge.filters import (
    CountryAndTheme,
    country_filter,
    institution_filter,
    partner_filter,
    theme_filter,
    year_filter,
)
from network.models import Region

from .expertise.evidence import Share
from .models import Agreement, Party, Status

#: A value of `?status=` beside the statuses: what the cooperation graph counts on a day.
NOT_ENDED = "not-ended"


class AgreementFilter(CountryAndTheme):
    sorts = date_sorts("signed_first") | TITLE_SORTS
    those_apart = {"status": Status.ANNOUNCED.value}

    instrument = ChoiceFilter(label=_("Instrument"), choices=Agreement.Instrument, empty_label=_("Any"))
    modality = ChoiceFilter(label=_("Modality"), choices=Agreement.Modality, empty_label=_("Any"))
    country = country_filter()
    region = ChoiceFilter(method="filter_region", label=_("Region"), choices=Region, empty_label=_("Any"))
    institution = institution_filter()
    partner = partner_filter()
    share = ChoiceFilter(
        method="filter_share", label=_("What the institution did"), choices=Share, empty_label=_("Any")
    )
    theme = theme_filter()
    status = ChoiceFilter(
        method="filter_status",
        label=_("Status"),
        choices=[*Status.choices, (NOT_ENDED, _("In force, or not known to have ended"))],
        empty_label=_("Any"),
    )
    year = year_filter("signed_first")
    year_from = year_from_filter("signed_first")
    year_to = year_to_filter("signed_first")
    on = day_filter()

    class Meta:
        model = Agreement
        form = PeriodForm
        fields = ()

    def filter_share(self, queryset, name, value):
        """With the institution that was chosen in such a role; with any, where none was."""
        parties = Party.objects.filter(Share(value).roles, institution__isnull=False)
        if institution := self.form.cleaned_data["institution"]:
            parties = parties.filter(institution=institution)
        return queryset.filter(pk__in=parties.values("agreement"))

    def filter_status(self, queryset, name, value):
        return queryset.not_ended() if value == NOT_ENDED else queryset.of_status(value)

    def filter_region(self, queryset, name, value):
        return queryset.in_region(value)

    def filter_queryset(self, queryset):
        """Those without a known date stand apart on a day before today, unless they are asked for."""
        queryset = super().filter_queryset(queryset)
        status = self.form.cleaned_data.get("status")
        if status in (Status.IN_FORCE, NOT_ENDED):
            queryset = self._in_force_for_those_chosen(queryset)
        return queryset.not_later() if status else queryset.of_the_day()

    def _in_force_for_those_chosen(self, queryset):
        """For who has withdrawn an agreement is in force no more, though it is for the others."""
        for name in ("institution", "partner"):
            if institution := self.form.cleaned_data[name]:
                queryset = queryset.of_present_party(institution)
        return queryset
