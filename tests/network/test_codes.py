"""The codes by which statistics and other portals know a country."""

import json

import pytest

from network.codes import BY_ALPHA2, codes_of
from tests import factories
from tests.formats.test_formats import body, rows

pytestmark = pytest.mark.django_db


def test_the_table_is_whole_and_each_code_stands_once():
    assert len(BY_ALPHA2) == 249
    assert len({codes.alpha3 for codes in BY_ALPHA2.values()}) == 249
    assert len({codes.m49 for codes in BY_ALPHA2.values()}) == 249
    assert codes_of("UY") == ("URY", "858")
    assert codes_of("BR") == ("BRA", "076")
    assert codes_of("XK") == ("", "")


def test_a_countrys_page_and_data_have_all_its_codes(client):
    factories.make_country(code="UY")

    page, found = body(client.get("/es/paises/uy/")), json.loads(body(client.get("/es/paises/uy.json")))
    linked = json.loads(body(client.get("/es/paises/uy.jsonld")))
    heading, cells = rows(client.get("/en/countries/uy.csv"))

    assert "UY · URY" in page and "858" in page
    assert (found["alpha3"], found["m49"]) == ("URY", "858")
    assert {item["propertyID"]: item["value"] for item in linked["identifier"]} == {
        "ISO 3166-1 alpha-2": "UY",
        "ISO 3166-1 alpha-3": "URY",
        "UN M49": "858",
    }
    assert cells[heading.index("UN M49 code")] == "858"


@pytest.mark.parametrize("words", ["URY", "ury", "858"])
def test_search_finds_a_country_by_any_code(client, words):
    factories.make_country(code="UY")
    factories.make_country(code="BR")

    found = json.loads(body(client.get(f"/es/buscar.json?q={words}")))

    assert [item["id"] for item in found["results"]] == ["uy"]
