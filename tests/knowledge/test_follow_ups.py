"""Reports and news that follow from an event: begun from its page, shown on both pages and in the twins."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from knowledge.models import Event, NewsItem, Product
from tests import factories
from tests.admin.forms import address, values_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    country = factories.make_country(code="UY")
    host, organiser = factories.make_institution(country=country), factories.make_institution()
    return factories.make_event(
        slug="taller", country=country, hosts=[host], organisers=[organiser], original_language="pt"
    )


def test_a_report_begun_from_an_event_carries_over_what_is_known(admin_client, event):
    values = values_of(admin_client, f"{address(Product)}?event={event.pk}")

    institutions = {*event.hosts.all(), *event.organisers.all()}
    assert (values["event"], values["language"], values["issued"]) == (event.pk, "pt", "2024-05-06")
    assert values["countries"] == [event.country_id]
    assert set(values["institutions"]) == {item.pk for item in institutions}
    assert not Product.objects.exists()


def test_news_begun_from_an_event_is_saved_with_its_relations(admin_client, event):
    values = values_of(admin_client, f"{address(NewsItem)}?event={event.pk}")
    sent = values | {"title_es": "Terminó el taller", "summary_es": "Así fue.", "_publish": "yes"}

    assert admin_client.post(address(NewsItem), sent).status_code == 302

    item = NewsItem.objects.get()
    assert (item.event, item.date, item.original_language) == (event, "2024-05-06", "pt")
    assert item.countries.get() == event.country and item.institutions.count() == 2


@pytest.mark.parametrize("wanted", ["", "x", "999999", "99999999999999999999"])
def test_no_such_event_gives_an_empty_form(admin_client, wanted):
    assert admin_client.get(f"{address(NewsItem)}?event={wanted}").status_code == 200


def test_the_event_and_what_follows_from_it_show_each_other(client, event):
    factories.make_product(slug="informe", title="Informe del taller", event=event)
    factories.make_news(slug="nota", title="Nota del taller", event=event)
    factories.make_news(title="Nota secreta", event=event, publication_status="draft")

    shown = client.get(event.get_absolute_url()).content.decode()
    twin = client.get(reverse("event_detail_data", args=["taller", "json"])).json()

    assert "Informe del taller" in shown and "Nota del taller" in shown and "Nota secreta" not in shown
    assert twin["products"] == ["informe"] and twin["news"] == ["nota"]
    for name, slug in (("product", "informe"), ("news", "nota")):
        page = client.get(reverse(f"{name}_detail", args=[slug])).content.decode()
        assert f'href="{event.get_absolute_url()}"' in page
        assert client.get(reverse(f"{name}_detail_data", args=[slug, "json"])).json()["event"] == "taller"


def test_an_event_that_is_not_public_is_named_nowhere(client):
    draft = factories.make_event(title="Taller secreto", slug="secreto", publication_status="draft")
    item = factories.make_news(slug="nota", event=draft)

    assert "Taller secreto" not in client.get(item.get_absolute_url()).content.decode()
    assert client.get(reverse("news_detail_data", args=["nota", "json"])).json()["event"] is None


def test_the_event_page_offers_adding_to_those_who_may(django_user_model, admin_client, event):
    factories.make_news(title="Nota del taller", event=event)
    reader = django_user_model.objects.create_user("lee", password="x", is_staff=True)
    reader.user_permissions.add(*Permission.objects.filter(codename__in=["view_event", "view_newsitem"]))
    client = Client()
    client.force_login(reader)

    url = address(Event, "change", event)
    offered = admin_client.get(url).content.decode()
    read = client.get(url).content.decode()

    link = f'href="{address(NewsItem)}?event={event.pk}"'
    assert link in offered and link not in read
    assert "Nota del taller" in offered and "Nota del taller" in read
