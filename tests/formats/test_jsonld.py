"""Lists and records as JSON-LD: the facts that the pages carry."""

import json
import re

import pytest

from tests import factories
from tests.formats.test_formats import body

pytestmark = pytest.mark.django_db


def on_page(client, path):
    found = re.search(
        r'<script type="application/ld\+json">(.*?)</script>', body(client.get(path)), re.DOTALL
    )
    return json.loads(found[1])


@pytest.mark.parametrize(
    "path", ["/es/instituciones/senai", "/pt/instituicoes/senai", "/en/institutions/senai"]
)
def test_a_record_says_as_data_what_its_page_says(client, path):
    factories.make_institution(slug="senai", name_es="Servicio", name_pt="Serviço", name_en=None)

    assert json.loads(body(client.get(f"{path}.jsonld"))) == on_page(client, f"{path}/")


def test_a_list_is_made_of_the_same_objects_as_the_pages(client):
    country = factories.make_country(code="UY")
    for number in range(3):
        factories.make_event(slug=f"taller-{number}", country=country, begins=f"2024-05-0{number + 1}")
    factories.make_event(slug="otro")

    response = client.get("/es/eventos.jsonld?country=UY")
    found = json.loads(body(response))

    assert response["Content-Type"].startswith("application/ld+json")
    assert (found["@type"], found["numberOfItems"]) == ("ItemList", 3)
    assert found["@id"] == "http://testserver/es/eventos/?country=UY"
    for number, element in enumerate(found["itemListElement"], 1):
        page = on_page(client, element["item"]["url"])
        assert element["position"] == number
        assert {"@context": "https://schema.org"} | element["item"] == page
