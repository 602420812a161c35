"""The texts of an agreement: told in every form, and fetched by those who may see it."""

import json

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from agreements.models import Agreement, AgreementText
from tests import factories
from tests.admin.forms import row, send, words
from tests.desk.conftest import account_in, logged_in, publisher
from tests.knowledge.test_files import pdf

__all__ = ["account_in", "logged_in", "publisher"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement(django_capture_on_commit_callbacks):
    """An agreement with an authentic text as a file of two pages, and another text elsewhere."""
    found = factories.make_agreement(slug="uno")
    with django_capture_on_commit_callbacks(execute=True):
        content = ContentFile(pdf("Las partes acuerdan", "Firmado"), "acuerdo.pdf")
        found.texts.create(language="es", is_authentic=True, file=content)
        found.texts.create(language="en", url="https://treaties.un.org/doc/1")
    return found


def test_the_page_names_language_authenticity_pages_and_where_it_is_read(client, agreement):
    page = client.get("/es/acuerdos/uno/")

    assert "2 páginas" in words(page) and "treaties.un.org" in words(page)
    assert (
        'hreflang="es"' in page.content.decode() and "https://treaties.un.org/doc/1" in page.content.decode()
    )


def test_machines_read_the_same(client, agreement):
    found = json.loads(client.get("/es/acuerdos/uno.json").content)["texts"]
    linked = json.loads(client.get("/es/acuerdos/uno.jsonld").content)["encoding"]
    path = agreement.texts.first().file.url

    assert [(text["language"], text["is_authentic"], text["pages"]) for text in found] == [
        ("es", True, 2),
        ("en", False, None),
    ]
    assert (found[0]["path"], found[1]["url"]) == (
        f"http://testserver{path}",
        "https://treaties.un.org/doc/1",
    )
    assert linked[0]["contentUrl"] == f"http://testserver{path}" and linked[0]["portal:authentic"]
    assert linked[1]["contentUrl"] == "https://treaties.un.org/doc/1"


def test_the_file_of_a_draft_is_not_public(client, agreement):
    path = agreement.texts.first().file.url
    public = client.get(path).status_code
    Agreement.objects.filter(pk=agreement.pk).update(publication_status="draft")

    assert (public, client.get(path).status_code) == (200, 404)


def test_an_editor_adds_a_text_and_one_without_a_place_is_refused_at_its_row(publisher):
    record = factories.make_agreement(publication_status="draft")
    file = SimpleUploadedFile("acuerdo.pdf", pdf("Las partes acuerdan"))
    first = row("texts", 0, language="pt", is_authentic="on", file=file)
    second = row("texts", 1, language="en", url="", is_authentic="on")

    refused = send(publisher, record, **first, **second, **{"texts-TOTAL_FORMS": 2})
    file.seek(0)
    accepted = send(publisher, record, **first, **{"texts-TOTAL_FORMS": 1})

    assert [bool(form.errors) for form in refused.context["inline_admin_formsets"][1].formset.forms] == [
        False,
        True,
    ]
    assert accepted.status_code == 302
    assert [(text.language, text.is_authentic) for text in AgreementText.objects.all()] == [("pt", True)]
