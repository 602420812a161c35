"""Which records a query finds."""

import pytest

from cinterfor.publishing.registry import get_type
from knowledge.models import Contribution, Person, Product
from tests.factories import (
    make_agreement,
    make_country,
    make_institution,
    make_page,
    make_party,
    make_product,
    make_theme,
)

pytestmark = pytest.mark.django_db


def slugs(client, query, language="es"):
    path = {"es": "/es/buscar/", "pt": "/pt/buscar/", "en": "/en/search/"}[language]
    answer = client.get(path, {"q": query, "format": "json"})
    assert answer.status_code == 200, answer.content
    return [hit["id"] for hit in answer.json()["results"]]


def page(slug, title, **values):
    return make_page(slug=slug, title=title, **values)


def test_all_words_must_be_found(client):
    page("ambas", "Certificación en Uruguay")
    page("una", "Certificación")

    assert slugs(client, "certificacion uruguay") == ["ambas"]


def test_words_in_quotes_stand_together(client):
    page("juntas", "Formación dual")
    page("aparte", "Dual es la formación")

    assert slugs(client, '"formación dual"') == ["juntas"]


@pytest.mark.parametrize("query", ["certificaciones -competencia", "certificación -competencias"])
def test_a_left_out_word_is_left_out_in_every_form_and_language(client, query):
    page("sin", "Certificación de oficios")
    page("con", "Certificación de competencias")
    make_page(slug="en-otra", title_es="Certificación", title_pt="Certificação de competências", title_en="X")

    assert slugs(client, query) == ["sin"]


def test_one_or_the_other_word_is_enough_where_the_reader_says_or(client):
    page("uno", "Soldadura naval")
    page("otro", "Carpintería naval")
    page("ninguno", "Pesca naval")

    assert set(slugs(client, "naval soldadura OR carpintería")) == {"uno", "otro"}


def test_a_record_is_found_by_words_of_any_language_and_of_two_at_once(client):
    make_page(slug="x", title_es="Calidad", title_pt="Qualidade", title_en="Quality apprenticeships")

    for query in ("calidad", "qualidade", "quality", "calidad apprenticeship"):
        assert slugs(client, query, "pt") == ["x"], query


@pytest.mark.parametrize("query", ["fomacion", "formasion", "certficação"])
def test_a_typing_error_finds_what_was_meant_and_says_so(client, query):
    make_page(slug="x", title_es="Formación", title_pt="Certificação", title_en="x")

    answer = client.get("/es/buscar/", {"q": query}).content.decode()

    assert 'href="/es/paginas/x/"' in answer
    assert "exact=yes" in answer


def test_a_typing_error_is_taken_as_it_is_where_the_reader_insists(client):
    page("x", "Formación")

    answer = client.get("/es/buscar/", {"q": "fomacion", "exact": "yes", "format": "json"}).json()

    assert answer["count"] == 0


@pytest.mark.parametrize(
    "query", ["978-92-9088-256-5", "9789290882565", "ISBN 978 92 9088 256 5", "92-9088-256-X"]
)
def test_a_work_is_found_by_its_isbn_however_it_is_written(client, query):
    make_product(slug="obra", isbn="978-92-9088-256-5")
    make_product(slug="otra")

    assert slugs(client, query) == ["obra"]


@pytest.mark.parametrize("query", ["2019", "10.1000/abc", "https://doi.org/10.1000/ABC", "0378-5548"])
def test_a_work_is_found_by_year_doi_and_issn(client, query):
    make_product(slug="obra", issued="2019-05", doi="10.1000/abc", issn="0378-5548")
    make_product(slug="otra", issued="2020")

    assert slugs(client, query) == ["obra"]


def test_acronyms_and_former_names_come_before_texts(client):
    page("texto", "Historia", body="<p>SENAI SENAI SENAI y la Escuela Vieja</p>")
    make_institution(slug="ella", name="Servicio", acronym="SENAI", former_names=["Escuela Vieja"])

    assert slugs(client, "senai")[0] == "ella"
    assert slugs(client, "escuela vieja")[0] == "ella"


def test_records_in_the_readers_language_come_first(client):
    for language, title in (("pt", "Guia um"), ("es", "Guia uno")):
        make_product(slug=language, title=title, language=language, translated_title="")

    assert slugs(client, "guia", "pt") == ["pt", "es"]
    assert slugs(client, "guia", "es") == ["es", "pt"]


def test_synonyms_widen_a_query_in_all_languages_and_the_page_says_so(client):
    make_theme(
        slug="tema",
        name_es="Formación dual",
        alt_labels_es="aprendices",
        name_pt="Aprendizagem",
        alt_labels_pt="",
        name_en="Apprenticeships",
        alt_labels_en="",
    )
    make_page(slug="pt", title_es="x", title_pt="Guia de aprendizagem", title_en="x")
    make_page(slug="en", title_es="x", title_pt="x", title_en="An apprenticeship guide")

    assert set(slugs(client, "aprendices")) == {"tema", "pt", "en"}
    answer = client.get("/es/buscar/", {"q": "aprendices"}).content.decode()
    assert '<span lang="pt">Aprendizagem</span>' in answer
    exact = client.get("/es/buscar/", {"q": "aprendices", "exact": "yes", "format": "json"}).json()
    assert [hit["id"] for hit in exact["results"]] == ["tema"]


def test_quotes_keep_synonyms_out(client):
    make_theme(slug="tema", name_es="Formación dual", name_pt="x", name_en="y", alt_labels_es="aprendices")
    page("otra", "Formación dual")

    assert slugs(client, '"aprendices"') == ["tema"]


def test_few_hits_for_many_words_are_followed_by_records_with_most_of_them(client):
    page("todas", "Mujeres oficios navales Uruguay")
    page("casi", "Mujeres oficios navales")
    page("una", "Mujeres")

    assert slugs(client, "mujeres oficios navales uruguay") == ["todas", "casi"]


def test_common_words_alone_are_told_not_searched(client):
    page("x", "De la a la zeta")

    answer = client.get("/es/buscar/", {"q": "de la"})

    assert answer.status_code == 200
    assert "/es/paginas/x/" not in answer.content.decode()


def test_what_is_not_public_yet_is_not_found_counted_or_suggested(client):
    draft = make_institution(name="Secretísimo", publication_status="draft")
    later = make_institution(name="Futurísimo", published_from="2999-01-01T00:00Z")

    for record in (draft, later):
        name = record.name_es
        assert client.get("/es/buscar/", {"q": name, "format": "json"}).json()["count"] == 0
        assert client.get("/es/buscar/sugerencias/", {"q": name[:5]}).json()[1] == []
        for path in ("/es/buscar/", "/es/instituciones/"):
            assert name.lower() not in client.get(path, {"q": name.replace("í", "")}).content.decode().lower()


def test_lists_search_as_the_whole_portal_does(client):
    person = Person.objects.create(slug="p", family_name="Barbagelata")
    product = make_product(slug="obra", title="El derecho")
    Contribution.objects.create(product=product, person=person)
    theme = make_theme(name_es="Dual", alt_labels_es="aprendices", name_pt="x", name_en="y")
    make_product(slug="dual", title="Sistema dual", themes=[theme])

    assert list(Product.objects.matching("barbagelata")) == [product]
    assert [found.slug for found in Product.objects.matching("aprendices").by_relevance("aprendices")] == [
        "dual"
    ]
    answer = client.get("/es/productos-de-conocimiento/", {"q": "barbagelatta"}).content.decode()
    assert "?q=barbagelata" in answer


def test_an_agreement_is_found_by_its_parties_of_whatever_kind(client):
    agreement = make_agreement(slug="acuerdo")
    make_party(agreement=agreement, institution=make_institution(acronym="INEFOP", name="Instituto"))
    make_party(agreement=agreement, name="Grupo Zaragoza")

    for query in ("inefop", "zaragoza"):
        assert "acuerdo" in slugs(client, query)


def test_each_record_type_is_searched(client):
    for name in ("page", "theme", "institution"):
        get_type(name).model.objects.all()  # the registry knows them
    make_theme(slug="t", name="Zzz uno")
    make_institution(slug="i", name="Zzz dos")

    assert set(slugs(client, "zzz")) == {"t", "i"}


def test_an_acronym_is_not_taken_for_a_form_of_another(client):
    make_institution(slug="uno", name="Instituto uno", acronym="SENA")
    make_institution(slug="otro", name="Instituto dos", acronym="SENAI")
    page("texto", "Visita", body="<p>Con el SENAI.</p>")

    assert slugs(client, "sena") == ["uno"]
    assert slugs(client, "senai") == ["otro", "texto"]
    assert slugs(client, "instituto -senai") == ["uno"]


def test_the_institution_of_an_acronym_comes_first_also_among_other_words(client):
    country = make_country(code="CO", name="Colombia")
    page("texto", "Convenio del SENA de Colombia")
    make_institution(slug="ella", name="Servicio", acronym="SENA", country=country)

    assert slugs(client, "sena colombia")[0] == "ella"


@pytest.mark.parametrize("query", ["cinterfor", "oit cinterfor", "OIT/Cinterfor", "covid 19", "covid-19"])
def test_words_joined_by_signs_are_found_apart(client, query):
    page("x", "La OIT/Cinterfor ante la COVID-19")

    assert slugs(client, query) == ["x"]


@pytest.mark.parametrize("query", ["inteligencia", "pasantías"])
def test_a_word_that_is_only_somewhat_like_another_is_not_corrected(client, query):
    page("x", "Intendencia")
    page("y", "Ellos pasan")

    assert slugs(client, query) == []


def test_the_nearest_word_is_meant_and_of_the_readers_language_among_equals(client):
    make_page(slug="x", title_es="certifica", title_pt="certificação", title_en="x")
    answer = client.get("/pt/buscar/", {"q": "certificasão", "format": "json"}).json()

    assert answer["searched_instead"] == "certificação"


def test_the_text_is_the_readers_own_and_says_where_else_the_word_stands(client):
    make_page(slug="x", title="x", summary_es="En español.", summary_pt="x", summary_en="An apprentice here.")

    answer = client.get("/es/buscar/", {"q": "apprentice"}).content.decode()

    assert "En español." in answer
    assert '<span lang="en">An <mark>apprentice</mark> here.</span>' in answer


@pytest.mark.parametrize("query", ["noticias", "News", "notícia"])
def test_the_name_of_a_list_leads_to_it(client, query):
    main = client.get("/es/buscar/", {"q": query}).content.decode().partition("<main")[2]

    assert 'href="/es/noticias/"' in main
