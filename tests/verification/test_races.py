"""Two at the same moment: one answer counts, and one mail goes out."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core import mail
from django.db import connection
from django.test import Client

from cinterfor.history.models import Version, Way
from cinterfor.verification.asking import ask, due

from .conftest import mailed_link, make_point

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.proof]


def at_once(act):
    """What two threads get that do the same at the same moment."""
    start = Barrier(2)

    def run(_number):
        try:
            start.wait()
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        return list(threads.map(run, range(2)))


def test_two_clicks_at_the_same_moment_are_one_answer(client):
    make_point()
    url = mailed_link()
    version = client.get(url).context["version"]

    statuses = at_once(lambda: Client().post(url, {"version": version}).status_code)

    assert sorted(statuses) == [302, 410]
    assert Version.objects.filter(way=Way.VERIFICATION).count() == 1


def test_two_commands_at_the_same_moment_write_once():
    make_point()
    points = due()

    reports = at_once(lambda: ask(points))

    assert sum(report.first for report in reports) == 1
    assert len(mail.outbox) == 1
