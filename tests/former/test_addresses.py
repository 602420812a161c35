"""An address of the former site is known however it is written, and leads in one hop to what it was about."""

import csv
import json
from urllib.parse import quote, urlsplit

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from cinterfor.former.remembering import remember
from cinterfor.loading.former import former_addresses
from cinterfor.loading.load import load_folder
from cinterfor.loading.source import SHIPPED
from cinterfor.publishing.former import FormerAddress, normal_path, read_address
from knowledge.models import Event
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("written", "query", "path"),
    [
        ("/en/node/8135", "", "/node/8135"),
        ("/NODE/8135/", "", "/node/8135"),
        ("/pt-br/node/8135", "page=3", "/node/8135"),
        ("/", "q=node/8135", "/node/8135"),
        ("/index.php", "x=1&q=es/node/8135", "/node/8135"),
        ("/index.php/node/8135", "", "/node/8135"),
        ("//node///8135//", "", "/node/8135"),
        ("/instituci%C3%B3n-miembro/x", "", "/institución-miembro/x"),
        ("/institucio\u0301n-miembro/x", "", "/institución-miembro/x"),
        ("/instituci%25C3%25B3n-miembro/x", "", "/institución-miembro/x"),
        ("/english/x", "", "/english/x"),
        ("/es", "", "/"),
        ("", "", ""),
        ("node/1", "", "node/1"),
    ],
)
def test_all_ways_of_writing_a_former_path_are_one(written, query, path):
    assert normal_path(written, query) == path


@given(
    st.one_of(st.text(), st.binary().map(lambda raw: "/" + quote(raw)), st.from_regex(r"(/|%2f|en|%25|es)*"))
)
def test_a_normal_path_is_normal_and_can_be_stored(text):
    path = normal_path(text)

    assert normal_path(path) == path
    assert "\x00" not in path
    path.encode()


@given(st.text())
def test_no_text_breaks_the_reading_of_an_address(text):
    named = read_address(text)

    assert named is None or named.path.startswith("/")


@pytest.mark.parametrize(
    ("path", "language", "location"),
    [
        ("/node/7", "en", "/en/institutions/senai/"),
        ("/node/7", "de", "/es/instituciones/senai/"),
        ("/en/node/7/", "pt", "/en/institutions/senai/"),
        ("/pt-br/node/7", "en", "/pt/instituicoes/senai/"),
        ("/pt/Node/7?page=2", "en", "/pt/instituicoes/senai/"),
        ("/?q=node/7", "pt", "/pt/instituicoes/senai/"),
        ("/index.php?q=en/node/7", "es", "/en/institutions/senai/"),
    ],
)
def test_a_former_address_leads_in_one_hop_to_its_record_in_its_language(client, path, language, location):
    institution = factories.make_institution(slug="antes")
    remember("https://www.oitcinterfor.org/node/7", institution)
    institution.slug = "senai"
    institution.save()

    answer = client.get(path, headers={"accept-language": language})

    assert (answer.status_code, answer["Location"]) == (301, location)
    assert client.get(location).status_code == 200


def test_remembering_twice_changes_nothing_and_again_turns_the_address(client):
    one, other = factories.make_theme(slug="uno"), factories.make_theme(slug="otro")

    assert [remember("/taxonomy/term/5", one), remember("/en/taxonomy/term/5/", one)] == [True, False]
    assert remember("/taxonomy/term/5", other)
    assert client.get("/es/taxonomy/term/5")["Location"] == "/es/temas/otro/"
    with pytest.raises(ValueError, match="/node/8135"):
        remember("mailto:x@example.org", one)


def test_all_below_a_path_leads_to_one_page_but_for_what_is_known_by_itself(client):
    FormerAddress.objects.create(path="/taxonomy/term/*", target="/es/temas/")
    remember("/taxonomy/term/5", factories.make_theme(slug="genero"))

    assert client.get("/en/taxonomy/term/1700?page=344")["Location"] == "/en/themes/"
    assert client.get("/en/taxonomy/term/5")["Location"] == "/en/themes/genero/"
    assert client.get("/en/taxonomy/vocabulary").status_code == 404


def test_a_former_document_leads_to_the_file_here_or_else_to_its_record(client):
    product = factories.make_product(slug="obra")
    address = "/sites/default/files/file_publicacion/Papel_13.pdf"
    remember(address, product)
    assert client.get(address)["Location"] == "/es/productos-de-conocimiento/obra/"

    for name in ("papel_13.pdf", "anexo.pdf"):
        row = product.files.create(language="es", file=ContentFile(b"%PDF-1.4", name))
    first = product.files.order_by("pk").first()

    assert client.get(address)["Location"] == first.file.url
    assert client.get(first.file.url).status_code == 200
    assert not remember(address, row)


def test_a_former_address_of_a_withdrawn_record_is_gone_and_of_a_draft_not_found(client):
    gone = factories.make_institution(slug="retirado", name="Instituto Retirado")
    draft = factories.make_institution(slug="borrador", publication_status="draft")
    remember("/node/1", gone)
    remember("/node/2", draft)
    gone.publication_status = "withdrawn"
    gone.save()

    answer = client.get("/en/node/1")

    assert answer.status_code == 410
    assert "Instituto Retirado" in answer.content.decode()
    assert client.get("/en/node/2").status_code == 404


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example/",
        "/\\evil.example",
        "https://evil.example/",
        "/es/admin/",
        "/es/temas/x/",
        "/es/nada/",
    ],
)
def test_a_former_address_leads_nowhere_but_to_pages_of_the_portal(client, target):
    FormerAddress.objects.create(path="/node/1", target=target)

    assert client.get("/node/1").status_code == 404


def test_addresses_that_lead_to_each_other_make_no_circle(client):
    FormerAddress.objects.create(path="/temas/a", record_type="theme", slug="b")
    FormerAddress.objects.create(path="/temas/b", record_type="theme", slug="a")
    FormerAddress.objects.create(path="/temas", target="/es/temas/?page=99")

    assert client.get("/es/temas/a/").status_code == 404
    assert client.get("/es/temas/b/").status_code == 404
    assert client.get("/es/temas/?page=99").status_code == 404


def test_an_address_leads_to_one_thing_only():
    with pytest.raises(IntegrityError):
        FormerAddress.objects.create(path="/node/1", target="/es/temas/", record_type="theme", slug="x")


def test_pages_of_the_portal_ask_the_table_nothing(client):
    remember("/node/7", factories.make_institution(slug="senai"))
    asked = {}

    for path in (
        "/instituciones/",
        "/",
        "/es/instituciones",
        "/es/instituciones/",
        "/es/temas/?page=9",
        "/node/7",
    ):
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        asked[path] = sum("publishing_formeraddress" in query["sql"] for query in queries)

    assert asked.pop("/node/7") == 1
    assert not any(asked.values())


def _shipped_addresses():
    found = set()
    for place in sorted(SHIPPED.glob("*.json")):
        for record in json.loads(place.read_text()):
            sources = [*record.get("source", []), record.get("url") or ""] if place.stem != "figures" else []
            found |= {
                address
                for source in sources
                for address in source.split()
                if address.startswith("http") and former_addresses(address)
            }
    return sorted(found)


@pytest.mark.proof  # all shipped records are loaded
def test_every_shipped_source_on_a_former_host_leads_in_one_hop_to_what_it_was_about(client, settings):
    load_folder(SHIPPED)
    # Only a draft tells of this one.
    assert client.get("/en/evento/39th-technical-committee-meeting").status_code == 404
    event = Event.objects.get(slug="rct-39")
    event.publication_status, event.published_from = "published", timezone.now()
    event.save()
    settings.CANONICAL_HOST, settings.PORTAL_ADDRESS = "portal.example", "https://portal.example"
    settings.REDIRECT_HOSTS = sorted({urlsplit(address).hostname for address in _shipped_addresses()})
    settings.ALLOWED_HOSTS = ["portal.example", *settings.REDIRECT_HOSTS]
    chosen = {
        read_address(row["address"])
        for row in csv.DictReader((SHIPPED / "former_addresses.csv").read_text().splitlines())
    }
    wrong = []

    for address in _shipped_addresses():
        parts = urlsplit(address)
        answer = client.get(address.partition(parts.netloc)[2] or "/", headers={"host": parts.netloc})
        there = answer["Location"].removeprefix("https://portal.example")
        page = client.get(there, headers={"host": "portal.example"})
        language = parts.path[1:3] if parts.path.startswith(("/en/", "/pt/")) else "es"
        cites = page.context and address in getattr(page.context.get("record"), "source", ())
        fits = there.startswith(f"/{language}/") and (cites or read_address(address) in chosen)
        if (answer.status_code, page.status_code) != (301, 200) or not fits:
            wrong.append((address, there, page.status_code))

    assert not wrong
    assert len(_shipped_addresses()) > 25
