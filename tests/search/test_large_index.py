"""A large index: bounded work, estimates that are said to be, an end to patience."""

import psycopg
import pytest
from django.db import connection
from django.utils import translation

from cinterfor.search import hits
from tests.factories import make_page

from .asking import html_of, json_of

pytestmark = pytest.mark.django_db


def in_a_large_index(monkeypatch):
    """As if the index were larger than what is counted in full."""
    monkeypatch.setattr(hits, "EXACT", -2)
    monkeypatch.setattr(hits, "SAMPLE", 1)


def test_many_hits_of_a_large_index_are_estimated_and_said_to_be(client, network, monkeypatch):
    in_a_large_index(monkeypatch)
    monkeypatch.setattr(hits, "SURELY_TOO_MANY", 5)
    monkeypatch.setattr(hits, "MOST_COUNTED", 5)

    with translation.override("en"):
        page = html_of(client, "en", q="soldadura")

    assert "About 14 records" in page
    assert json_of(client, q="soldadura")["count_is_estimate"] is True


def test_few_hits_of_a_large_index_are_exact(client, network, monkeypatch):
    in_a_large_index(monkeypatch)

    assert json_of(client, q="soldadura")["count_is_estimate"] is False


def test_filters_that_leave_few_of_many_hits_give_exact_counts(client, network, monkeypatch):
    in_a_large_index(monkeypatch)
    monkeypatch.setattr(hits, "SURELY_TOO_MANY", 8)
    monkeypatch.setattr(hits, "MOST_COUNTED", 8)

    answer = json_of(client, q="soldadura", type="news")

    assert (answer["count"], answer["count_is_estimate"], len(answer["results"])) == (4, False, 4)


@pytest.mark.proof  # it waits for seconds
@pytest.mark.django_db(transaction=True)
def test_a_search_that_takes_too_long_is_given_up_in_words(client, monkeypatch):
    make_page(title="Soldadura")
    monkeypatch.setattr(hits, "PATIENCE", 200)
    settings = connection.get_connection_params()
    settings = {
        name: settings[name] for name in ("dbname", "user", "host", "port", "password") if settings.get(name)
    }

    with psycopg.connect(**settings) as other:
        other.execute("LOCK TABLE search_searchentry IN ACCESS EXCLUSIVE MODE")
        page = client.get("/es/buscar/?q=soldadura")
        data = client.get("/es/buscar.json?q=soldadura")

    assert (page.status_code, data.status_code) == (503, 503)
    assert 'value="soldadura"' in page.content.decode()
