"""Links within texts lead to the record wherever it is now, and nowhere when it is no more."""

import datetime
import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override

from cinterfor.publishing.permalinks import as_permalink
from cinterfor.publishing.richtext import clean_html
from network.models import Institution
from tests import factories

pytestmark = pytest.mark.django_db
LINK = '<p>Véase <a href="/id/institution/senai#h-a">el SENAI</a>.</p>'
SHOWN = "<p>Véase el SENAI.</p>"


def main(response):
    return response.content.decode().partition("<main")[2]


def page_linking(**values):
    return factories.make_page(slug="p", body_es=LINK, body_pt=LINK, body_en=LINK, **values)


@pytest.mark.parametrize(
    ("language", "path"), [("es", "instituciones"), ("pt", "instituicoes"), ("en", "institutions")]
)
def test_a_link_leads_to_the_page_in_the_readers_language(client, language, path):
    factories.make_institution(slug="senai")
    page = page_linking()

    with override(language):
        answer = client.get(page.get_absolute_url())

    assert f'<a href="/{language}/{path}/senai/#h-a" rel="noopener">el SENAI</a>' in main(answer)


@pytest.mark.parametrize("way", ["save", "update"])
def test_a_link_follows_the_record_after_renames(client, way):
    institution = factories.make_institution(slug="senai")
    page = page_linking()

    for slug in ("segundo", "tercero"):
        if way == "update":
            Institution.objects.filter(pk=institution.pk).update(slug=slug)
        else:
            institution.slug = slug
            institution.save()

    assert 'href="/es/instituciones/tercero/#h-a"' in main(client.get(page.get_absolute_url()))


@pytest.mark.parametrize("state", ["withdrawn", "deleted", "draft", "later", "never"])
def test_a_link_to_what_is_not_public_is_its_text_alone(client, state):
    if state != "never":
        made = factories.make_institution(slug="senai")
    if state == "deleted":
        made.delete()
    elif state == "later":
        Institution.objects.update(published_from=timezone.now() + datetime.timedelta(days=1))
    elif state != "never":
        Institution.objects.update(publication_status=state)
    page = page_linking()

    assert SHOWN in main(client.get(page.get_absolute_url()))


def test_all_links_of_a_page_are_looked_up_together(client):
    def queries_with(number):
        for name in range(number):
            factories.make_institution(slug=f"i{number}-{name}")
            link = f'<p><a href="/id/institution/i{number}-{name}">a</a></p>'
            factories.make_question(answer_es=link, answer_pt=link, answer_en=link)
        with CaptureQueriesContext(connection) as queries:
            answer = client.get("/es/preguntas-frecuentes/")
        assert main(answer).count('href="/es/instituciones/i') >= number
        return len(queries)

    assert queries_with(1) == queries_with(8)


def test_an_answer_is_told_to_search_engines_with_links_that_work(client):
    factories.make_institution(slug="senai")
    gone = '<a href="/id/theme/nada">nada</a>'
    question = factories.make_question(answer_es=LINK + gone)

    text = client.get(question.get_absolute_url()).content.decode()
    told = json.loads(re.search(r'ld\+json">(.*?)</script>', text)[1])["acceptedAnswer"]["text"]

    assert 'href="http://testserver/es/instituciones/senai/#h-a"' in told
    assert told.endswith("<p>nada</p>")


def test_json_keeps_the_permalink_with_the_host(client):
    page_linking()

    told = client.get("/es/paginas/p.json").json()["html"]["body"]

    assert set(told) == {"es", "pt", "en"}
    assert '<a href="http://testserver/id/institution/senai#h-a"' in told["pt"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://testserver/es/instituciones/senai/", "/id/institution/senai"),
        ("http://testserver:8000/pt/instituicoes/senai", "/id/institution/senai"),
        ("/pt/instituciones/senai/?utm_source=x#h-a", "/id/institution/senai#h-a"),
        ("/en/faq/why/", "/id/question/why"),
        ("https://testserver/id/theme/uno", "/id/theme/uno"),
        ("https://other.org/es/instituciones/senai/", "https://other.org/es/instituciones/senai/"),
        ("https://testserver/es/instituciones/", "https://testserver/es/instituciones/"),
        ("/es/instituciones/senai.json", "/es/instituciones/senai.json"),
        ("/id/nothing/uno", "/id/nothing/uno"),
        ("https://[", "https://["),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("#h-a", "#h-a"),
    ],
)
def test_an_address_of_a_record_is_kept_as_its_permalink(typed, kept):
    assert as_permalink(typed) == kept


def test_a_typed_address_is_kept_as_its_permalink_by_every_save():
    typed = '<p><a href="https://testserver/es/instituciones/senai/">a</a></p>'

    page = factories.make_page(body_es=typed)

    page.refresh_from_db()
    assert page.body_es == clean_html('<p><a href="/id/institution/senai">a</a></p>')


def test_any_host_being_allowed_makes_no_other_host_ours(settings):
    settings.ALLOWED_HOSTS = ["*"]

    assert as_permalink("https://a.org/es/temas/x/") == "https://a.org/es/temas/x/"
