"""What strangers and accidents send: answered with words and the right status, never with a fault of ours."""

import datetime
import json
import xml.etree.ElementTree as ET

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import RequestFactory
from django.utils import timezone, translation

from cinterfor.publishing.models import Address, FormerAddress
from cinterfor.wsgi import application
from network.models import Institution
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("charset", ["utf-7", "rot13", "idna", "utf-16", "latin-1", "nothing", "x\0"])
@pytest.mark.parametrize("query", ["q=%2BAAA-", "q=a..b"])
def test_a_request_in_another_charset_is_refused(charset, query):
    environ = RequestFactory().get(f"/es/buscar/?{query}").environ
    answers = []

    application(environ | {"CONTENT_TYPE": f"x/y; charset={charset}"}, lambda *answer: answers.append(answer))

    assert [status for status, _headers in answers] == ["400 Bad Request"]


def test_a_request_in_utf8_is_answered():
    environ = RequestFactory().get("/healthz?q=ñandú").environ
    answers = []

    application(
        environ | {"CONTENT_TYPE": "text/plain; charset=UTF-8"}, lambda *answer: answers.append(answer)
    )

    assert answers[0][0] == "200 OK"


@pytest.mark.parametrize(
    ("path", "status"), [("/es/instituci%C3%B3n/", 404), ("/es/instituci%F3n/", 400), ("/es/%00/", 400)]
)
def test_a_path_with_accents_is_read_and_one_in_another_encoding_refused(client, path, status):
    assert client.get(path).status_code == status


@pytest.mark.parametrize("path", ["/es/", "/", "/healthz", "/robots.txt", "/es/instituciones/"])
def test_a_wrong_host_is_refused_with_a_page(client, settings, path):
    settings.ALLOWED_HOSTS = ["portal.example"]

    assert client.get(path, headers={"host": "evil.example"}).status_code == 400


@pytest.mark.parametrize("path", ["/es/paises/?q=%00", "/es/nada/", "/es/instituciones/retirado/", "/es/"])
def test_every_page_is_under_the_same_policy(client, path):
    factories.make_institution(slug="retirado")
    Institution.objects.update(publication_status="withdrawn")

    response = client.get(path)

    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "DENY"


def test_control_characters_that_word_processors_write_break_no_feed(client):
    made = factories.make_news(title="Uno\x0bdos", summary="tres\x0ccuatro\ufffe")

    for path in ("/es/noticias.atom", f"/es/noticias/{made.slug}.atom", "/sitemap-news-1.xml"):
        ET.fromstring(client.get(path).content)
    made.refresh_from_db()
    assert made.title_es == "Uno dos"


def test_a_draft_keeps_its_new_name_to_itself(client):
    institution = factories.make_institution(slug="antes", name="Nombre público")
    institution.publication_status = "draft"
    institution.name_es = institution.name_pt = institution.name_en = "Nombre secreto"
    institution.save()

    response = client.get("/es/instituciones/antes/")

    assert response.status_code == 410
    assert "Nombre público" in response.content.decode()
    assert "secreto" not in response.content.decode()


def test_data_name_no_record_that_has_no_page_yet(client):
    draft = factories.make_institution(slug="borrador", publication_status="draft")
    later = timezone.now() + datetime.timedelta(days=1)
    theme = factories.make_theme(slug="tema-futuro", published_from=later)
    agreement = factories.make_agreement(slug="acuerdo", themes=[theme])
    factories.make_party(agreement=agreement, institution=draft)

    page = client.get("/es/acuerdos/acuerdo/").content.decode()
    found = json.loads(client.get("/es/acuerdos/acuerdo.json").content)

    assert found["themes"] == []
    assert found["parties"][0]["institution"] is None
    assert found["parties"][0]["name"]["es"] == draft.name_es
    assert draft.name_es in page
    assert "/instituciones/borrador/" not in page
    assert theme.name_es not in page


@pytest.mark.parametrize(("record_type", "slug"), [("institution", "no pe"), ("nothing", "x")])
def test_a_former_address_that_leads_nowhere_is_not_found(client, record_type, slug):
    FormerAddress.objects.create(path="/node/1", record_type=record_type, slug=slug)

    assert client.get("/node/1").status_code == 404


def test_a_former_address_is_found_with_and_without_its_last_slash(client):
    factories.make_institution(slug="infop")
    FormerAddress.objects.create(path="/en/node/1", record_type="institution", slug="infop")

    assert client.get("/en/node/1/").status_code == client.get("/en/node/1").status_code == 301


def test_a_lost_file_takes_no_page_down(client):
    product = factories.make_product()
    product.files.create(file=ContentFile(b"%PDF-1.7", name="obra.pdf"), language="es")
    default_storage.delete(product.files.get().file.name)

    assert client.get(product.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    "path", ["../../etc/passwd", "%2e%2e/%2e%2e/settings.py", "/etc/passwd", "works/none.pdf"]
)
def test_no_other_file_is_served(client, path):
    assert client.get(f"/files/{path}").status_code in (400, 404)


def test_files_of_published_records_are_served_and_those_of_drafts_are_nobodys(client):
    product = factories.make_product()
    product.files.create(file=ContentFile(b"%PDF-1.7", name="obra.pdf"), language="es")
    address = product.files.get().file.url

    public = client.get(address)
    product.publication_status = "draft"
    product.save()

    assert public.status_code == 200
    assert public["X-Content-Type-Options"] == "nosniff"
    assert client.get(address).status_code == 404


def test_an_agreement_is_found_by_the_names_of_its_parties_in_every_language(client):
    party = factories.make_institution(name_es="Zorro", name_pt="Raposa", name_en="Fox", acronym="QQACR")
    for language in ("es", "pt", "en"):
        with translation.override(language):
            agreement = factories.make_agreement(slug=f"acuerdo-{language}")
            factories.make_party(agreement=agreement, institution=party)
            agreement.save()

    for words in ("zorro", "raposa", "fox", "qqacr"):
        page = client.get(f"/en/search/?q={words}&type=agreement").content.decode()

        assert all(f"/en/agreements/acuerdo-{language}/" in page for language in ("es", "pt", "en")), words


def test_alternates_and_canonical_agree_on_what_is_shown(client):
    for _number in range(21):
        factories.make_product()

    page = client.get("/es/productos-de-conocimiento/?utm_source=x&page=2&kind=book").content.decode()

    assert "utm_source" not in page.split("</head>")[0]
    canonical = 'rel="canonical" href="http://testserver/es/productos-de-conocimiento/?kind=book&amp;page=2"'
    assert canonical in page
    assert 'hreflang="pt" href="http://testserver/pt/produtos-de-conhecimento/?kind=book&amp;page=2"' in page


def test_a_list_with_very_many_institutions_keeps_its_filters_short(client):
    country = factories.make_country()
    names = [
        Institution(
            name_es=f"I {number}", slug=f"i-{number}", country=country, publication_status="published"
        )
        for number in range(350)
    ]
    for institution in names:
        institution.published_from = timezone.now()
    Institution.objects.bulk_create(names)

    page = client.get("/es/acuerdos/?institution=i-349")

    assert page.status_code == 200
    assert page.content.decode().count("<option") < 500
    assert "I 349" in page.content.decode()


def test_an_unknown_permalink_of_a_known_type_is_not_found(client):
    assert client.get("/id/institution/nada").status_code == 404


def test_a_successor_is_an_address_of_this_site():
    from django.core.exceptions import ValidationError

    for wrong in ("javascript:alert(1)", "//evil.example", "/\\evil.example", "https://evil.example"):
        address = Address(record_type="institution", slug="x", public_from=timezone.now(), successor=wrong)
        with pytest.raises(ValidationError) as refusal:
            address.full_clean()
        assert "successor" in refusal.value.error_dict


def test_the_admins_pages_are_nobodys_to_keep(admin_client):
    response = admin_client.get("/es/admin/jsi18n/")

    assert "public" not in response.get("Cache-Control", "")
