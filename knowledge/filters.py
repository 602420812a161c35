"""What the lists of the knowledge base can be narrowed by."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, NumberFilter

from cinterfor.publishing.filters import TITLE_SORTS, RecordChoiceFilter, RecordFilter, by_title, date_sorts
from cinterfor.publishing.languages import WORK_LANGUAGES
from cinterfor.publishing.periods import PeriodForm, year_from_filter, year_to_filter
from network.filters import all_countries
from network.models import Institution

from .models import (
    ONLINE,
    Access,
    Audience,
    Event,
    EventSeries,
    NewsItem,
    Page,
    Product,
    Question,
    Series,
    Theme,
)
from .models.event_series import in_sequence
from .models.series import in_order

#: By name of the filter: its label, and the method of the query set that finds such events.
WHEN = {
    "coming": (_("Coming"), "coming"),
    "open": (_("Coming, with registration open"), "with_registration_open"),
    "past": (_("Past"), "past"),
}
DECADES = [(str(year), f"{year}–{year + 9}") for year in range(1960, 2030, 10)]


def themes(request):
    return Theme.objects.published().in_order()


def institutions(request):
    return Institution.objects.published().in_order()


def series_of_works(request):
    return Series.objects.with_works(Product.objects.published())


def series_of_events(request):
    return EventSeries.objects.with_events(Event.objects.published())


def country_filter():
    return RecordChoiceFilter(
        queryset=all_countries, to_field_name="code", method="filter_country", label=_("Country")
    )


def theme_filter():
    return RecordChoiceFilter(queryset=themes, method="filter_theme", label=_("Theme"))


def institution_filter():
    return RecordChoiceFilter(queryset=institutions, method="filter_institution", label=_("Institution"))


def partner_filter():
    """With another institution too: what ties the two. Links of the cooperation graph set it."""
    return RecordChoiceFilter(
        # Translators: before the name of a second institution, which must take part too.
        queryset=institutions,
        method="filter_institution",
        label=_("Together with"),
    )


def by_group():
    """Each group, and behind it its themes."""
    return ["group_order", F("broader").asc(nulls_first=True), *by_title()()]


def year_filter(field):
    return NumberFilter(
        field_name=f"{field}__year", label=_("Year"), min_value=1900, max_value=2100, decimal_places=0
    )


class CountryAndTheme(RecordFilter):
    """The questions that lists about the network's work answer: where, on what, and by whom."""

    unlisted = (*RecordFilter.unlisted, "partner")

    def filter_country(self, queryset, name, value):
        return queryset.in_country(value.code)

    def filter_theme(self, queryset, name, value):
        return queryset.on_theme(value)

    def filter_institution(self, queryset, name, value):
        return queryset.of_institution(value)


class InSeries(CountryAndTheme):
    """Lists that stand in the order of a series where they are narrowed to one."""

    def __init__(self, data=None, *args, **kwargs):
        if data and data.get("series"):
            # What stands first is the list's own order, and what its form shows as chosen.
            self.sorts = {"number": self.sorts["number"], **self.sorts}
        super().__init__(data, *args, **kwargs)

    def filter_series(self, queryset, name, value):
        return queryset.in_series(value)


class ProductFilter(InSeries):
    """Works; those of a series stand in its order unless another is asked for."""

    sorts = date_sorts("issued_first") | TITLE_SORTS | {"number": (_("By number in the series"), in_order)}

    kind = ChoiceFilter(label=_("Kind"), choices=Product.Kind, empty_label=_("Any"))
    theme = theme_filter()
    country = country_filter()
    institution = institution_filter()
    language = ChoiceFilter(label=_("Language"), choices=WORK_LANGUAGES, empty_label=_("Any"))
    file_language = ChoiceFilter(
        method="filter_file_language",
        label=_("Language of a file"),
        choices=WORK_LANGUAGES,
        empty_label=_("Any"),
    )
    access = ChoiceFilter(
        method="filter_access",
        label=_("Access"),
        choices=[(ONLINE, _("Can be read online")), *Access.choices],
        empty_label=_("Any"),
    )
    series = RecordChoiceFilter(queryset=series_of_works, method="filter_series", label=_("Series"))
    audience = ChoiceFilter(
        method="filter_audience", label=_("Audience"), choices=Audience, empty_label=_("Any")
    )
    decade = ChoiceFilter(method="filter_decade", label=_("Decade"), choices=DECADES, empty_label=_("Any"))
    year_from = year_from_filter("issued_first")
    year_to = year_to_filter("issued_first")

    class Meta:
        model = Product
        form = PeriodForm
        fields = ()

    def filter_audience(self, queryset, name, value):
        return queryset.for_audience(value)

    def filter_file_language(self, queryset, name, value):
        return queryset.with_file_in(value)

    def filter_access(self, queryset, name, value):
        return queryset.with_access(value)

    def filter_decade(self, queryset, name, value):
        return queryset.of_decade(int(value))


class ThemeFilter(RecordFilter):
    sorts = {
        "group": (_("By group"), lambda: ["group_order", F("broader").asc(nulls_first=True), *by_title()()])
    }
    sorts |= TITLE_SORTS

    group = RecordChoiceFilter(
        queryset=lambda request: Theme.objects.published().filter(broader=None).in_order(),
        field_name="broader",
        label=_("Group"),
    )

    class Meta:
        model = Theme
        fields = ()


class GlossaryFilter(RecordFilter):
    """The glossary stands in the order of the alphabet, whatever is looked for in it."""

    order = "title"

    class Meta:
        model = Theme
        fields = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.filters["sort"]


class QuestionFilter(RecordFilter):
    sorts = {"position": (_("Our order"), lambda: ["category_order", "position", "pk"])} | TITLE_SORTS

    category = ChoiceFilter(label=_("Category"), choices=Question.Category, empty_label=_("Any"))

    class Meta:
        model = Question
        fields = ()


class NewsFilter(CountryAndTheme):
    sorts = date_sorts("date_first") | TITLE_SORTS

    scope = ChoiceFilter(label=_("News of"), choices=NewsItem.Scope, empty_label=_("Any"))
    country = country_filter()
    institution = institution_filter()
    theme = theme_filter()
    year = year_filter("date_first")
    year_from = year_from_filter("date_first")
    year_to = year_to_filter("date_first")

    class Meta:
        model = NewsItem
        form = PeriodForm
        fields = ()


class EventFilter(InSeries):
    sorts = date_sorts("begins_first") | TITLE_SORTS | {"number": (_("By number in the series"), in_sequence)}

    when = ChoiceFilter(
        method="filter_when",
        label=_("When"),
        choices=[(name, label) for name, (label, _method) in WHEN.items()],
        empty_label=_("Any"),
    )
    kind = ChoiceFilter(label=_("Kind"), choices=Event.Kind, empty_label=_("Any"))
    level = ChoiceFilter(label=_("Level"), choices=Event.Level, empty_label=_("Any"))
    mode = ChoiceFilter(label=_("Way of taking part"), choices=Event.Mode, empty_label=_("Any"))
    language = ChoiceFilter(
        method="filter_language", label=_("Language"), choices=WORK_LANGUAGES, empty_label=_("Any")
    )
    theme = theme_filter()
    series = RecordChoiceFilter(queryset=series_of_events, method="filter_series", label=_("Series"))
    country = country_filter()
    institution = institution_filter()
    partner = partner_filter()
    year = year_filter("begins_first")
    year_from = year_from_filter("begins_first")
    year_to = year_to_filter("begins_first")

    class Meta:
        model = Event
        form = PeriodForm
        fields = ()

    def filter_when(self, queryset, name, value):
        return getattr(queryset, WHEN[value][1])()

    def filter_language(self, queryset, name, value):
        return queryset.speaking(value)


class PageFilter(RecordFilter):
    sorts = {"title": (_("A to Z"), by_title())}

    class Meta:
        model = Page
        fields = ()
