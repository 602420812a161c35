"""What the head of a work's page tells Google Scholar and Zotero."""

import pytest
from django.core.files.base import ContentFile
from lxml import html

from knowledge.models import Contribution, ProductFile
from tests import factories

pytestmark = pytest.mark.django_db
PAGE = "/es/productos-de-conocimiento/obra/"


def tags(client, path=PAGE):
    """All `meta` elements of the head with a name: (name, content, language)."""
    head = html.document_fromstring(client.get(path).content.decode()).find("head")
    return [(tag.get("name"), tag.get("content"), tag.get("lang")) for tag in head.iter("meta")]


def test_a_work_has_its_title_authors_date_and_file(client):
    title = 'Formação "dual" & <b>aprendizagem</b>'
    product = factories.make_product(
        slug="obra", title=title, language="pt", issued="2020-07", doi="10.1000/1"
    )
    ana = factories.make_person(given_name="Ana", family_name="Silva")
    Contribution.objects.create(product=product, person=ana)
    Contribution.objects.create(
        product=product, institution=factories.make_institution(name="SENAI, Brasil"), position=1
    )
    ProductFile.objects.create(product=product, language="pt", file=ContentFile(b"%PDF-1.4", "o.pdf"))
    ProductFile.objects.create(product=product, language="pt", file=ContentFile(b"PK", "o.zip"))

    found = tags(client)

    named = {name: [content for other, content, _lang in found if other == name] for name, *_rest in found}
    assert ("citation_title", title, "pt") in found and ("DC.title", title, "pt") in found
    assert named["citation_author"] == named["DC.creator"] == ["Silva, Ana", "SENAI, Brasil"]
    assert named["citation_publication_date"] == ["2020/07"]
    assert named["DCTERMS.issued"] == ["2020-07"]
    assert named["citation_language"] == named["DC.language"] == ["pt"]
    assert named["citation_doi"] == ["10.1000/1"]
    assert "doi:10.1000/1" in named["DC.identifier"]
    (pdf,) = named["citation_pdf_url"]
    assert pdf.startswith("http://testserver/files/") and pdf.endswith(".pdf")


def test_an_article_names_its_journal_and_a_report_its_institution(client):
    values = {"slug": "obra", "publisher": "OIT/Cinterfor"}
    series = factories.in_series("Boletín, 149", issn="0254-2439")
    product = factories.make_product(kind="article", **values, **series)
    article = {name: content for name, content, _lang in tags(client)}
    product.kind = "report"
    product.save()
    report = {name: content for name, content, _lang in tags(client)}

    assert (article["citation_journal_title"], article["citation_issue"]) == ("Boletín", "149")
    assert article["citation_issn"] == "0254-2439"
    assert report["citation_technical_report_institution"] == "OIT/Cinterfor"
    assert report["citation_technical_report_number"] == "149"
    assert report["citation_series_title"] == "Boletín" and "citation_series_title" not in article


def test_translated_titles_and_abstracts_say_their_language(client):
    factories.make_product(
        slug="obra", title="Obra", translated_title_es=None, translated_title_en="Work", abstract="Resumen."
    )

    found = tags(client)

    assert ("DCTERMS.alternative", "Work", "en") in found
    assert ("DC.description", "Resumen.", "es") in found
    assert ("citation_abstract", "Resumen.", None) in found


def test_zotero_takes_no_translated_title_for_the_abbreviation_of_a_journal(client):
    series = factories.in_series("Boletín, 149")
    factories.make_product(slug="obra", kind="article", title="Obra", translated_title_en="Work", **series)

    found = tags(client)

    assert ("DC.title", "Work", "en") in found
    assert not [name for name, *_rest in found if name == "DCTERMS.alternative"]


def test_zotero_learns_place_edition_and_pages(client):
    factories.make_product(slug="obra", place="Montevideo", edition="2.ª", pages=72)

    named = {name: content for name, content, _lang in tags(client)}

    assert (named["eprints.place_of_pub"], named["prism.edition"]) == ("Montevideo", "2.ª")
    assert named["bibo.numPages"] == "72"


def test_the_last_word_of_an_institution_is_no_family_name(client):
    product = factories.make_product(slug="obra")
    institution = factories.make_institution(name="Servicio Nacional de Aprendizaje")
    Contribution.objects.create(product=product, institution=institution)

    named = {name: content for name, content, _lang in tags(client)}

    assert named["citation_author"] == "Servicio Nacional de Aprendizaje,"
    assert named["DC.creator"] == "Servicio Nacional de Aprendizaje"


def test_what_is_not_known_has_no_tag(client):
    factories.make_product(slug="obra", issued=None)

    names = {name for name, *_rest in tags(client)}

    assert not names & {"citation_publication_date", "citation_author", "citation_pdf_url", "DCTERMS.issued"}
    assert not [content for _name, content, _lang in tags(client) if content == ""]


def test_other_pages_have_none(client):
    theme = factories.make_theme()

    assert not [name for name, *_rest in tags(client, theme.get_absolute_url()) if "citation" in (name or "")]
