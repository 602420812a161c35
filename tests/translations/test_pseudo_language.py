"""No page has a text that translators cannot reach: all of them are read in a language of brackets."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import translation
from django.utils.translation import trans_real

from cinterfor.pictures.maps import DISCLAIMERS, WITH_MALVINAS
from cinterfor.publishing.registry import record_types
from cinterfor.requests.askings import ASKINGS
from tests import factories
from tests.translations.pseudo_language import PseudoTranslation, stored_texts, untranslated

TYPES = ["country", "institution", "agreement", "product", "theme", "question", "news", "event", "page"]
#: What Django's own admin says in English only, to readers of the screen.
SAID_BY_DJANGO = {"Search", "True", "False"}


@pytest.fixture
def pseudo_language(monkeypatch):
    monkeypatch.setitem(trans_real._translations, "en", PseudoTranslation())
    with translation.override("en"):
        yield


@pytest.fixture
def records(db):
    """One record of each type, joined where pages show other records."""
    country = factories.make_country(code="UY")
    # The acronym is its monogram as well: stored, not a message.
    institution = factories.make_institution(country=country, acronym="INS")
    theme = factories.make_theme()
    about = {"themes": [theme], "countries": [country], "institutions": [institution]}
    factories.make_membership(institution=institution)
    agreement = factories.make_agreement(themes=[theme])
    factories.make_party(agreement=agreement, institution=institution)
    return {
        "country": country,
        "institution": institution,
        "theme": theme,
        "agreement": agreement,
        "product": factories.make_product(**about),
        "news": factories.make_news(**about),
        "event": factories.make_event(country=country),
        "question": factories.make_question(),
        "page": factories.make_page(),
    }


@pytest.fixture
def editor(client, db):
    user = get_user_model().objects.create_superuser("editor", "editor@example.org", "long and secret")
    client.force_login(user)
    return client


def unreachable(response):
    # The United Nations' disclaimer always stands in three languages.
    return untranslated(
        response.content.decode(), [*WITH_MALVINAS.values(), *DISCLAIMERS.values(), *stored_texts()]
    )


def test_all_record_types_are_read():
    assert {record_type.name for record_type in record_types()} == set(TYPES)


@pytest.mark.parametrize(
    "name",
    [
        "home",
        "search",
        "requests",
        "figures",
        "activity",
        "compare",
        "glossary",
        "translation_progress",
        "api",
        *(f"{name}_list" for name in TYPES),
    ],
)
def test_a_page_says_nothing_that_cannot_be_translated(name, client, records, pseudo_language):
    response = client.get(reverse(name))

    assert response.status_code == 200
    assert unreachable(response) == []


@pytest.mark.parametrize("name", TYPES)
def test_a_record_says_nothing_that_cannot_be_translated(name, client, records, pseudo_language):
    response = client.get(reverse(f"{name}_detail", args=[records[name].slug]))

    assert response.status_code == 200
    assert unreachable(response) == []


@pytest.mark.parametrize("name", [f"{name}_list" for name in TYPES])
def test_an_empty_list_says_nothing_that_cannot_be_translated(name, client, db, pseudo_language):
    response = client.get(reverse(name))

    assert unreachable(response) == []


@pytest.mark.parametrize(
    "query", ["?q=instituto", "?q=000000", "?q=instituto&type=institution", "?type=nothing"]
)
def test_a_search_says_nothing_that_cannot_be_translated(query, client, records, pseudo_language):
    response = client.get(reverse("search") + query)

    page = re.sub("</?mark>", "", response.content.decode()).replace("instituto", "")
    assert untranslated(page, stored_texts()) == []


@pytest.mark.parametrize("query", ["?country=00", "?sort=nothing", "?page=99"])
def test_a_refused_question_is_answered_in_words_that_can_be_translated(
    query, client, records, pseudo_language
):
    response = client.get(reverse("institution_list") + query)

    assert response.status_code in {400, 404}
    assert unreachable(response) == []


def test_a_missing_page_says_nothing_that_cannot_be_translated(client, db, pseudo_language):
    response = client.get("/en/000000/")

    assert response.status_code == 404
    assert unreachable(response) == []


def test_a_withdrawn_record_says_nothing_that_cannot_be_translated(client, records, pseudo_language):
    record = records["product"]
    address = reverse("product_detail", args=[record.slug])
    record.publication_status = "withdrawn"
    record.save()

    response = client.get(address)

    assert response.status_code == 410
    assert unreachable(response) == []


@pytest.mark.parametrize("kind", ASKINGS)
def test_a_request_with_errors_says_nothing_that_cannot_be_translated(kind, client, db, pseudo_language):
    response = client.post(reverse("request", args=[kind]), {"page": "/en/", "message": "", "email": "no"})

    assert response.status_code == 400
    assert unreachable(response) == []


@pytest.mark.parametrize("page", ["index", "login", "password_change"])
def test_the_admin_says_nothing_that_cannot_be_translated(page, editor, pseudo_language):
    if page == "login":
        editor.logout()

    response = editor.get(reverse(f"admin:{page}"))

    assert unreachable(response) == []


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>⟦Read <em>more</em>⟧</p>", []),
        ("<p>⟦Page ⟦one⟧ of⟧ 2</p>", []),
        ("<p>⟦Page⟧ of</p>", ["of"]),
        ('<img alt="A map">', ["A map"]),
        ('<input type="submit" value="Send"><input value="a slug">', ["Send"]),
        ("<script>const text = 'unseen';</script>", []),
        ("<h1>Instituto 1</h1><p>Instituto…</p><p>JSON</p>", []),
    ],
)
def test_the_reader_of_pages_sees_what_is_not_translated(html, found):
    assert untranslated(html, ["Instituto 1"]) == found
