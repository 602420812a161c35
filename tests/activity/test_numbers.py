"""Every number of the activity is that of the list to which it leads."""

from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from cinterfor.activity.forms import ScopeForm
from cinterfor.activity.pictures import by_country, by_theme, by_year
from cinterfor.loading.load import load_folder
from cinterfor.loading.source import SHIPPED
from cinterfor.publishing.registry import get_type
from cinterfor.publishing.together import written_together
from tests import factories

pytestmark = pytest.mark.django_db
SCOPES = [
    "",
    "year_from=2015&year_to=2020",
    "year_to=2000",
    "country=UY",
    "country=BR&year_from=2010",
    "theme=group-inclusion",
    "theme=group-governance&country=UY&year_from=1990&year_to=2024",
]


def activity(query: str):
    form = ScopeForm(QueryDict(query))
    assert form.is_valid(), form.errors
    return form.activity


def counted(path: str) -> int:
    """What stands at an address: the length of a list, or the total of a narrower activity."""
    parts = urlsplit(path)
    name = resolve(parts.path).url_name
    if name == "activity":
        return activity(parts.query).total
    record_type = get_type(name.removesuffix("_list"))
    filters = record_type.filters(QueryDict(parts.query), queryset=record_type.public())
    assert filters.is_valid() and filters.canonical_query() == parts.query
    return filters.qs.count()


@pytest.mark.proof  # hundreds of lists are counted
def test_every_number_of_the_shipped_records_is_that_of_the_list_behind_it():
    load_folder(SHIPPED)
    wrong, numbers = {}, 0

    for query in SCOPES:
        found = activity(query)
        told = [(total.path, total.number) for total in found.totals if total.number is not None]
        for make in (by_country, by_theme, by_year):
            for row in make(found).bars:
                told += [(row.path, row.total)] if row.path else []
                told += [(row.paths[name], number) for name, number in row.numbers.items()]
        numbers += len(told)
        wrong |= {path: (number, counted(path)) for path, number in told if number != counted(path)}

    assert wrong == {}
    assert numbers > 200


def test_drafts_and_what_is_public_only_tomorrow_do_not_count():
    country = factories.make_country(code="UY")
    factories.make_agreement(countries=[country])
    factories.make_agreement(countries=[country], publication_status="draft")
    factories.make_agreement(countries=[country], published_from="2999-01-01T00:00Z")

    assert activity("country=UY").total == 1


def test_a_period_includes_both_its_years_and_leaves_out_what_has_no_date():
    for issued in ("2014-12-31", "2015", "2020-12", "2021", None):
        factories.make_product(issued=issued)

    found = activity("year_from=2015&year_to=2020")

    assert (found.total, found.undated_total) == (2, 1)


def test_records_are_counted_by_the_theme_that_they_are_on():
    factories.make_event(themes=[factories.make_theme(slug="youth")])
    factories.make_event()

    totals = {total.record_type.name: total.number for total in activity("theme=youth").totals}

    assert totals == {"agreement": 0, "product": 0, "event": 1}


def test_activity_asks_as_much_of_few_records_as_of_many(client):
    def queries():
        with CaptureQueriesContext(connection) as found:
            assert client.get("/es/actividad/?country=UY&year_from=2000").status_code == 200
        return len(found)

    country, theme = factories.make_country(code="UY"), factories.make_theme()
    factories.make_product(countries=[country], themes=[theme])
    few = queries()
    with written_together():
        for _number in range(30):
            factories.make_agreement(countries=[country, factories.make_country()], themes=[theme])

    assert queries() == few <= 8
