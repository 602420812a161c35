"""What pages say to machines: schema.org's own words, of their own types, and nothing that is not known."""

import json

import pytest
import rdflib
from django.urls import reverse
from django.utils import translation

from cinterfor.linked.terms import CLASSES, PROPERTIES
from cinterfor.publishing.registry import record_types
from tests import factories
from tests.linked.vocabulary import blocks_of, faults

pytestmark = pytest.mark.django_db
LANGUAGES = ("es", "pt", "en")
PAGES = (
    "home",
    "figures",
    "activity",
    "cooperation",
    "compare",
    "glossary",
    "translation_progress",
    "data",
    "search",
)
#: schema.org's context makes every name one of its own.
CONTEXT = {"@vocab": "https://schema.org/", "portal": "http://testserver/data/terms#"}


def addresses(records):
    """One page of every kind, in every language."""
    for language in LANGUAGES:
        with translation.override(language):
            yield from [reverse(name) for name in PAGES]
            yield reverse("picture", args=["agreements-by-year"])
            yield from [reverse(record_type.list_name) for record_type in record_types()]
            yield from [record.get_absolute_url() for record in records]


def facts(client, path):
    return blocks_of(client.get(path).content.decode())


def test_every_page_speaks_schema_org_correctly(client, network):
    for path in addresses(network):
        blocks = facts(client, path)

        assert blocks, path
        assert [fault for block in blocks for fault in faults(block)] == [], path


def test_a_reader_of_rdf_finds_all_that_is_told(client, network):
    for record in network:
        for block in facts(client, record.get_absolute_url()):
            graph = rdflib.Graph().parse(
                data=json.dumps(block | {"@context": CONTEXT}), format="json-ld", base="http://testserver/"
            )
            assert len(graph) >= len(block) - 2, block


def test_each_kind_of_page_says_what_it_is(client, network):
    told = {}
    for record in network:
        told.setdefault(type(record).__name__, facts(client, record.get_absolute_url())[0]["@type"])

    assert told == {
        "Country": "Country",
        "Institution": "Organization",
        "Theme": "DefinedTerm",
        "Agreement": "DigitalDocument",
        "Event": "Event",
        "NewsItem": "NewsArticle",
        "Question": "Question",
        "Page": "WebPage",
        "Product": "Report",
    }
    assert facts(client, "/es/preguntas-frecuentes/")[0]["@type"] == "FAQPage"
    assert facts(client, "/es/temas/")[0]["mainEntity"]["@type"] == "DefinedTermSet"
    assert facts(client, "/es/")[0]["potentialAction"]["@type"] == "SearchAction"


def test_the_way_to_a_page_is_told_with_its_names(client, network):
    theme = network[2]
    steps = facts(client, theme.get_absolute_url())[1]["itemListElement"]

    assert [step["name"] for step in steps] == ["Inicio", "Temas", str(theme.broader), str(theme)]
    above = f"http://testserver{theme.broader.get_absolute_url()}"
    assert [step.get("item", {}).get("@id") for step in steps][-2:] == [above, None]


def test_what_is_not_known_or_not_public_is_not_told(client):
    draft = factories.make_theme(publication_status="draft")
    product = factories.make_product(themes=[draft], kind="guide", issued=None)
    event = factories.make_event(begins=None)

    told = facts(client, product.get_absolute_url())[0]
    assert not {"about", "license", "author", "datePublished", "isbn"} & set(told)
    assert draft.slug not in json.dumps(told)
    assert "eventAttendanceMode" not in facts(client, event.get_absolute_url())[0]


def test_only_documented_members_are_told_to_be_members(client):
    documented, defined = factories.make_institution(), factories.make_institution()
    factories.make_membership(institution=documented)
    factories.make_membership(institution=defined, basis="definition")

    assert facts(client, documented.get_absolute_url())[0]["memberOf"]["name"] == "ILO/Cinterfor"
    assert "memberOf" not in facts(client, defined.get_absolute_url())[0]


def test_the_terms_of_our_own_are_explained_at_their_address(client, network):
    told = facts(client, network[3].get_absolute_url())[0]
    used = {
        name.removeprefix("portal:") for name in json.dumps(told).split('"') if name.startswith("portal:")
    }

    graph = rdflib.Graph().parse(data=client.get("/data/terms").content, format="json-ld")
    explained = {str(term).rpartition("#")[2] for term in graph.subjects(rdflib.RDFS.comment)}

    assert used <= explained == {*CLASSES, *PROPERTIES}
    assert {"status", "party", "role", "amount"} <= used


def test_a_title_cannot_leave_its_script(client):
    theme = factories.make_theme(name="</script><b>x & y</b>")

    assert facts(client, theme.get_absolute_url())[0]["name"] == "</script><b>x & y</b>"


def test_the_checks_know_a_fault():
    """They would find a property of another type, a wrong value, and a type that there is not."""
    wrong = {
        "@type": "Organization",
        "inLanguage": "es",
        "foundingDate": "once",
        "memberOf": "the network",
        "address": {"@type": "Adress"},
    }

    assert len(faults(wrong)) == 5
