"""What changed since a moment: records and tombstones in the order of change, and nothing missed between."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from cinterfor.publishing.models import Address
from knowledge.models import NewsItem
from tests import factories

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)
BEGINNING = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


def at(hour):
    return time_machine.travel(BEGINNING + hour * HOUR, tick=False)


def since(hour):
    return (BEGINNING + hour * HOUR).strftime("%Y-%m-%dT%H:%M:%SZ")


def told(client, query, kind="news"):
    items, path, last = [], f"/api/v1/{kind}/?{query}", None
    while path:
        last = client.get(path).json()
        items += last["items"]
        path = last["next"]
    return [("-" if "gone_at" in item else "+") + item["id"] for item in items], last


def make(hour, slug, **values):
    with at(hour):
        return factories.make_news(slug=slug, **values)


def test_changes_come_in_their_order_with_what_is_gone(client):
    old, changed, withdrawn, renamed = (make(0, slug) for slug in ("vieja", "cambia", "retirada", "antes"))
    with at(2):
        withdrawn.publication_status, withdrawn.withdrawal_reason = "withdrawn", "Duplicada"
        withdrawn.save()
    with at(3):
        changed.save()
    with at(4):
        renamed.slug = "despues"
        renamed.save()
    with at(5):
        make(5, "nueva")
        old_key = make(1, "borrada")
        old_key.delete()

    found, last = told(client, f"since={since(1)}&page_size=2")

    assert found == ["-retirada", "+cambia", "-antes", "+despues", "-borrada", "+nueva"]
    assert last["next_since"] == "2026-01-01T04:50:00Z"
    assert old.slug not in str(last)


def test_a_tombstone_says_why_and_what_replaces_it(client):
    withdrawn, renamed = factories.make_news(slug="retirada"), factories.make_news(slug="antes")
    withdrawn.publication_status, withdrawn.withdrawal_reason = "withdrawn", "Duplicada"
    withdrawn.save()
    Address.objects.filter(slug="retirada").update(successor="/id/news/despues")
    renamed.slug = "despues"
    renamed.save()

    found = client.get("/api/v1/news/?since=2000-01-01").json()["items"]
    stones = {item["id"]: item for item in found if "gone_at" in item}

    assert stones["retirada"]["reason"] == "Duplicada"
    assert stones["retirada"]["successor"] == "http://testserver/id/news/despues"
    assert stones["antes"]["successor"] == "http://testserver/id/news/despues"
    assert stones["antes"]["permalink"] == "http://testserver/id/news/antes"
    assert stones["antes"]["name"]["es"] == renamed.title_es


def test_a_tombstone_does_not_tell_the_new_name_of_a_draft(client):
    record = factories.make_news(slug="antes", title_es="Pública", title_pt="", title_en="")
    record.publication_status, record.title_es = "draft", "Secreta"
    record.save()

    answers = [
        client.get("/api/v1/news/?since=2000-01-01&lang=pt"),
        client.get("/api/v1/news/antes/?lang=pt"),
    ]

    assert all("Secreta" not in answer.content.decode() for answer in answers)
    assert answers[0].json()["items"][0]["name"] == {"value": "Pública", "language": "es"}
    assert answers[1].json()["name"] == {"value": "Pública", "language": "es"}


def test_a_record_that_comes_on_its_day_is_told_then(client):
    record = make(0, "futura", published_from=BEGINNING + 10 * HOUR)

    with at(9):
        before, _last = told(client, f"since={since(1)}")
    with at(11):
        after, _last = told(client, f"since={since(9)}")

    assert before == []
    assert after == [f"+{record.slug}"]


def test_a_change_between_two_pages_is_told_on_a_later_one(client):
    records = [make(hour, f"nota-{hour}") for hour in range(5)]

    first = client.get(f"/api/v1/news/?since={since(0)}&page_size=2").json()
    with at(9):
        records[0].save()
    with at(10):
        records[4].delete()
    rest, _last = told(client, first["next"].partition("?")[2])

    assert [item["id"] for item in first["items"]] == ["nota-0", "nota-1"]
    assert rest == ["+nota-2", "+nota-3", "+nota-0", "-nota-4"]


def test_next_since_misses_nothing_and_stays_the_same_when_nothing_changes(client):
    make(0, "una")

    _found, last = told(client, f"since={since(0)}")
    again, same = told(client, f"since={last['next_since']}")
    make(3, "otra")
    more, _last = told(client, f"since={same['next_since']}")

    assert again == ["+una"]
    assert same["next_since"] == last["next_since"]
    assert more == ["+una", "+otra"]


def test_filters_narrow_the_records_that_changed(client):
    uruguay = factories.make_country(code="UY")
    factories.make_news(slug="de-uruguay", countries=[uruguay])
    factories.make_news(slug="de-nadie")
    factories.make_news(slug="borrada").delete()

    found, last = told(client, "since=2000-01-01&country=UY")

    assert found == ["+de-uruguay", "-borrada"]
    assert last["count"] == 2


def test_a_bulk_update_is_told(client):
    factories.make_news(slug="una")
    moment = timezone.now()

    NewsItem.objects.update(publication_status="draft")

    assert told(client, f"since={moment.isoformat().replace('+', '%2B')}")[0] == ["-una"]


@pytest.mark.parametrize(
    "written", ["2026-01-01", "2026-01-01T00:00:00", "2025-12-31T21:00:00-03:00", "2026-01-01T03:00:00+03:00"]
)
def test_a_moment_may_be_written_in_several_ways(client, written):
    assert client.get(f"/api/v1/news/?since={written}").json()["since"] in (
        "2026-01-01T00:00:00Z",
        written,
    )


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_the_ends_of_the_calendar_are_moments_too(client, moment):
    factories.make_news(slug="una").delete()

    assert client.get("/api/v1/news/", {"since": moment}).status_code == 200
