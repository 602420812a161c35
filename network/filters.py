"""What the lists of countries and institutions can be narrowed by."""

from django.db.models import F, TextChoices
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter

from cinterfor.publishing.dates import today, year_before
from cinterfor.publishing.filters import (
    TITLE_SORTS,
    RecordChoiceFilter,
    RecordFilter,
    by_date,
    by_title,
    date_sorts,
    day_filter,
)

from .models import NOT_COUNTED, OUTSIDE, Country, Institution, Membership, Region, Sector, Standing


def all_countries(request):
    return Country.objects.published().in_order()


class CountryFilter(RecordFilter):
    sorts = {"region": (_("By region"), lambda: ["region_order", *by_title()()])} | TITLE_SORTS

    region = ChoiceFilter(label=_("Region"), choices=Region, empty_label=_("Any"))
    partners = ChoiceFilter(
        method="filter_partners",
        label=_("Countries"),
        choices=[("yes", _("Partners’ countries"))],
        empty_label=_("Of the network"),
    )
    on = day_filter()

    class Meta:
        model = Country
        fields = ()

    def filter_partners(self, queryset, name, value):
        return queryset.filter(in_network=False)

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        return queryset if self.form.cleaned_data.get("partners") else queryset.in_network()


class Verified(TextChoices):
    """How long ago a record was last verified."""

    RECENTLY = "recently", _("In the last 12 months")
    LONG_AGO = "long-ago", _("Longer ago")
    NEVER = "never", _("Never")


class InstitutionFilter(RecordFilter):
    sorts = (
        TITLE_SORTS
        | date_sorts("founded_first")
        | {
            "-verified": (_("Verified most recently"), by_date("verified_on")),
            "verified": (
                _("Not verified for longest"),
                lambda: [F("verified_on").asc(nulls_first=True), *by_title()()],
            ),
        }
    )
    those_apart = {"standing": Standing.UNDATED.value}

    country = RecordChoiceFilter(queryset=all_countries, to_field_name="code", label=_("Country"))
    region = ChoiceFilter(
        field_name="country__region", label=_("Region"), choices=Region, empty_label=_("Any")
    )
    standing = ChoiceFilter(
        method="filter_standing",
        label=_("State in the network"),
        choices=[*Standing.choices, ("all", _("All, partners included"))],
        empty_label=_("Institutions of the network"),
    )
    membership = ChoiceFilter(
        method="filter_membership", label=_("Membership"), choices=Membership.Kind, empty_label=_("Any")
    )
    basis = ChoiceFilter(
        method="filter_basis", label=_("How it is known"), choices=Membership.Basis, empty_label=_("Any")
    )
    management = ChoiceFilter(label=_("Management"), choices=Institution.Management, empty_label=_("Any"))
    coverage = ChoiceFilter(label=_("Coverage"), choices=Institution.Coverage, empty_label=_("Any"))
    sector = RecordChoiceFilter(queryset=lambda request: Sector.objects.all(), label=_("Sector"))
    verified = ChoiceFilter(
        method="filter_verified",
        label=_("Last verified"),
        choices=Verified,
        empty_label=_("Any time or never"),
    )
    on = day_filter()
    initial = CharFilter(method="filter_initial", label=_("Initial"), max_length=1)

    class Meta:
        model = Institution
        fields = ()

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        if self.form.cleaned_data.get("standing"):
            return queryset
        return queryset.exclude(standing__in=[*OUTSIDE, *NOT_COUNTED])

    def initials(self):
        """The letters by which the names of this list begin, whatever letter is chosen."""
        data = self.data.copy()
        data.pop("initial", None)
        return type(self)(data, queryset=self.queryset, request=self.request).qs.initials()

    def filter_standing(self, queryset, name, value):
        return queryset if value == "all" else queryset.filter(standing=value)

    def filter_membership(self, queryset, name, value):
        return queryset.of_membership(value)

    def filter_basis(self, queryset, name, value):
        return queryset.of_basis(value)

    def filter_verified(self, queryset, name, value):
        if value == Verified.NEVER:
            return queryset.filter(verified_on=None)
        a_year_ago = year_before(today())
        if value == Verified.RECENTLY:
            return queryset.verified_since(a_year_ago)
        return queryset.not_verified_since(a_year_ago).exclude(verified_on=None)

    def filter_initial(self, queryset, name, value):
        return queryset.of_initial(value)
