"""Hosts that only lead to the portal, and the one name that it calls itself."""

import pytest

from cinterfor.former.models import UnknownAddress
from cinterfor.former.remembering import keep, named_by, read_target, remember
from cinterfor.former.unknown import noting
from tests import factories

pytestmark = pytest.mark.django_db
OLD, GUIDE = "www.oitcinterfor.org", "guia.oitcinterfor.org"


@pytest.fixture(autouse=True)
def hosts(settings):
    noting.refill()
    settings.CANONICAL_HOST, settings.PORTAL_ADDRESS = "portal.example", "https://portal.example"
    settings.REDIRECT_HOSTS = [OLD, GUIDE]
    settings.ALLOWED_HOSTS = ["portal.example", "other.example", OLD, GUIDE]


def ask(client, path, host=OLD, **headers):
    return client.get(path, headers={"host": host, "accept-language": "pt", **headers})


@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("/", "/pt/"),
        ("/en", "/en/"),
        ("/en/node/7", "/en/institutions/senai/"),
        ("/node/7", "/pt/instituicoes/senai/"),
        ("/en/institutions/", "/en/institutions/"),
        ("/en/institutions?sort=-title", "/en/institutions/?sort=-title"),
        ("/en/instituciones/antes/", "/en/institutions/senai/"),
        ("/institutions/", "/institutions/"),
        ("/instituicoes/", "/pt/instituicoes/"),
        ("/pt-br/instituicoes/", "/pt/instituicoes/"),
        ("/en/institutions/antes/", "/en/institutions/senai/"),
        ("/id/institution/senai", "/id/institution/senai"),
        ("/robots.txt", "/robots.txt"),
        ("/%2Fevil.example/x", "/evil.example/x"),
        ("/%5Cevil.example/x", "/evil.example/x"),
        ("/medici%C3%B3n?x=%C3%B1", "/medici%C3%B3n?x=%C3%B1"),
        ("/bad%FF", "/"),
    ],
)
def test_a_redirecting_host_leads_in_one_hop_to_the_final_address(client, path, there):
    institution = factories.make_institution(slug="antes")
    institution.slug = "senai"
    institution.save()
    remember("/node/7", institution)

    answer = ask(client, path)

    assert (answer.status_code, answer["Location"]) == (301, f"https://portal.example{there}")


def test_a_host_with_pages_of_its_own_leads_to_what_they_were_about(client):
    product = factories.make_product(slug="guia")
    keep({named_by(f"https://{GUIDE}/"): read_target("/id/product/guia")})

    assert ask(client, "/", GUIDE)["Location"].endswith(f"/{product.slug}/")
    assert ask(client, "/")["Location"] == "https://portal.example/pt/"


def test_monitors_are_answered_by_whatever_name_they_ask(client):
    assert ask(client, "/healthz").status_code == ask(client, "/readyz").status_code == 200


def test_what_is_sent_to_a_redirecting_host_is_sent_on_as_it_is(client):
    answer = client.post("/es/informar-un-problema/", {"message": "m"}, headers={"host": OLD})

    assert (answer.status_code, answer["Location"]) == (
        308,
        "https://portal.example/es/informar-un-problema/",
    )


@pytest.mark.parametrize(
    "path", ["/es/instituciones/senai/", "/sitemap-institution-1.xml", "/es/instituciones.json"]
)
def test_pages_name_the_portal_by_its_own_name_whichever_was_asked(client, path):
    factories.make_institution(slug="senai")

    text = ask(client, path, "other.example").getvalue().decode()

    assert "://portal.example/" in text
    assert "other.example" not in text


def test_other_hosts_are_refused(client):
    assert ask(client, "/es/", "evil.example").status_code == 400


def test_an_unknown_address_is_counted_once_for_the_host_that_was_asked(client):
    assert ask(client, "/en/evento/nada")["Location"] == "https://portal.example/en/evento/nada"
    assert ask(client, "/en/evento/nada", "portal.example").status_code == 404

    row = UnknownAddress.objects.get()
    assert (row.host, row.path, row.count) == (OLD, "/evento/nada", 1)
