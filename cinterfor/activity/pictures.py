"""Activity as pictures: by country, by theme, by year; each number leads to the list that it counts."""

from django.utils.translation import gettext as _

from cinterfor.pictures.bars import Bars, Row, years_down

from .activity import Activity, activity_types, is_counted_by_theme, keys
from .scope import COUNTRY, THEME, Scope, Value, values_of


def by_country(activity: Activity) -> Bars:
    return _bars(
        activity,
        name="activity-by-country",
        title=_("Activity by country"),
        note=_("A record on several countries counts in each of them; one that names no country, in none."),
        heading=_("Country"),
        bars=_rows(activity, COUNTRY, _chosen(activity.countries, activity.scope.country)),
    )


def by_theme(activity: Activity) -> Bars:
    values = activity.shown_themes if activity.is_of_group else _chosen(activity.themes, activity.scope.theme)
    return _bars(
        activity,
        name="activity-by-theme",
        title=_("Activity by theme"),
        note=_note_on_themes(),
        heading=_("Theme"),
        bars=_rows(activity, THEME, values),
    )


def by_year(activity: Activity) -> Bars:
    scope = activity.scope
    numbers = {int(year): by_type for year, by_type in activity.numbers("year").items()}
    return _bars(
        activity,
        name="activity-by-year",
        title=_("Activity by year"),
        note=_("By the first year that the date of a record may mean; what has no date stands in no row."),
        heading=_("Year"),
        bars=years_down(
            numbers,
            path=lambda year: scope.but(year_from=year, year_to=year).path,
            paths=lambda year: _list_paths(scope.but(year_from=year, year_to=year), numbers[year]),
            undated="",
        ),
    )


def _bars(activity, note, **values) -> Bars:
    """A picture that says its scope wherever it goes."""
    if not activity.scope.is_everything:
        note = f"{activity.in_words}. {note}"
    return Bars(classes=keys(), query=activity.scope.query, note=note, **values)


def _rows(activity: Activity, facet: str, values: dict[str, Value]) -> list[Row]:
    """A row for each value that has records, most first."""
    numbers = activity.numbers(facet)
    rows = []
    for value, item in values.items():
        if value in numbers:
            narrowed = activity.scope.but(**{facet: value})
            rows.append(Row(item.label, narrowed.path, numbers[value], _list_paths(narrowed, numbers[value])))
    return sorted(rows, key=lambda row: -row.total)


def _list_paths(scope: Scope, numbers) -> dict[str, str]:
    return {found.name: scope.list_path(found) for found in activity_types() if found.name in numbers}


def _chosen(values: dict[str, Value], value: str | None) -> dict[str, Value]:
    return {value: values[value]} if value else values


def _note_on_themes() -> str:
    note = _("A record on several themes counts in each of them.")
    others = [str(found.activity.label) for found in activity_types() if not is_counted_by_theme(found)]
    if not others:
        return note
    # Translators: a sentence behind another; the types are such as “Events held or announced”.
    without = _("%(types)s: not recorded by theme.") % {"types": ", ".join(others)}
    return f"{note} {without}"


def _taken_away(make):
    """The picture by itself, for a scope as its form has read it."""
    return lambda **scope: make(Activity(Scope(**scope), values_of(COUNTRY), values_of(THEME)))


PICTURES = {
    "activity-by-country": _taken_away(by_country),
    "activity-by-theme": _taken_away(by_theme),
    "activity-by-year": _taken_away(by_year),
}
