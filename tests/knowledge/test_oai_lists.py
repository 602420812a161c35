"""Lists of OAI-PMH: their length, their tokens, and the moments between which they are."""

import pytest
from django.core import signing
from django.utils import timezone

from knowledge.oai import lists
from tests import factories

from .harvester import ask, codes, find, harvest, headers

pytestmark = pytest.mark.django_db


@pytest.fixture
def small_pages(monkeypatch):
    monkeypatch.setattr(lists, "PAGE", 2)


def test_a_list_tells_how_long_it_is_and_where_it_is(client, small_pages):
    for _number in range(5):
        factories.make_product()

    told, token = [], None
    while token != "":
        asked = {"resumptionToken": token} if token else {"metadataPrefix": "oai_dc"}
        document = ask(client, "ListRecords", **asked)
        (element,) = find(document, "//oai:resumptionToken")
        told.append((element.get("completeListSize"), element.get("cursor"), len(headers(document))))
        token = element.text or ""

    assert told == [("5", "0", 2), ("5", "2", 2), ("5", "4", 1)]


def test_a_list_on_one_page_has_no_token(client):
    factories.make_product()

    assert find(ask(client, "ListRecords", metadataPrefix="oai_dc"), "//oai:resumptionToken") == []


def test_a_token_that_is_changed_or_of_another_list_or_form_is_refused(client, small_pages):
    for _number in range(3):
        factories.make_product()
    token = find(ask(client, "ListRecords", metadataPrefix="oai_dc"), "string(//oai:resumptionToken)")
    old = signing.dumps(["ListRecords", "oai_dc", None, None, None, "x", 2], salt="knowledge.oai.0")

    assert codes(ask(client, "ListRecords", resumptionToken=token)) == []
    assert codes(ask(client, "ListIdentifiers", resumptionToken=token)) == ["badResumptionToken"]
    assert codes(ask(client, "ListSets", resumptionToken=token)) == ["badResumptionToken"]
    for wrong in (f"{token}x", token[1:], token.swapcase(), old):
        assert codes(ask(client, "ListRecords", resumptionToken=wrong)) == ["badResumptionToken"]


def test_seconds_and_days_bound_a_harvest_on_both_sides(client):
    stamp = factories.make_product(slug="obra").datestamp
    second, day = f"{stamp:%Y-%m-%dT%H:%M:%SZ}", f"{stamp:%Y-%m-%d}"

    for bounds in (
        {"from_": second},
        {"until": second},
        {"from_": second, "until": second},
        {"from_": day, "until": day},
    ):
        assert [header.slug for header in harvest(client, **bounds)] == ["obra"], bounds
    early = {"from_": "1970-01-01", "until": "9999-12-31"}
    assert [header.slug for header in harvest(client, **early)] == ["obra"]
    later = f"{timezone.now() + timezone.timedelta(seconds=2):%Y-%m-%dT%H:%M:%SZ}"
    assert codes(ask(client, "ListIdentifiers", metadataPrefix="oai_dc", from_=later)) == ["noRecordsMatch"]
