"""Themes as a thesaurus for machines, read by rdflib."""

import pytest
import rdflib
from rdflib.namespace import DCTERMS, RDF, SKOS

from tests import factories

pytestmark = pytest.mark.django_db


def graph_of(client, path):
    response = client.get(path)
    data = b"".join(response.streaming_content) if response.streaming else response.content
    assert response["Content-Type"].startswith("application/ld+json")
    return rdflib.Graph().parse(data=data, format="json-ld")


@pytest.fixture
def themes():
    group = factories.make_theme()
    theme = factories.make_theme(
        broader=group,
        name_es="Aprendizaje",
        name_pt="Aprendizagem",
        name_en="Apprenticeship",
        alt_labels_es="Aprendizaje\nformación dual [UY, BR]",
        scope_note="<p>Qué es.</p>",
        scope_note_source="Recomendación 208",
        scope_note_url="https://www.ilo.org/r208",
        ilo_thesaurus="APRENDIZAJE / APPRENTICESHIP",
        esco="http://data.europa.eu/esco/skill/x",
    )
    factories.make_theme(broader=group, publication_status="draft")
    return group, theme


def uri(theme):
    return rdflib.URIRef(f"http://testserver{theme.permalink}")


def test_a_theme_is_a_concept_with_labels_in_all_languages(client, themes):
    group, theme = themes
    graph = graph_of(client, theme.get_absolute_url().rstrip("/") + ".skos")
    concept = uri(theme)

    labels = {(label.language, str(label)) for label in graph.objects(concept, SKOS.prefLabel)}
    assert labels == {("es", "Aprendizaje"), ("pt", "Aprendizagem"), ("en", "Apprenticeship")}
    # A preferred label is no alternative one in the same language (SKOS, S13).
    synonyms = {(str(label), label.language) for label in graph.objects(concept, SKOS.altLabel)}
    assert synonyms == {("formación dual", "es")}
    assert graph.value(concept, SKOS.broader) == uri(group)
    assert {str(found) for found in graph.objects(concept, DCTERMS.source)} == {
        "Recomendación 208",
        "https://www.ilo.org/r208",
    }
    assert {str(found) for found in graph.objects(concept, SKOS.definition)} == {"Qué es."}


def test_what_others_call_it_is_close_and_stands_by_its_name_where_it_has_no_address(client, themes):
    graph = graph_of(client, themes[1].get_absolute_url().rstrip("/") + ".skos")

    matches = set(graph.objects(uri(themes[1]), SKOS.closeMatch))
    by_address = {match for match in matches if isinstance(match, rdflib.URIRef)}
    (by_name,) = matches - by_address

    assert {str(match) for match in by_address} == {"http://data.europa.eu/esco/skill/x"}
    assert str(graph.value(by_name, SKOS.prefLabel)) == "APRENDIZAJE / APPRENTICESHIP"
    assert str(graph.value(graph.value(by_name, SKOS.inScheme), DCTERMS.title)) == "ILO Thesaurus"
    assert not set(graph.subject_objects(SKOS.exactMatch))


@pytest.mark.parametrize("path", ["/es/temas.skos", "/pt/temas.skos", "/en/themes.skos?format=skos"])
def test_the_list_is_one_scheme_in_which_each_concept_has_its_place(client, themes, path):
    group, theme = themes
    graph = graph_of(client, path)
    (scheme,) = set(graph.subjects(SKOS.hasTopConcept))

    assert (scheme, RDF.type, SKOS.ConceptScheme) in graph
    assert set(graph.subjects(SKOS.inScheme, scheme)) == {uri(group), uri(theme)}
    assert set(graph.objects(scheme, SKOS.hasTopConcept)) == set(graph.subjects(SKOS.topConceptOf, scheme))
    assert set(graph.subject_objects(SKOS.narrower)) == {
        (b, a) for a, b in graph.subject_objects(SKOS.broader)
    }
    assert client.get(str(scheme)).status_code == 303


def test_more_themes_ask_no_more_of_the_database(client, themes, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        graph_of(client, "/es/temas.skos")
    for _number in range(20):
        factories.make_theme(broader=themes[0])
    with django_assert_max_num_queries(12):
        graph_of(client, "/es/temas.skos")
