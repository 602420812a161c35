"""What is suggested while a reader types."""

import pytest

from tests.factories import make_country, make_institution, make_page, make_product, make_theme

pytestmark = pytest.mark.django_db


def suggested(client, text, path="/es/buscar/sugerencias/"):
    return client.get(path, {"q": text}).json()


@pytest.mark.parametrize("text", ["ser", "SER", "sér", "servicio nac", "sen"])
def test_names_and_acronyms_that_begin_so_are_suggested(client, text):
    make_institution(slug="senai", name="Servicio Nacional", acronym="SENAI")

    assert suggested(client, text)[3] == ["http://testserver/es/instituciones/senai/"]


def test_a_word_within_a_name_is_found_where_few_begin_so(client):
    make_institution(slug="x", name="Instituto Nacional de Capacitación")

    assert suggested(client, "capacit")[1] == ["Instituto Nacional de Capacitación"]


def test_themes_and_their_synonyms_come_first(client):
    make_product(title="Aprendices de hoy", language="es", translated_title="")
    make_theme(slug="t", name="Formación dual", alt_labels_es="aprendices")

    texts, descriptions = suggested(client, "aprend")[1:3]

    assert texts[0] == "aprendices"
    assert "Formación dual" in descriptions[0]


def test_names_are_in_the_readers_language_or_say_which(client):
    make_country(code="DE", name_es="Alemania", name_pt="Alemanha", name_en="Germany")
    make_product(title="Guia brasileiro", language="pt", translated_title="")

    assert suggested(client, "alem", "/pt/buscar/sugestoes/")[1] == ["Alemanha"]
    answer = suggested(client, "guia")
    assert (answer[1], answer[4]["languages"]) == (["Guia brasileiro"], ["pt"])


def test_one_type_does_not_fill_the_list(client):
    for number in range(20):
        make_product(title=f"Guía {number}")
    make_page(title="Guía del sitio")

    types = suggested(client, "guía")[4]["types"]

    assert set(types) == {"product", "page"} and len(types) <= 8


def test_nothing_is_suggested_for_nothing(client):
    make_page(title="Guía")

    answer = suggested(client, " ")
    assert answer[:4] == ["", [], [], []]
    assert not any(answer[4].values())
