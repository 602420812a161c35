"""The page of the activity, its form, and its pictures to take away."""

import pytest
from django.utils.html import escape

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def uruguay():
    country = factories.make_country(code="UY", name="Uruguay")
    factories.make_agreement(countries=[country], signed="2016-05")
    return country


def test_the_title_tells_country_and_period_and_the_totals_lead_to_the_lists(client, uruguay):
    shown = client.get("/en/activity/?country=UY&year_from=2015&year_to=2020")
    text = shown.content.decode()

    assert shown.status_code == 200
    assert "<title>Activity, Uruguay, 2015–2020 ·" in text
    assert escape("/en/agreements/?country=UY&year_from=2015&year_to=2020") in text
    assert "noindex" in text


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("year_from=abc", "year_from"),
        ("year_to=20155", "year_to"),
        ("year_from=2020&year_to=2015", "year_to"),
        ("country=QQ", "country"),
        ("theme=nothing", "theme"),
    ],
)
def test_a_wrong_choice_is_told_at_its_field_and_stays_to_be_corrected(client, query, field):
    shown = client.get(f"/en/activity/?{query}")
    text = shown.content.decode()

    assert shown.status_code == 400
    assert list(shown.context["form"].errors) == [field]
    assert "<title>Error: Activity" in text
    assert f'href="#id_{field}"' in text
    if field.startswith("year"):
        assert f'value="{query.rpartition("=")[2]}"' in text


def test_a_choice_without_records_offers_the_wider_ones(client, uruguay):
    text = client.get("/en/activity/?country=UY&year_to=1970").content.decode()

    assert 'href="/en/activity/?country=UY#results"' in text
    assert 'href="/en/activity/?year_to=1970#results"' in text
    assert "<figure" not in text


@pytest.mark.parametrize("name", ["activity-by-country", "activity-by-theme", "activity-by-year"])
def test_each_picture_is_taken_away_with_its_scope(client, uruguay, name):
    address = f"/en/figures/{name}"

    svg = client.get(f"{address}.svg?country=UY&year_from=2015").content.decode()

    assert "Uruguay, since 2015" in svg
    assert client.get(f"{address}.csv?year_from=2015").status_code == 200
    assert client.get(f"{address}/?year_from=x").status_code == 400


@pytest.mark.parametrize(
    ("path", "make", "field"),
    [
        ("/es/acuerdos/", factories.make_agreement, "signed"),
        ("/es/productos-de-conocimiento/", factories.make_product, "issued"),
        ("/es/eventos/", factories.make_event, "begins"),
        ("/es/noticias/", factories.make_news, "date"),
    ],
)
def test_lists_are_narrowed_by_a_period_with_both_its_years(client, path, make, field):
    for date in ("2014-12-31", "2015", "2020-12-31", "2021", None):
        make(**{field: date})

    shown = client.get(f"{path}?year_from=2015&year_to=2020")
    turned = client.get(f"{path}?year_from=2020&year_to=2015")

    assert shown.context["page"].paginator.count == 2
    assert [chip.value for chip in shown.context["filters"].chips()] == ["2015", "2020"]
    assert turned.status_code == 400
    assert list(turned.context["filters"].form.errors) == ["year_to"]
