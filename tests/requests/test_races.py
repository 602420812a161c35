"""Two at the same moment: one form is one request, two requests have two numbers, a letter goes out once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from cinterfor.requests import posting
from cinterfor.requests.models import Letter, Request

from .test_asking import ANA, WORDS, stamp

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.proof]


def at_once(act):
    """What two threads get that do the same at the same moment."""
    start = Barrier(2)

    def run(number):
        try:
            start.wait()
            return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        return list(threads.map(run, range(2)))


def ask(given):
    cache.clear()
    sent = ANA | {"message": WORDS, "stamp": given}
    return Client().post(reverse("request", args=["contact"]), sent)["Location"]


def test_two_clicks_at_the_same_moment_are_one_request_and_one_mail():
    given = stamp()

    first, second = at_once(lambda number: ask(given))

    assert first == second
    assert Request.objects.count() == len(mail.outbox) == 1


def test_two_requests_at_the_same_moment_have_two_numbers():
    given = [stamp(), stamp()]

    assert len(set(at_once(lambda number: ask(given[number])))) == 2
    assert len(set(Request.objects.values_list("number", flat=True))) == 2


def test_a_letter_that_two_send_again_goes_out_once():
    request = Request.objects.create(number="2026-0001", kind="contact", email="ana@example.org")
    letter = Letter.objects.create(request=request, subject="s", body="b")

    at_once(lambda number: posting.send([letter.pk]))

    assert len(mail.outbox) == 1
