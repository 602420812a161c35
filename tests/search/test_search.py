"""Search over all types, in three languages."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from cinterfor.search.models import SearchEntry
from knowledge.models import Page
from network.models import Institution
from tests.factories import make_institution, make_page, make_product, make_theme

pytestmark = pytest.mark.django_db

PAIRS = [
    (language, first, second)
    for language, pairs in json.loads((Path(__file__).parent / "word-pairs.json").read_text()).items()
    for first, second in pairs
]


@pytest.mark.parametrize(("language", "first", "second"), PAIRS)
def test_word_pairs_of_the_field_find_one_another(language, first, second):
    texts = {f"title_{code}": "x" for code in ("es", "pt", "en")}
    one = make_page(**texts | {f"title_{language}": first})
    other = make_page(**texts | {f"title_{language}": second})

    for words in (first, second):
        assert set(Page.objects.matching(words)) == {one, other}, words


def test_drafts_are_not_found(client):
    make_institution(name="Secreto", publication_status="draft")

    assert "Secreto" not in client.get("/es/buscar/?q=secreto").content.decode().replace("q=secreto", "")


def test_a_withdrawn_record_leaves_the_index():
    institution = make_institution(name="Efímero")

    Institution.objects.update(publication_status="withdrawn")

    assert not SearchEntry.objects.filter(record_id=institution.pk, record_type="institution").exists()


def test_a_record_in_another_language_is_found_and_marked(client):
    make_product(title="Guia de aprendizagem", language="pt", translated_title_es="", translated_title_en="")

    page = client.get("/es/buscar/?q=aprendizagem").content.decode()

    assert '<span lang="pt">Guia de <mark>aprendizagem</mark></span>' in page


def test_hits_can_be_narrowed_to_one_type(client):
    make_institution(name="Calidad")
    make_theme(name="Calidad")

    page = client.get("/es/buscar/?q=calidad&type=theme").content.decode()

    assert "/es/temas/calidad/" in page
    assert "/es/instituciones/calidad/" not in page


@pytest.mark.parametrize(
    "query", ["q=%27%22%3C%28%29%21", "q=" + "a" * 201, "q=a&type=nothing", "q=%26%7C%21%3A%2A"]
)
def test_odd_queries_never_fail(client, query):
    assert client.get(f"/es/buscar/?{query}").status_code in (200, 400)


@pytest.mark.parametrize(("query", "status"), [("q=a&page=0", 404), ("q=a&page=9", 404), ("q=", 200)])
def test_pages_beyond_the_hits_are_not_found(client, query, status):
    assert client.get(f"/es/buscar/?{query}").status_code == status


def test_a_page_without_hits_offers_a_way_on(client):
    page = client.get("/en/search/?q=zzzz").content.decode()

    assert "/en/themes/" in page


def test_acronyms_and_former_names_find_an_institution():
    institution = make_institution(acronym="SENAI", former_names=["Escuela Vieja"])

    for words in ("senai", "escuela vieja"):
        assert list(Institution.objects.matching(words)) == [institution]


def test_the_index_can_be_written_again_from_the_records():
    institution = make_institution(name="Calidad")
    SearchEntry.objects.all().delete()

    call_command("rebuild_search", stdout=StringIO())

    assert list(Institution.objects.matching("calidad")) == [institution]
