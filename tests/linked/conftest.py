"""One record of every kind with all that can be known of it, and some with as little as may be."""

import pytest
from django.core.files.base import ContentFile

from knowledge.models import Contribution, ProductFile
from tests import factories


@pytest.fixture
def network():
    country = factories.make_country(code="UY", capital="Montevideo", latitude=-34.9, longitude=-56.2)
    institution = factories.make_institution(
        country=country,
        acronym="INS",
        official_name="Instituto",
        city="Montevideo",
        latitude=-34.9,
        longitude=-56.2,
        founded="1963",
        website="https://example.org/",
        ror="02qfhmz23",
        wikidata="Q1",
        isni="0000 0001 2345 6789",
        working_languages=["es"],
        description="<p>Forma.</p>",
    )
    factories.make_membership(institution=institution)
    group = factories.make_theme()
    theme = factories.make_theme(
        broader=group,
        alt_labels="aprendizaje [UY]\nformación dual",
        scope_note="<p>Qué es.</p>",
        scope_note_source="Tesauro de la OIT",
        ilo_thesaurus="APRENDIZAJE / APPRENTICESHIP",
        esco="http://data.europa.eu/esco/skill/x",
    )
    image = factories.make_image()
    event = factories.make_event(
        country=country, city="Montevideo", mode="both", summary="Sumario", hosts=[institution], image=image
    )
    event.organisers.add(institution)
    tied = {"countries": [country], "themes": [theme]}
    agreement = factories.make_agreement(
        ends="2030",
        duration_months=60,
        renews_tacitly=True,
        amount=5,
        currency="USD",
        modality="financing",
        **tied,
    )
    factories.make_party(agreement=agreement, institution=institution, role="provider")
    factories.make_party(agreement=agreement, country=country)
    factories.make_party(agreement=agreement, name="Un grupo")
    news = factories.make_news(institutions=[institution], event=event, image=image, **tied)
    question = factories.make_question(
        answer=f'<p>Vea <a href="/id/institution/{institution.slug}">el instituto</a>.</p>'
    )
    above = factories.make_page(menu="footer")
    page = factories.make_page(parent=above, body="<p>Texto.</p>", image=image)
    product = make_work(institution, event=event, institutions=[institution], **tied)
    bare = [factories.make_product(kind="database"), factories.make_institution(country=None)]
    bare += [factories.make_product(kind=kind, language="fr") for kind in ("article", "website", "guide")]
    bare += [factories.make_event(begins="2024-05"), factories.make_agreement(signed=None)]
    return [country, institution, theme, agreement, event, news, question, page, above, product, group, *bare]


def make_work(institution, **values):
    """A report with authors, a licence, and files of which one was read."""
    product = factories.make_product(
        kind="report",
        issued="2020-05",
        isbn="978-92-9088-289-3",
        doi="10.1000/xyz",
        series=factories.make_series(),
        number="9",
        issn="1510-9933",
        edition="2",
        extent="120 p.",
        audience=["teachers"],
        handle="10625/123",
        pages=120,
        publisher="OIT/Cinterfor",
        place="Montevideo",
        url="https://example.org/obra.pdf",
        licence="CC-BY-4.0",
        rights_holder="OIT",
        abstract="Sobre la formación.",
        **values,
    )
    people = [factories.make_person(orcid="0000-0002-1825-0097"), factories.make_person()]
    for position, (role, maker) in enumerate(
        [
            ("author", {"person": people[0]}),
            ("author", {"institution": institution}),
            ("editor", {"institution": institution}),
            ("translator", {"person": people[1]}),
            ("coordinator", {"person": people[1]}),
        ]
    ):
        Contribution.objects.create(product=product, role=role, position=position, **maker)
    for code in ("es", "pt"):
        ProductFile.objects.create(
            product=product, language=code, file=ContentFile(b"%PDF-1.4 " + code.encode(), f"{code}.pdf")
        )
    return product
