"""What those who can help can be narrowed by: the theme above all, then who they are and how it is known."""

from collections.abc import Iterator
from itertools import groupby

from django.db.models import TextChoices
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from cinterfor.publishing.filters import (
    FirstChoices,
    RecordChoiceField,
    RecordChoiceFilter,
    RecordFilter,
    by_title,
)
from knowledge.filters import by_group, institutions
from knowledge.models import Theme
from network.filters import all_countries
from network.models import OUTSIDE, WORKING_LANGUAGES, CooperationOffer, Institution, Region

#: The filters that say of which institutions, whatever the theme.
OF_INSTITUTIONS = ("country", "region", "language", "standing")


class Known(TextChoices):
    """How it is known that an institution can help."""

    DECLARED = "declared", _("It says so itself")
    SHOWN = "shown", _("Its work shows it")


class ByGroup(FirstChoices):
    """Each group of themes with those below it, under its name."""

    def __iter__(self) -> Iterator:
        yield ("", self.field.empty_label)
        for group, themes in groupby(self.queryset, key=_group):
            yield (str(group), [self.choice(theme) for theme in themes])


def _group(theme: Theme) -> Theme:
    return theme.broader if theme.broader and theme.broader.is_public else theme


class ThemeField(RecordChoiceField):
    iterator = ByGroup


def _by_group(request):
    return Theme.objects.published().with_group().order_by(*by_group())


class ThemeFilter(RecordChoiceFilter):
    """A theme, chosen among those of its group; whoever has the filter looks for it."""

    field_class = ThemeField

    def __init__(self):
        super().__init__(queryset=_by_group, method="keep", label=_("Theme"), empty_label=_("All themes"))


def _by_country():
    return [f"country__sort_key_{get_language()}", *by_title()()]


class ExpertiseFilter(RecordFilter):
    """Institutions; the theme itself is looked for in what they declare and in what they have done."""

    sorts = {
        "declared": (_("Declared first"), by_title()),
        "shown": (_("Most shown by their work first"), by_title()),
        "title": (_("A to Z"), by_title()),
        "country": (_("By country"), _by_country),
    }

    theme = ThemeFilter()
    direction = ChoiceFilter(
        method="keep",
        label=_("Offers or seeks"),
        choices=[(CooperationOffer.Direction.SEEKS, _("Who seeks help"))],
        empty_label=_("Who can help"),
    )
    known = ChoiceFilter(
        method="keep", label=_("How it is known"), choices=Known, empty_label=_("Either way")
    )
    country = RecordChoiceFilter(queryset=all_countries, to_field_name="code", label=_("Country"))
    region = ChoiceFilter(
        field_name="country__region", label=_("Region"), choices=Region, empty_label=_("Any")
    )
    language = ChoiceFilter(
        method="filter_language",
        label=_("Working language"),
        choices=WORKING_LANGUAGES,
        empty_label=_("Any"),
    )
    standing = ChoiceFilter(
        method="keep",
        label=_("State in the network"),
        choices=[("all", _("All, partners included"))],
        empty_label=_("Institutions of the network"),
    )

    class Meta:
        model = Institution
        fields = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Words would be looked for in all that is known of an institution, not in what it can help with.
        del self.filters["q"]
        self.filters["sort"] = self.filters.pop("sort")

    def filter_language(self, queryset, name, value):
        return queryset.filter(working_languages__contains=[value])

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset.with_standing())
        return queryset if self.form.cleaned_data.get("standing") else queryset.exclude(standing__in=OUTSIDE)

    @cached_property
    def chosen(self) -> Theme | None:
        return self.form.cleaned_data["theme"]

    @property
    def whose(self) -> str:
        """The query without theme and what is asked about it: of which institutions."""
        asked = self.values()
        return urlencode({name: asked[name] for name in OF_INSTITUTIONS if name in asked})

    @property
    def side(self) -> str:
        return self.form.cleaned_data["direction"] or CooperationOffer.Direction.OFFERS


class MatchFilter(RecordFilter):
    """Matches stand in one order: the nearest first."""

    order = "nearest"

    theme = ThemeFilter()
    country = RecordChoiceFilter(
        queryset=all_countries, to_field_name="code", method="keep", label=_("Country")
    )
    institution = RecordChoiceFilter(queryset=institutions, method="keep", label=_("Institution"))

    class Meta:
        model = Institution
        fields = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.filters["q"], self.filters["sort"]

    @property
    def is_indexable(self) -> bool:
        return self.is_valid() and not self.active()
