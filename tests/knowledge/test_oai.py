"""OAI-PMH: the six verbs and the errors of the protocol, each answer held against its schema."""

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories

from .harvester import ask, checked, codes, find, harvest, headers

pytestmark = pytest.mark.django_db
HOST = "portal.example"
HERE = f"oai:{HOST}:product/"


@pytest.fixture(autouse=True)
def portal(settings):
    settings.PORTAL_ADDRESS = f"https://{HOST}"
    settings.DEFAULT_FROM_EMAIL = "Portal <biblioteca@portal.example>"


def error(client, *arguments, **values):
    return codes(ask(client, *arguments, **values))


def withdraw(record):
    record.publication_status = "withdrawn"
    record.save()


def test_identify_tells_what_a_harvester_needs(client):
    first = factories.make_product()

    found = ask(client, "Identify")

    told = {
        name: find(found, f"string(oai:Identify/oai:{name})") for name in ("deletedRecord", "granularity")
    }
    assert told == {"deletedRecord": "persistent", "granularity": "YYYY-MM-DDThh:mm:ssZ"}
    assert find(found, "string(//oai:adminEmail)") == "biblioteca@portal.example"
    assert (
        find(found, "string(//oai:baseURL)") == find(found, "string(oai:request)") == "http://testserver/oai"
    )
    assert find(found, "string(//oai:earliestDatestamp)") == f"{first.datestamp:%Y-%m-%dT%H:%M:%SZ}"


def test_identify_answers_where_there_is_nothing_yet(client):
    assert codes(ask(client, "Identify")) == []


def test_robots_may_harvest_and_the_list_of_works_says_where(client):
    page = client.get(reverse("product_list")).content.decode()

    assert 'type="text/xml" href="/oai?verb=ListRecords&amp;metadataPrefix=oai_dc"' in page
    assert "/oai" not in client.get("/robots.txt").content.decode()


def test_formats_are_those_of_the_repository_or_of_an_item(client):
    factories.make_product(slug="obra")

    general = ask(client, "ListMetadataFormats")
    own = ask(client, "ListMetadataFormats", identifier=f"{HERE}obra")

    prefixes = "//oai:metadataPrefix/text()"
    assert "oai_dc" in find(general, prefixes)
    assert find(own, prefixes) == find(general, prefixes)


def test_of_an_item_that_is_gone_there_are_no_formats(client):
    factories.make_product(slug="obra").delete()

    assert error(client, "ListMetadataFormats", identifier=f"{HERE}obra") == ["noMetadataFormats"]


def test_sets_are_those_that_works_are_or_were_in_under_english_names(client):
    theme = factories.make_theme(slug="tema", name_en="Dual training")
    uruguay = factories.make_country(code="UY", slug="uy", name_en="Uruguay")
    factories.make_product(themes=[theme], countries=[uruguay])
    factories.make_product(kind="website", language="fr").delete()

    found = ask(client, "ListSets")

    sets = {
        find(item, "string(oai:setSpec)"): find(item, "string(oai:setName)")
        for item in find(found, "//oai:set")
    }
    assert sets == {
        "country": "Country",
        "country:UY": "Country: Uruguay",
        "kind": "Kind of work",
        "kind:book": "Kind of work: Book",
        "kind:website": "Kind of work: Website",
        "language": "Language of the work",
        "language:es": "Language of the work: Spanish",
        "language:fr": "Language of the work: French",
        "theme": "Theme",
        "theme:tema": "Theme: Dual training",
    }


def test_a_record_is_had_by_its_identifier(client):
    work = factories.make_product(
        slug="obra", title="Ser & <hacer>", countries=[factories.make_country(code="UY")]
    )

    found = ask(client, "GetRecord", identifier=f"{HERE}obra", metadataPrefix="oai_dc")

    (header,) = headers(found)
    assert header.sets == ["country:UY", "kind:book", "language:es"]
    assert header.datestamp == f"{work.datestamp:%Y-%m-%dT%H:%M:%SZ}"
    assert find(found, "//dc:title")[0].text == "Ser & <hacer>"


def test_a_deleted_record_is_told_as_deleted_with_its_sets_and_without_metadata(client):
    withdraw(factories.make_product(slug="obra", countries=[factories.make_country(code="UY")]))

    found = ask(client, "GetRecord", identifier=f"{HERE}obra", metadataPrefix="oai_dc")

    (header,) = headers(found)
    assert header.is_deleted
    assert header.sets == ["country:UY", "kind:book", "language:es"]
    assert find(found, "//oai:metadata") == []


def test_after_a_rename_the_old_identifier_is_deleted_and_the_new_one_is_there(client):
    work = factories.make_product(slug="antes")
    work.slug = "despues"
    work.save()

    assert {header.slug: header.is_deleted for header in harvest(client)} == {"antes": True, "despues": False}


def test_identifiers_name_the_portals_host_or_where_none_is_set_that_which_was_asked(client, settings):
    factories.make_product(slug="obra")
    found = {}
    for address in ("https://portal.example:8443", "https://*"):
        settings.PORTAL_ADDRESS = address
        found[address] = find(
            ask(client, "ListIdentifiers", metadataPrefix="oai_dc"), "string(//oai:identifier)"
        )

    assert list(found.values()) == ["oai:portal.example:product/obra", "oai:testserver:product/obra"]


@pytest.mark.parametrize("status", ["draft", "review"])
def test_what_was_never_public_does_not_exist(client, status):
    factories.make_product(slug="borrador", publication_status=status)

    values = {"identifier": f"{HERE}borrador", "metadataPrefix": "oai_dc"}
    assert error(client, "GetRecord", **values) == ["idDoesNotExist"]
    assert error(client, "ListRecords", metadataPrefix="oai_dc") == ["noRecordsMatch"]


def test_sets_narrow_a_harvest_and_a_family_is_all_of_its_sets(client):
    uruguay, chile = (factories.make_country(code=code) for code in ("UY", "CL"))
    factories.make_product(slug="una", countries=[uruguay])
    factories.make_product(slug="otra", countries=[chile], language="pt").delete()
    factories.make_product(slug="sin-pais")

    def within(spec):
        return {header.slug for header in harvest(client, set=spec)}

    assert within("country:UY") == {"una"}
    assert within("country") == {"una", "otra"}
    assert within("language:pt") == {"otra"}
    for none in ("country:BR", "type:product", "year:2020", "nothing"):
        assert error(client, "ListIdentifiers", metadataPrefix="oai_dc", set=none) == ["noRecordsMatch"]


def test_post_answers_as_get_does_without_a_token_of_a_form(client):
    factories.make_product(slug="obra")

    found = ask(Client(enforce_csrf_checks=True), "ListRecords", method="post", metadataPrefix="oai_dc")

    assert [header.slug for header in headers(found)] == ["obra"]
    assert client.put("/oai").status_code == 405


@pytest.mark.parametrize(
    ("verb", "values", "code"),
    [
        (None, {}, "badVerb"),
        ("identify", {}, "badVerb"),
        ("Identify", {"set": "kind:book"}, "badArgument"),
        ("GetRecord", {"metadataPrefix": "oai_dc"}, "badArgument"),
        ("GetRecord", {"identifier": f"{HERE}obra"}, "badArgument"),
        ("ListRecords", {}, "badArgument"),
        ("ListRecords", {"metadataPrefix": "oai_dc", "utm_source": "x"}, "badArgument"),
        ("ListRecords", {"metadataPrefix": "oai_dc", "resumptionToken": "x"}, "badArgument"),
        ("ListRecords", {"metadataPrefix": "oai dc"}, "badArgument"),
        ("ListRecords", {"metadataPrefix": "oai_dc", "set": "kind:"}, "badArgument"),
        ("ListRecords", {"metadataPrefix": "oai_dc", "from_": ""}, "badArgument"),
        ("ListRecords", {"metadataPrefix": "oai_dc", "from_": "2026"}, "badArgument"),
        ("ListRecords", {"metadataPrefix": "oai_dc", "from_": "2026-02-30"}, "badArgument"),
        ("ListRecords", {"metadataPrefix": "oai_dc", "from_": "2026-01-01T25:00:00Z"}, "badArgument"),
        ("ListRecords", {"metadataPrefix": "oai_dc", "from_": "2026-01-01T00:00:00"}, "badArgument"),
        ("ListRecords", {"metadataPrefix": "oai_dc", "from_": "٢٠٢٦-01-01"}, "badArgument"),
        (
            "ListRecords",
            {"metadataPrefix": "oai_dc", "from_": "2026-01-01", "until": "2026-01-02T00:00:00Z"},
            "badArgument",
        ),
        (
            "ListRecords",
            {"metadataPrefix": "oai_dc", "from_": "2026-01-02", "until": "2026-01-01"},
            "badArgument",
        ),
        ("ListRecords", {"metadataPrefix": "marc21"}, "cannotDisseminateFormat"),
        ("GetRecord", {"identifier": f"{HERE}obra", "metadataPrefix": "marc21"}, "cannotDisseminateFormat"),
        ("GetRecord", {"identifier": f"{HERE}nada", "metadataPrefix": "oai_dc"}, "idDoesNotExist"),
        ("GetRecord", {"identifier": "oai:other:product/obra", "metadataPrefix": "oai_dc"}, "idDoesNotExist"),
        ("GetRecord", {"identifier": HERE, "metadataPrefix": "oai_dc"}, "idDoesNotExist"),
        ("ListMetadataFormats", {"identifier": "x"}, "idDoesNotExist"),
        ("ListRecords", {"metadataPrefix": "oai_dc", "until": "1999-12-31"}, "noRecordsMatch"),
        ("ListRecords", {"metadataPrefix": "oai_dc", "from_": "9999-12-31"}, "noRecordsMatch"),
        ("ListRecords", {"resumptionToken": "nonsense"}, "badResumptionToken"),
        ("ListRecords", {"resumptionToken": "a b\x01"}, "badResumptionToken"),
        ("ListSets", {"resumptionToken": "nonsense"}, "badResumptionToken"),
    ],
)
def test_what_cannot_be_done_is_told_by_its_code(client, verb, values, code):
    factories.make_product(slug="obra")

    document = ask(client, verb, **values)

    assert codes(document) == [code]
    # The request is repeated with its arguments, unless those were wrong.
    is_repeated = code not in ("badVerb", "badArgument") and values.get("resumptionToken") != "a b\x01"
    assert bool(document.find("{*}request").attrib) == is_repeated


def test_an_argument_twice_is_bad(client):
    for query in (
        "verb=Identify&verb=Identify",
        "verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc",
    ):
        assert codes(checked(client.get(f"/oai?{query}").content))[0] in ("badVerb", "badArgument")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.sampled_from(
            ["verb", "identifier", "metadataPrefix", "from", "until", "set", "resumptionToken", "x"]
        ),
        st.one_of(
            st.sampled_from(
                ["ListRecords", "GetRecord", "ListSets", "oai_dc", "2026-01-01", "0000-00-00", "kind:book"]
            ),
            st.text(max_size=20),
            st.just("a" * 100_000),
        ),
    )
)
def test_whatever_is_sent_is_answered_within_the_schema(client, values):
    assert checked(client.post("/oai", values).content) is not None


def test_a_malformed_query_is_refused_as_everywhere(client):
    assert client.get("/oai?verb=Identify&x=%00").status_code == 400
