"""What is told of a work in the formats of libraries: all that is known, and nothing else."""

import datetime

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from knowledge.models import Contribution, Product, ProductFile
from knowledge.models.access import Access
from knowledge.oai.formats import FORMATS
from tests import factories

from .harvester import LANGUAGE, ask, find, harvest, statements

pytestmark = pytest.mark.django_db
ORCID = "0000-0002-1825-0097"


@pytest.fixture
def rich():
    """A work of which everything is known."""
    series = factories.in_series("Trazos de la Formación, 9") | {"issn": "0254-2439"}
    numbers = {"isbn": "978-92-9088-256-5", "doi": "10.1000/182", "pages": 120}
    work = factories.make_product(
        slug="obra",
        title="Formación <dual> & trabajo",
        translated_title_pt="Formação dual",
        translated_title_en="Dual training",
        abstract_es="Un estudio.",
        abstract_pt="",
        abstract_en="A study.",
        issued="2018-07",
        publisher="OIT/Cinterfor",
        url="https://www.oitcinterfor.org/obra",
        source=["https://www.ilo.org/obra", "una llamada"],
        verified_on=datetime.date(2026, 5, 4),
        licence="CC-BY-4.0",
        rights_holder="OIT",
        countries=[factories.make_country(code="UY", slug="uy", name="Uruguay", name_pt="Uruguai")],
        themes=[factories.make_theme(slug="dual", name_es="Dual", name_pt="Duplo", name_en="Dual (en)")],
        event=factories.make_event(slug="taller"),
        **series,
        **numbers,
    )
    person = factories.make_person(given_name="Ana", family_name="Silva", orcid=ORCID)
    institute = factories.make_institution(name="Instituto", ror="02mhbdp94")
    Contribution.objects.create(product=work, person=person, role="author")
    Contribution.objects.create(product=work, institution=institute, role="editor", position=1)
    ProductFile.objects.create(product=work, file=ContentFile(b"%PDF-1.4", "obra.pdf"), language="es")
    return work


@pytest.fixture
def bare():
    """A work of which only its title, language and kind are known."""
    return factories.make_product(
        slug="obra", issued=None, translated_title_pt="", translated_title_en="", kind="article"
    )


def record(client, prefix):
    return ask(client, "GetRecord", identifier="oai:127.0.0.1:product/obra", metadataPrefix=prefix)


def test_dublin_core_tells_all_that_is_known(client, rich):
    found = record(client, "oai_dc")

    told = {element.tag.partition("}")[2] for element in find(found, "//oai:metadata//dc:*")}
    expected = {
        "title": [("Formación <dual> & trabajo", "es"), ("Formação dual", "pt"), ("Dual training", "en")],
        "creator": [("Silva, Ana", None)],
        "contributor": [("Instituto", None)],
        "subject": [("Dual", "es"), ("Duplo", "pt"), ("Dual (en)", "en")],
        "description": [("Un estudio.", "es"), ("A study.", "en")],
        "publisher": [("OIT/Cinterfor", None)],
        "date": [("2018-07", None)],
        "type": [("book", "en"), ("http://purl.org/coar/resource_type/c_2f33", None)],
        "format": [("application/pdf", None)],
        "identifier": [
            ("http://testserver/id/product/obra", None),
            ("https://doi.org/10.1000/182", None),
            ("urn:ISBN:9789290882565", None),
            ("https://www.oitcinterfor.org/obra", None),
            (f"http://testserver{rich.files.get().file.url}", None),
        ],
        "source": [("https://www.ilo.org/obra", None)],
        "language": [("es", None)],
        "relation": [
            ("Trazos de la Formación, 9", None),
            ("urn:ISSN:0254-2439", None),
            ("http://testserver/id/event/taller", None),
        ],
        "coverage": [("UY", None), ("Uruguay", "es"), ("Uruguai", "pt"), ("Uruguay", "en")],
        "rights": [
            (Access.HERE.right, None),
            ("https://creativecommons.org/licenses/by/4.0/", None),
            ("OIT", None),
        ],
    }
    assert {name: statements(found, name) for name in expected} == expected
    assert told == expected.keys()


def test_dublin_core_tells_nothing_that_is_not_known(client, bare):
    found = record(client, "oai_dc")

    told = [element.tag.partition("}")[2] for element in find(found, "//oai:metadata//dc:*")]
    assert told == ["title", "type", "type", "identifier", "language", "rights"]
    assert statements(found, "type")[0] == ("text", "en")


def texts(document, path):
    return [(found.text, found.get(LANGUAGE)) for found in find(document, path)]


def attributes(document, path):
    return [dict(found.attrib) for found in find(document, path)]


def test_datacite_tells_all_that_is_known(client, rich):
    found = record(client, "oai_datacite")

    assert texts(found, "//d:resource/d:identifier") == [("10.1000/182", None)]
    assert attributes(found, "//d:resource/d:identifier") == [{"identifierType": "DOI"}]
    assert texts(found, "//d:creator/*") == [
        ("Silva, Ana", None),
        ("Ana", None),
        ("Silva", None),
        (f"https://orcid.org/{ORCID}", None),
    ]
    assert texts(found, "//d:contributor/*") == [("Instituto", None), ("https://ror.org/02mhbdp94", None)]
    assert find(found, "//d:contributor/@contributorType") == ["Editor"]
    assert texts(found, "//d:title")[0] == ("Formación <dual> & trabajo", "es")
    assert find(found, "//d:title/@titleType") == ["TranslatedTitle"] * 2
    assert texts(found, "//d:publisher | //d:publicationYear | //d:date") == [
        ("OIT/Cinterfor", None),
        ("2018", None),
        ("2018-07", None),
    ]
    assert find(found, "//d:resourceType/@resourceTypeGeneral") == ["Book"]
    assert set(find(found, "//d:subject/@valueURI")) == {"http://testserver/id/theme/dual"}
    assert texts(found, "//d:alternateIdentifier") == [
        ("http://testserver/id/product/obra", None),
        ("9789290882565", None),
        ("https://www.oitcinterfor.org/obra", None),
    ]
    assert texts(found, "//d:relatedIdentifier") == [("0254-2439", None)]
    assert texts(found, "//d:size | //d:format | //d:geoLocationPlace") == [
        ("120 pages", None),
        ("application/pdf", None),
        ("Uruguay", None),
    ]
    assert find(found, "//d:description/@descriptionType") == ["Abstract", "Abstract", "SeriesInformation"]


def test_datacite_says_where_something_that_it_wants_is_not_known(client):
    factories.make_product(slug="obra", abstract="De oídas.", abstract_is_note=True)

    found = record(client, "oai_datacite")

    assert find(found, "string(//d:creatorName)") == find(found, "string(//d:publisher)") == ":unkn"
    assert find(found, "//d:creatorName/@nameType") == []
    assert attributes(found, "//d:resource/d:identifier") == [{"identifierType": "URL"}]
    assert set(find(found, "//d:description/@descriptionType")) == {"Other"}


@pytest.mark.parametrize("prefix", FORMATS)
def test_each_format_says_where_its_facts_come_from_and_when_they_were_verified(client, rich, prefix):
    told = find(record(client, prefix), "//oai:about//dc:*")

    assert [(element.tag.partition("}")[2], element.text) for element in told] == [
        ("identifier", "http://testserver/id/product/obra"),
        ("source", "https://www.ilo.org/obra"),
        ("date", "2026-05-04"),
        ("description", "Last verified on 2026-05-04"),
    ]


def test_a_licence_is_told_only_where_the_work_states_it(client, rich):
    licence = {"rightsURI": "https://creativecommons.org/licenses/by/4.0/"}
    spdx = {"rightsIdentifierScheme": "SPDX", "schemeURI": "https://spdx.org/licenses/"}

    _access, told = attributes(record(client, "oai_datacite"), "//d:rights")
    assert told == licence | spdx | {"rightsIdentifier": "CC-BY-4.0"}
    assert find(record(client, "oai_openaire"), "//o:licenseCondition/@uri") == [*licence.values()]

    rich.licence, rich.issued = "", "2024"
    rich.save()

    # By the rule of the ILO it would be the same licence, but the work does not say so.
    assert len(find(record(client, "oai_datacite"), "//d:rights")) == 1
    assert find(record(client, "oai_openaire"), "//o:licenseCondition") == []


def test_openaire_tells_all_that_is_known(client, rich):
    found = record(client, "oai_openaire")

    assert texts(found, "//d:identifier") == [("https://doi.org/10.1000/182", None)]
    assert texts(found, "//o:resourceType") == [("book", None)]
    assert attributes(found, "//o:resourceType") == [
        {"resourceTypeGeneral": "literature", "uri": "http://purl.org/coar/resource_type/c_2f33"}
    ]
    assert texts(found, "//d:rights") == [("open access", None)]
    assert texts(found, "//o:file") == [(f"http://testserver{rich.files.get().file.url}", None)]
    assert find(found, "//o:file/@mimeType") == ["application/pdf"]
    assert texts(found, "//d:creatorName | //d:contributorName") == [
        ("Silva, Ana", None),
        ("Instituto", None),
    ]
    assert statements(found, "language") == [("es", None)]
    assert statements(found, "description") == [("Un estudio.", "es"), ("A study.", "en")]
    assert statements(found, "coverage")[0] == ("UY", None)


def test_openaire_tells_of_a_work_without_a_file_here_that_there_is_only_what_is_told_of_it(client):
    factories.make_product(slug="obra", url="https://www.oitcinterfor.org/obra")

    found = record(client, "oai_openaire")

    assert texts(found, "//d:rights") == [("metadata only access", None)]
    assert find(found, "//d:creators | //d:contributors | //dc:publisher | //o:file") == []


def test_harvesters_and_the_data_of_a_work_say_the_same_of_its_access(client):
    factories.make_product(slug="obra", url="https://www.oitcinterfor.org/obra")

    twin = client.get(reverse("product_detail_data", args=["obra", "json"])).json()

    (right,) = find(record(client, "oai_openaire"), "//d:rights")
    assert right.get("rightsURI") == twin["access_right"] == Access.ELSEWHERE.right


@pytest.mark.parametrize("prefix", ["oai_datacite", "oai_openaire"])
def test_works_whose_year_is_not_known_are_not_told_in_formats_that_want_one(client, bare, prefix):
    factories.make_product(slug="otra")

    assert find(record(client, prefix), "//oai:error/@code") == ["cannotDisseminateFormat"]
    assert [header.slug for header in harvest(client, metadataPrefix=prefix)] == ["otra"]
    own = ask(client, "ListMetadataFormats", identifier="oai:127.0.0.1:product/obra")
    assert find(own, "//oai:metadataPrefix/text()") == ["oai_dc"]


@pytest.mark.parametrize("prefix", FORMATS)
def test_each_kind_and_role_has_its_word_in_each_format(client, prefix):
    for kind in Product.Kind.values:
        work = factories.make_product(kind=kind)
        for role in Contribution.Role.values:
            Contribution.objects.create(product=work, person=factories.make_person(), role=role)

    document = ask(client, "ListRecords", metadataPrefix=prefix)

    assert len(find(document, "//oai:metadata")) == len(Product.Kind)


def test_a_language_held_back_and_a_theme_or_meeting_that_is_not_public_are_not_told(client, rich):
    rich.held_languages = ["pt"]
    rich.save()
    for related in (rich.themes.get(), rich.event):
        related.publication_status = "draft"
        related.save()

    found = record(client, "oai_dc")

    assert [language for _text, language in statements(found, "title")] == ["es", "en"]
    assert statements(found, "subject") == []
    assert len(statements(found, "relation")) == 2


def test_a_work_in_another_language_than_the_portals_keeps_its_title_first(client):
    factories.make_product(slug="obra", language="fr", title="Métiers")

    titles = statements(record(client, "oai_dc"), "title")

    assert [language for _text, language in titles] == ["fr", "es", "pt", "en"]
    assert titles[0][0] == "Métiers"


def test_a_person_is_named_as_printed_as_in_references(client):
    work = factories.make_product(slug="obra")
    person = factories.make_person(given_name="Fernando", family_name="Vargas Zúñiga")
    Contribution.objects.create(product=work, person=person, name_as_printed="Fernando Vargas")

    assert statements(record(client, "oai_dc"), "creator") == [("Vargas, Fernando", None)]


def test_an_article_with_an_issn_is_one_of_a_journal(client):
    factories.make_product(slug="obra", kind="article", issn="0254-2439")

    assert statements(record(client, "oai_dc"), "type")[0] == ("journal article", "en")


def test_a_number_that_is_no_isbn_is_told_as_none(client):
    factories.make_product(slug="obra", isbn="978-92-9088-256-4")

    assert len(statements(record(client, "oai_dc"), "identifier")) == 1


def test_control_characters_never_reach_the_document(client, bare):
    type(bare).objects.filter(pk=bare.pk).update(title="Uno\x0bdos\x01tres")

    assert statements(record(client, "oai_dc"), "title")[0][0] == "Uno dos tres"
