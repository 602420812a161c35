"""One record of the API, what became of a former one, and how programs and caches are answered."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from cinterfor.publishing.registry import record_types
from tests import factories

pytestmark = pytest.mark.django_db
NAMES = [found.name for found in record_types()]


@pytest.mark.parametrize("name", NAMES)
def test_a_record_tells_what_its_twin_tells(client, name):
    record = getattr(factories, f"make_{name}")()
    twin = client.get(reverse(f"{name}_detail_data", args=[record.slug, "json"]))

    found = client.get(reverse(f"api_{name}", args=[record.slug]))

    assert found.status_code == 200
    assert found.json() == twin.json()


def test_a_renamed_record_is_found_at_its_new_address_in_one_step(client):
    record = factories.make_news(slug="a")
    for slug in ("b", "c"):
        record.slug = slug
        record.save()

    response = client.get("/api/v1/news/a/?lang=pt")

    assert (response.status_code, response["Location"]) == (301, "/api/v1/news/c/?lang=pt")
    assert response["Access-Control-Allow-Origin"] == "*"


def test_a_record_that_is_gone_says_so_and_why(client):
    record = factories.make_news(slug="a")
    record.publication_status, record.withdrawal_reason = "withdrawn", "Duplicada"
    record.save()

    response = client.get("/api/v1/news/a/")

    assert response.status_code == 410
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["reason"] == "Duplicada"
    assert response.json()["gone_at"]


def test_what_never_was_is_not_found(client):
    factories.make_news(slug="borrador", publication_status="draft")

    for path in ("/api/v1/news/borrador/", "/api/v1/news/nada/", "/api/v1/nada/nada/"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/api/v1/", "/api/v1/news/", "/api/v1/news/a/", "/api/v1/search/?q=x"])
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_nothing_can_be_written(client, path, method):
    factories.make_news(slug="a")

    response = getattr(client, method)(path)

    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert response["Content-Type"] == "application/problem+json"


def test_pages_of_any_origin_may_read_and_without_any_account(admin_client):
    factories.make_news(slug="a")
    asked = {"origin": "https://example.org", "access-control-request-method": "GET"}

    preflight = admin_client.options("/api/v1/news/a/", headers=asked)
    found = admin_client.get("/api/v1/news/a/", headers={"origin": "https://example.org"})

    assert preflight.status_code == 204
    assert "GET" in preflight["Access-Control-Allow-Methods"]
    assert "If-None-Match" in preflight["Access-Control-Allow-Headers"]
    assert found["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in found
    assert not found.cookies
    assert "Cookie" not in found["Vary"]
    assert "public" in found["Cache-Control"]
    assert found["X-Robots-Tag"] == "noindex"


def test_head_says_what_get_would_without_the_body(client):
    factories.make_news(slug="a")

    head, get = client.head("/api/v1/news/a/"), client.get("/api/v1/news/a/")

    assert head.content == b""
    assert head["ETag"] == get["ETag"]
    assert head["Content-Type"] == get["Content-Type"]


@pytest.fixture
def later():
    """Some time after this process began: what changes within the same seconds is told of no more."""
    with time_machine.travel(timezone.now() + datetime.timedelta(days=3), tick=False) as traveller:
        yield traveller


@pytest.mark.parametrize("path", ["/api/v1/knowledge-products/", "/api/v1/knowledge-products/a/"])
def test_an_answer_that_is_known_already_is_not_sent_again(client, later, path):
    theme = factories.make_theme()
    factories.make_product(slug="a", themes=[theme])
    later.shift(60)

    first = client.get(path)
    same = client.get(path, headers={"if-none-match": first["ETag"]})
    unmodified = client.get(path, headers={"if-modified-since": first["Last-Modified"]})

    assert (same.status_code, unmodified.status_code) == (304, 304)
    assert same["Access-Control-Allow-Origin"] == "*"


def test_a_change_of_the_record_of_what_it_names_or_of_the_day_is_a_new_answer(client, later):
    theme = factories.make_theme(slug="antes")
    record = factories.make_product(slug="a", themes=[theme])
    path = "/api/v1/knowledge-products/a/"

    def is_new(first):
        told = [{"if-modified-since": first["Last-Modified"]}, {"if-none-match": first["ETag"]}]
        return [client.get(path, headers=headers).status_code for headers in told]

    later.shift(60)
    first = client.get(path)
    later.shift(60)
    record.title = "Otro"
    record.save()
    later.shift(60)
    assert is_new(first) == [200, 200]

    first = client.get(path)
    later.shift(60)
    theme.slug = "despues"
    theme.save()
    later.shift(60)
    assert is_new(first) == [200, 200]

    first = client.get(path)
    later.shift(datetime.timedelta(days=1))
    # The same answer; but on another day a status may follow from a date.
    assert is_new(first) == [200, 304]
