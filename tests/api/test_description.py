"""The description of the API: a valid OpenAPI document that says what is really answered."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from jsonschema import Draft202012Validator

from cinterfor.api.components import name_of, shapes
from cinterfor.formats.shapes import shape_of
from cinterfor.publishing.languages import LANGUAGES
from cinterfor.publishing.registry import record_types
from tests import factories

NAMES = [found.name for found in record_types()]
CONFIGURATION = Path(__file__).parent / "schemathesis.toml"
PARTS = "/api/v1/schema/"


def document(client, language="en"):
    return client.get(f"{PARTS}?lang={language}", headers={"accept": "application/json"}).json()


@pytest.mark.parametrize("record_type", record_types(), ids=NAMES)
def test_each_column_of_each_type_has_a_shape(record_type):
    shapeless = [column.name for column in record_type.columns if not shape_of(record_type.model, column)]

    assert shapeless == []


@pytest.fixture
def records(db):
    """One record of each type with as much as it can have, and one with as little."""
    country = factories.make_country(slug="lleno")
    image, theme = factories.make_image(), factories.make_theme(slug="lleno")
    institution = factories.make_institution(country=country, slug="lleno", logo=image)
    factories.make_membership(institution=institution)
    about = {"themes": [theme], "countries": [country], "institutions": [institution]}
    event = factories.make_event(slug="lleno", country=country, hosts=[institution], organisers=[institution])
    product = factories.make_product(slug="lleno", event=event, cover=image, **about)
    product.contributions.create(person=factories.make_person(), role="author")
    factories.make_news(slug="lleno", event=event, image=image, **about)
    agreement = factories.make_agreement(
        slug="lleno", themes=[theme], countries=[country], amount="10.50", currency="USD"
    )
    factories.make_party(agreement=agreement, institution=institution)
    factories.make_party(agreement=agreement, country=country)
    factories.make_question(slug="lleno")
    factories.make_page(slug="lleno", parent=factories.make_page(slug="vacio"))
    factories.make_theme(slug="vacio", broader=theme)
    for name in ("country", "institution", "event", "product", "news", "agreement", "question"):
        getattr(factories, f"make_{name}")(slug="vacio")


@pytest.mark.parametrize("query", ["", "&lang=pt"], ids=["all languages", "one language"])
def test_records_and_lists_are_as_the_description_says(client, records, query):
    components = {"components": {"schemas": shapes()}}
    factories.make_news(slug="borrada").delete()
    wrong = []

    for record_type in record_types():
        listed = {"$ref": f"#/components/schemas/{name_of(record_type)}List", **components}
        for since in ("", "&since=2000-01-01"):
            path = reverse(f"api_{record_type.name}_list")
            found = client.get(f"{path}?page_size=100{since}{query}").json()
            wrong += [(path, error.json_path, error.message) for error in errors(listed, found)]
        single = {"$ref": f"#/components/schemas/{name_of(record_type)}", **components}
        for item in found["items"]:
            told = client.get(f"{path}{item['id']}/?{query}")
            if told.status_code == 200:
                wrong += [
                    (item["id"], error.json_path, error.message) for error in errors(single, told.json())
                ]

    assert wrong == []


def errors(schema, found):
    return Draft202012Validator(schema).iter_errors(found)


def test_a_field_that_is_not_described_is_told_of_by_no_record(client, records):
    for record_type in record_types():
        described = shapes()[name_of(record_type)]["properties"].keys()
        for item in client.get(reverse(f"api_{record_type.name}_list")).json()["items"]:
            assert item.keys() == described - {"as_of"}, record_type.name


@pytest.mark.django_db
def test_the_document_is_openapi_and_its_references_lead_somewhere(client):
    found = document(client)

    assert found["openapi"] == "3.1.0"
    assert len(found["paths"]) == 2 * len(NAMES) + 3
    components = found["components"]["schemas"]
    used = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(found)))
    assert used - components.keys() == set()
    for component in components.values():
        Draft202012Validator.check_schema(component)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("accepted", "given"),
    [
        ("application/yaml", "application/yaml"),
        ("application/vnd.oai.openapi+json", "application/vnd.oai.openapi+json"),
        ("*/*", "application/vnd.oai.openapi"),
    ],
)
def test_the_document_comes_as_yaml_or_json(client, accepted, given):
    response = client.get(PARTS, headers={"accept": accepted})

    assert response["Content-Type"].split(";")[0] == given
    assert "Accept" in response["Vary"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", [PARTS, "/api/v1/news/"])
def test_another_format_cannot_be_had(client, path):
    response = client.get(path, headers={"accept": "image/png"})

    assert response.status_code == 406
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_names_every_address_filter_and_field(client, language):
    factories.make_news(slug="ejemplo")
    with translation.override(language):
        page = client.get(reverse("api")).content.decode()

    named = set(re.findall(r"<(?:code|samp)[^>]*>([^<]+)</", page))
    for record_type in record_types():
        assert f"http://testserver{reverse(f'api_{record_type.name}_list')}" in named
        assert record_type.filters.base_filters.keys() <= named
        assert {column.name for column in record_type.columns} <= named
    assert "http://testserver/api/v1/news/ejemplo/" in named


@pytest.mark.proof
@pytest.mark.django_db(transaction=True)
def test_schemathesis_finds_no_failure(live_server, tmp_path):
    for name in NAMES:
        for _number in range(3):
            getattr(factories, f"make_{name}")()
    factories.make_news(slug="borrada").delete()
    assert Client().get("/api/v1/news/").json()["count"] == 3

    command = [str(Path(sys.executable).parent / "st"), "--config-file", str(CONFIGURATION), "run"]
    command += [f"{live_server.url}/api/v1/schema/", "--phases", "examples,coverage,fuzzing"]
    command += ["--max-examples", "20", "--generation-allow-x00", "false", "--generation-database", "none"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False, cwd=tmp_path)

    print(ended.stdout[-1500:])
    assert ended.returncode == 0, ended.stdout
    assert re.search(r"[1-9]\d{2,} generated", ended.stdout)
