"""Records pinned to the home: for whom, how many, until when."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cinterfor.announcing.models import Pin
from cinterfor.publishing.dates import today
from knowledge.models import NewsItem
from tests import factories
from tests.admin.forms import address, values_of, words

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def publisher(client, django_user_model):
    account = django_user_model.objects.create_user("publica", password="x", is_staff=True)
    account.groups.add(Group.objects.get(name="Publicación"))
    client.force_login(account)
    return client


def test_the_home_shows_pinned_records_of_any_type_in_each_language(client):
    news, country = factories.make_news(), factories.make_country(name="Uruguay")
    Pin.objects.pin(country, today())
    Pin.objects.pin(news, today() + DAY)

    for language in ("es", "pt", "en"):
        page = client.get(f"/{language}/")
        assert page.context["pinned"] == [country, news]
        assert 'class="pinned"' in page.content.decode()


def test_what_is_over_or_not_public_is_not_shown(client):
    over, draft = factories.make_news(), factories.make_news(publication_status="draft")
    Pin.objects.pin(over, today() - DAY)
    Pin.objects.pin(draft, today())

    assert client.get("/es/").context["pinned"] == []
    assert 'class="pinned"' not in client.get("/es/").content.decode()


def test_the_fourth_is_refused_in_words_and_free_places_are_used_again(publisher):
    items = [factories.make_news(title=f"Nota {number}") for number in range(5)]
    for item in items[:2]:
        Pin.objects.pin(item, today())
    gone = factories.make_event()
    Pin.objects.pin(gone, today())
    url = address(NewsItem, "pin", items[3])

    refused = publisher.post(url, {"until": str(today())})
    gone.delete()
    accepted = publisher.post(url, {"until": str(today())})

    assert (
        refused.status_code == 400 and "Nota 0" in words(refused) and str(today()) in refused.content.decode()
    )
    assert accepted.status_code == 302
    assert list(Pin.objects.current().values_list("place", flat=True)) == [1, 2, 3]
    with pytest.raises(ValidationError):
        Pin.objects.pin(items[4], today())


def test_the_database_has_no_fourth_place():
    with pytest.raises(IntegrityError), transaction.atomic():
        Pin.objects.create(record_type="news", record_id=1, until=today(), place=4)


@pytest.mark.parametrize("until", ["", "mañana", "2001-01-01", "9999999-01-01"])
def test_a_day_that_is_none_or_over_is_refused(publisher, until):
    item = factories.make_news()

    assert publisher.post(address(NewsItem, "pin", item), {"until": until}).status_code == 400
    assert not Pin.objects.exists()


def test_pinning_again_changes_the_day_and_a_button_takes_it_off(publisher):
    item = factories.make_news()
    url = address(NewsItem, "pin", item)

    publisher.post(url, {"until": str(today())})
    publisher.post(url, {"until": str(today() + DAY)})
    assert Pin.objects.get().until == today() + DAY
    assert address(NewsItem, "pin", item) in publisher.get(address(NewsItem, "change", item)).content.decode()

    publisher.post(url, {"_unpin": "yes"})
    assert not Pin.objects.exists()


def test_two_records_change_places_in_the_list_of_pins(publisher):
    first, second = factories.make_news(), factories.make_news()
    pin = Pin.objects.pin(first, today())
    Pin.objects.pin(second, today())
    url = address(Pin, "change", pin)

    assert publisher.post(url, values_of(publisher, url) | {"place": "2"}).status_code == 302

    assert [item.record for item in Pin.objects.all()] == [second, first]


def test_who_may_not_publish_pins_nothing(client, django_user_model):
    account = django_user_model.objects.create_user("redacta", password="x", is_staff=True)
    account.groups.add(Group.objects.get(name="Redacción: conocimiento"))
    client.force_login(account)
    item = factories.make_news()
    url = address(NewsItem, "pin", item)

    assert url not in client.get(address(NewsItem, "change", item)).content.decode()
    assert client.post(url, {"until": str(today())}).status_code == 403
    assert client.get(address(Pin, "changelist")).status_code == 403
    assert not Pin.objects.exists()
