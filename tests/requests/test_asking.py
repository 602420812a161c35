"""Asking the Centre: without a cookie, without losing a word, and each request once."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from cinterfor.requests.askings import ASKINGS
from cinterfor.requests.models import Request
from cinterfor.requests.stamps import new_stamp
from tests import factories

pytestmark = pytest.mark.django_db
ANA = {"name": "Ana Silva", "email": "ana@example.org", "organisation_name": "INA", "language": "pt"}
WORDS = "Precisamos de apoio"


@pytest.fixture(autouse=True)
def nobody_has_asked():
    cache.clear()


def stamp(age=10):
    """Of a form that was handed out so many seconds ago."""
    with time_machine.travel(timezone.now() - timedelta(seconds=age)):
        return new_stamp()


@pytest.fixture
def ask(client, django_capture_on_commit_callbacks):
    """Send a form that is filled in well but for the values given; mails go out at its end."""

    def send(kind="contact", age=10, **values):
        sent = {"stamp": stamp(age), "message": WORDS} | ANA | values
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(reverse("request", args=[kind]), sent)

    return send


@pytest.mark.parametrize("kind", ASKINGS)
def test_each_kind_of_request_is_received_with_a_number(client, ask, kind):
    country = factories.make_country(code="XU")
    member = factories.make_institution(acronym="INA", country=country, slug="ina")

    answer = ask(kind, country="xu", institution="ina")

    request = Request.objects.get()
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"?sent={request.number}")
    assert request.number in client.get(answer["Location"]).content.decode()
    assert (request.kind, request.message, request.status) == (kind, WORDS, "received")
    assert kind == "correction" or (request.organisation, request.country) == (member, country)
