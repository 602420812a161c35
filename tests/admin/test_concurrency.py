"""Two editors at the same moment: both get an answer, and what is stored stays consistent."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client
from django.utils import translation

from network.models import Institution, Membership
from tests import factories

from .forms import address, row, values_of

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(account, url, *bodies):
    """Send each body from an own thread, so that each has an own connection to the database."""

    def send(body):
        client = Client()
        client.force_login(account)
        try:
            with translation.override("es"):
                return client.post(url, body).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(bodies)) as pool:
        return sorted(pool.map(send, bodies))


def test_of_two_overlapping_memberships_sent_at_once_one_is_refused_in_words(administrator, admin_user):
    institution = factories.make_institution()
    url = address(Institution, "change", institution)
    values = values_of(administrator, url) | {"memberships-TOTAL_FORMS": 1, "_publish": "yes"}
    rows = [
        row("memberships", 0, kind="constituent", basis="documented", begins=year)
        for year in ("2000", "2001")
    ]

    answers = at_once(admin_user, url, *(values | new for new in rows))

    assert answers == [200, 302]
    assert Membership.objects.count() == 1


def test_two_new_records_of_one_name_sent_at_once_get_an_address_each(administrator, admin_user):
    url = address(Institution)
    values = values_of(administrator, url) | {"name_es": "Igual", "_publish": "yes"}

    answers = at_once(admin_user, url, values, values)

    assert answers == [302, 302]
    assert sorted(Institution.objects.values_list("slug", flat=True)) == ["igual", "igual-2"]
