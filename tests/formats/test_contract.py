"""One list, one set of records: in its pages and in every format, whatever it is narrowed by."""

import csv
import io
import json
import random
import re

import pytest
from django.urls import reverse
from django.utils import translation
from lxml import etree
from openpyxl import load_workbook

from cinterfor.publishing.registry import get_type, record_types
from cinterfor.publishing.together import written_together
from tests import factories

pytestmark = pytest.mark.django_db
LANGUAGES = ("es", "pt", "en")
SETS = 20
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def records():
    """Some of each type, tied to each other in several ways."""
    chance = random.Random(20)  # noqa: S311 (the same each time)
    with written_together():
        countries = [factories.make_country(code=code, region=region) for code, region in REGIONS.items()]
        themes = [factories.make_theme() for _number in range(3)]
        themes += [factories.make_theme(broader=theme) for theme in themes]
        institutions = [factories.make_institution(country=chance.choice(countries)) for _number in range(8)]
        for institution in institutions[:6]:
            basis, kind = chance.choice(BASES), chance.choice(["constituent", "associate"])
            factories.make_membership(institution=institution, basis=basis, kind=kind)
        for number in range(26):
            _make(chance, number, countries, themes, institutions)


REGIONS = {"UY": "south-america", "BR": "south-america", "CR": "central-america", "ES": "europe"}
BASES = ["documented", "definition", "unconfirmed"]


def _make(chance, number, countries, themes, institutions):
    day = f"20{10 + number % 14}-05-{number % 28 + 1:02}"
    about = {"countries": [chance.choice(countries)], "themes": [chance.choice(themes)]}
    tied = about | {"institutions": [chance.choice(institutions)]}
    factories.make_product(issued=day[:4], kind=chance.choice(["book", "report"]), **tied)
    factories.make_agreement(signed=day, **about)
    factories.make_news(date=day, scope=chance.choice(["cinterfor", "member"]), **tied)
    factories.make_event(
        begins=day, country=chance.choice(countries), kind=chance.choice(["workshop", "forum"])
    )
    if number < 6:
        factories.make_question(category=chance.choice(["centre", "network"]))
        factories.make_page()


def drawn(chance, record_type):
    """The values of one or two filters of the list, or of none: such as its form offers."""
    filters = record_type.filters({}, queryset=record_type.public())
    offered = {}
    for name, field in filters.form.fields.items():
        values = [str(value) for value, _label in getattr(field, "choices", ()) if value]
        if values and name not in filters.unlisted:
            offered[name] = values
    offered |= {"q": ["taller", "a", "nada-de-nada"]} | (
        {"year": ["2012"]} if "year" in filters.filters else {}
    )
    chosen = chance.sample(sorted(offered), chance.choice([0, 1, 1, 2]))
    return {name: chance.choice(offered[name]) for name in chosen}


def content(response):
    assert response.status_code == 200, response.content[:300]
    return b"".join(response.streaming_content if response.streaming else [response.content])


def on_pages(client, record_type, query):
    """What all pages of the list show: the links to records in their lists, not in their forms."""
    path, shown, number, last = reverse(record_type.list_name), [], 1, 1
    link = re.compile(rf'href="{path}([-a-z0-9]+)/"')
    while number <= last:
        page = client.get(path, query | {"page": number})
        results = content(page).decode().partition('id="results"')[2].partition("</main>")[0]
        shown += link.findall(results)
        number, last = number + 1, page.context["page"].paginator.num_pages
    return shown


def slug(address):
    return address.rpartition("/")[2]


def in_csv(data):
    return [row[1] for row in list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))[1:]]


def in_xlsx(data):
    return [row[1] for row in load_workbook(io.BytesIO(data), read_only=True).active.values][1:]


def in_json(data):
    return [item["id"] for item in json.loads(data)["items"]]


def in_jsonld(data):
    return [slug(element["item"]["@id"]) for element in json.loads(data)["itemListElement"]]


def in_atom(data):
    return [slug(entry.findtext(f"{ATOM}id")) for entry in etree.fromstring(data).iter(f"{ATOM}entry")]


READERS = {"csv": in_csv, "xlsx": in_xlsx, "json": in_json, "jsonld": in_jsonld, "atom": in_atom}


def test_the_same_records_are_on_the_pages_and_in_every_format(client, records):
    chance, found = random.Random(8), 0  # noqa: S311 (the same each time)
    names = sorted(record_type.name for record_type in record_types())
    # Each type stands twice among them.
    chosen = [*names, *names, *chance.choices(names, k=SETS)][:SETS]
    for record_type in map(get_type, chosen):
        query = drawn(chance, record_type)
        for language in LANGUAGES:
            with translation.override(language):
                found += check(client, record_type, query)

    assert found > 20 * len(LANGUAGES)


def check(client, record_type, query):
    in_data = {}
    for extension, read in READERS.items():
        path = reverse(f"{record_type.list_name}_data", args=[extension])
        in_data[extension] = read(content(client.get(path, query)))
    first = in_data["csv"]

    assert all(found == first for found in in_data.values()), (record_type.name, query, in_data)
    assert len(first) == len(set(first))
    assert set(on_pages(client, record_type, query)) == set(first), (record_type.name, query)
    return len(first)
