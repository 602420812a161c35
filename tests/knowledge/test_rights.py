"""What a work says of its licence is told as a fact, what the rule of the ILO says as a rule."""

import json

import pytest
from django.utils import translation

from knowledge.models import Licence, Product
from tests.factories import make_product

pytestmark = pytest.mark.django_db
RULE = "unless the work says otherwise"
CC_BY = "https://creativecommons.org/licenses/by/4.0/"


@pytest.mark.parametrize(
    ("publisher", "issued", "licence", "basis"),
    [
        ("OIT/Cinterfor", "2023-05-03", "CC-BY-4.0", "since-open-access"),
        ("OIT Cono Sur", "2024", "CC-BY-4.0", "since-open-access"),
        ("OIT, Oficina Regional; OIT/Cinterfor", "2023-06", "CC-BY-4.0", "since-open-access"),
        ("OIT/Cinterfor", "2023-05-02", "copyright-page", "before-open-access"),
        ("OIT/Cinterfor", "2023-05", "copyright-page", "date-not-known"),
        ("OIT/Cinterfor", "2023", "copyright-page", "date-not-known"),
        ("OIT/Cinterfor", None, "copyright-page", "date-not-known"),
        ("Cinterfor; OPS", "2024", "copyright-page", "of-others"),
        ("BID/FOMIN; Cinterfor", "2024", "copyright-page", "of-others"),
        ("", "2024", "copyright-page", "of-others"),
    ],
)
def test_the_rule_goes_by_the_day_and_by_who_published_it(publisher, issued, licence, basis):
    rights = Product(publisher=publisher, issued=issued).rights

    assert (rights.licence, rights.basis) == (licence, basis)


def test_what_the_work_says_comes_before_the_rule():
    rights = Product(publisher="OIT", issued="2024", licence="CC-BY-NC-SA-3.0-IGO").rights

    assert (rights.licence, rights.basis) == ("CC-BY-NC-SA-3.0-IGO", "stated")


def test_licences_lead_to_their_deeds():
    deeds = {licence.value: licence.url for licence in Licence}

    assert deeds["CC-BY-4.0"] == CC_BY
    assert deeds["CC-BY-NC-ND-3.0-IGO"] == "https://creativecommons.org/licenses/by-nc-nd/3.0/igo/"
    assert deeds["CC0-1.0"] == "https://creativecommons.org/publicdomain/zero/1.0/"
    assert deeds["copyright-page"] == ""


def test_only_a_stated_licence_is_told_to_machines(client):
    stated = make_product(publisher="OIT", issued="2024", licence="CC-BY-4.0", rights_holder="OIT")
    ruled = make_product(publisher="OIT", issued="2024")

    with translation.override("en"):
        pages = [client.get(product.get_absolute_url()).content.decode() for product in (stated, ruled)]
        twins = [
            json.loads(client.get(product.get_absolute_url() + "?format=json").content)
            for product in (stated, ruled)
        ]

    assert [f'"license": "{CC_BY}"' in page for page in pages] == [True, False]
    assert [f'href="{CC_BY}" rel="license' in page for page in pages] == [True, False]
    assert [RULE in page for page in pages] == [False, True]
    assert "© OIT" in pages[0]
    assert [(told["licence"], told["licence_basis"]) for told in twins] == [
        ("CC-BY-4.0", "stated"),
        ("", "since-open-access"),
    ]
