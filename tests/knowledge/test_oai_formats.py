"""What is told of a work in the formats of libraries: all that is known, and nothing else."""

import pytest
from django.core.files.base import ContentFile

from knowledge.models import Contribution, ProductFile
from tests import factories

from .harvester import ask, find, statements

pytestmark = pytest.mark.django_db
ORCID = "0000-0002-1825-0097"


@pytest.fixture
def rich():
    """A work of which everything is known."""
    series = {"series": "Trazos de la Formación, 9", "issn": "0254-2439"}
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
        countries=[factories.make_country(code="UY", slug="uy", name="Uruguay", name_pt="Uruguai")],
        themes=[factories.make_theme(slug="dual", name_es="Dual", name_pt="Duplo", name_en="Dual (en)")],
        event=factories.make_event(slug="taller"),
        **series,
        **numbers,
    )
    person = factories.make_person(given_name="Ana", family_name="Silva", orcid=ORCID)
    institute = factories.make_institution(name="Instituto", ror="https://ror.org/02mhbdp94")
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

    told = {element.tag.partition("}")[2] for element in find(found, "//dc:*")}
    expected = {
        "title": [("Formación <dual> & trabajo", "es"), ("Formação dual", "pt"), ("Dual training", "en")],
        "creator": [("Silva, Ana", None)],
        "contributor": [("Instituto", "es")],
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
    }
    assert {name: statements(found, name) for name in expected} == expected
    assert told == expected.keys()


def test_dublin_core_tells_nothing_that_is_not_known(client, bare):
    found = record(client, "oai_dc")

    told = [element.tag.partition("}")[2] for element in find(found, "//dc:*")]
    assert told == ["title", "type", "type", "identifier", "language"]
    assert statements(found, "type")[0] == ("text", "en")


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


def test_an_article_with_an_issn_is_one_of_a_journal(client):
    factories.make_product(slug="obra", kind="article", issn="0254-2439")

    assert statements(record(client, "oai_dc"), "type")[0] == ("journal article", "en")


def test_a_number_that_is_no_isbn_is_told_as_none(client):
    factories.make_product(slug="obra", isbn="978-92-9088-256-4")

    assert len(statements(record(client, "oai_dc"), "identifier")) == 1


def test_control_characters_never_reach_the_document(client, bare):
    type(bare).objects.filter(pk=bare.pk).update(title="Uno\x0bdos\x01tres")

    assert statements(record(client, "oai_dc"), "title")[0][0] == "Uno dos tres"
