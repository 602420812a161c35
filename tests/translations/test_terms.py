"""Terms of the thesaurus in texts to translate."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cinterfor.translations.terms import Glossary, glossary_hits
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def themes():
    factories.make_theme(
        name_es="Formación profesional",
        name_pt="Formação profissional",
        name_en="Vocational training",
        alt_labels_es="capacitación laboral\nFP",
        alt_labels_pt="educação profissional",
    )
    factories.make_theme(name_es="Formación", name_pt="Formação", name_en="Training")
    factories.make_theme(name_es="Borrador", name_pt="Rascunho", publication_status="draft")


def found(text, source="es", target="pt"):
    return [(hit.term, hit.equivalents) for hit in glossary_hits(text, source, target)]


def test_the_longest_term_counts_with_the_preferred_label_first():
    assert found("La formación profesional dual") == [
        ("formación profesional", ("Formação profissional", "educação profissional"))
    ]


def test_case_accents_and_plurals_make_no_difference():
    assert [term for term, _names in found("FORMACIONES PROFESIONALES y la formacion")] == [
        "FORMACIONES PROFESIONALES",
        "formacion",
    ]
    assert found("As formações", "pt", "en") == [("formações", ("Training",))]


def test_synonyms_are_found_and_whole_words_only():
    assert [term for term, _names in found("De FP y de capacitaciones laborales")] == [
        "FP",
        "capacitaciones laborales",
    ]
    assert found("Transformación, informaciones, de esta forma") == []


def test_tags_stand_in_no_terms_way_and_are_no_text():
    assert [term for term, _names in found('<a href="/formación/">La <em>formación</em></a>')] == [
        "formación"
    ]


def test_each_term_is_told_once_and_none_without_equivalent_or_not_yet_public():
    assert len(found("Formación, formación y formaciones")) == 1
    assert found("El borrador") == []
    assert found("Formación", "es", "fr") == []


@pytest.mark.parametrize(
    ("source", "target", "told"),
    [
        ("La formación profesional dual", "A formação profissional dual", []),
        ("Formaciones profesionales", "EDUCAÇÃO PROFISSIONAL", []),
        ("Las formaciones", "As formações", []),
        ("De <em>formación</em> en formación", "De <a href='/formação'>ensino</a>", ["Formação"]),
        (
            "Capacitación laboral y formación",
            "Ensino",
            ["Formação profissional · educação profissional", "Formação"],
        ),
        ("La formación profesional", "A formação", ["Formação profissional · educação profissional"]),
        ("El borrador", "O papel", []),
    ],
)
def test_a_translation_with_other_words_than_the_glossary_is_told(source, target, told):
    remarks = Glossary("es", "pt").remarks(source, target)

    assert [remark.rpartition(": ")[2].rstrip(".") for remark in remarks] == told


def test_english_plurals_in_ies_are_those_of_words_in_y():
    factories.make_theme(name_es="Política pública", name_en="Public policy")

    assert Glossary("es", "en").remarks("Las políticas públicas", "Public policies") == []


def test_one_query_serves_all_texts_of_a_page():
    with CaptureQueriesContext(connection) as queries:
        glossary = Glossary("es", "pt")
        for _number in range(5):
            glossary.hits("La formación profesional")

    assert len(queries) == 1
