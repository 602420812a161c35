"""Every list as data: the same records as the page, in formats that machines and spreadsheets read."""

import csv
import html
import io
import json
import re
import xml.etree.ElementTree as ET

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from cinterfor.formats.tables import FORMULA, in_a_cell, lines, safe
from cinterfor.publishing.plaintext import UNWRITABLE, writable
from cinterfor.publishing.registry import record_types
from tests import factories

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def body(response):
    return b"".join(response.streaming_content if response.streaming else [response.content]).decode()


def rows(response):
    return list(csv.reader(io.StringIO(body(response).removeprefix("\ufeff"))))


@pytest.fixture
def many_agreements():
    country = factories.make_country(code="UY")
    for number in range(23):
        values = {"signed": str(2000 + number)} | ({"countries": [country]} if number % 2 else {})
        factories.make_agreement(**values)


QUERIES = [
    "",
    "?country=UY",
    "?year=2003",
    "?status=term-unknown&sort=title",
    "?q=acuerdo",
    "?country=UY&sort=date",
]


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("language", ["es", "pt", "en"])
def test_page_csv_json_and_atom_hold_exactly_the_same_records(client, many_agreements, language, query):
    with translation.override(language):
        path = reverse("agreement_list")
    joint = "&" if query else "?"

    shown, number = [], 1
    while (page := client.get(f"{path}{query}{joint}page={number}")).status_code == 200:
        shown += re.findall(rf'<h3 class="card__title"><a href="{path}([a-z0-9-]+)/"', body(page))
        number += 1
    data = path.rstrip("/")
    in_csv = [row[1] for row in rows(client.get(f"{data}.csv{query}"))[1:]]
    in_json = [item["id"] for item in json.loads(body(client.get(f"{data}.json{query}")))["items"]]
    feed = ET.fromstring(body(client.get(f"{data}.atom{query}")))
    in_atom = [entry.find(f"{ATOM}id").text.rpartition("/")[2] for entry in feed.iter(f"{ATOM}entry")]

    assert shown
    assert shown == in_csv == in_json == in_atom


def test_the_format_may_also_be_a_parameter(client, many_agreements):
    by_parameter = json.loads(body(client.get("/es/acuerdos/?format=json")))
    by_extension = json.loads(body(client.get("/es/acuerdos.json")))

    assert by_parameter["items"] == by_extension["items"]


def test_every_record_is_data_too(client):
    institution = factories.make_institution(name_es="Uno", name_pt="Um", name_en="One")
    factories.make_membership(institution=institution, basis="definition", begins=None)

    found = json.loads(body(client.get(f"/es/instituciones/{institution.slug}.json")))

    assert found["name"] == {"es": "Uno", "pt": "Um", "en": "One"}
    assert found["memberships"] == [
        {
            "kind": "constituent",
            "basis": "definition",
            "state": "current",
            "begins": None,
            "ends": None,
            "sources": [],
            "verified_on": None,
        }
    ]
    assert found["membership_basis"] == "definition"
    assert found["permalink"] == f"http://testserver/id/institution/{institution.slug}"
    assert found["addresses"]["pt"] == f"http://testserver/pt/instituicoes/{institution.slug}/"


def test_the_basis_of_a_membership_travels_in_csv(client):
    factories.make_membership(basis="unconfirmed")

    page = body(client.get("/es/instituciones.csv"))

    assert "basis: unconfirmed" in page
    assert "unconfirmed" in page.splitlines()[1].split(",")


def test_csv_headings_are_in_the_pages_language_and_excel_reads_them(client):
    factories.make_institution()

    spanish = client.get("/es/instituciones.csv?standing=all")
    headings = rows(spanish)[0]
    english = rows(client.get("/en/institutions.csv?standing=all"))[0]

    assert body(client.get("/es/instituciones.csv")).startswith("\ufeff")
    assert "País" in [heading.capitalize() for heading in headings]
    assert "Country" in [heading.capitalize() for heading in english]
    assert len(set(map(len, rows(client.get("/es/instituciones.csv?standing=all"))))) == 1
    assert "attachment" in spanish["Content-Disposition"]


def test_a_number_below_zero_is_a_number_in_csv_and_a_text_that_looks_so_no_formula(client):
    factories.make_country(code="AR", name_es="-1+1", latitude=-34.61)

    row = list(csv.DictReader(io.StringIO(body(client.get("/en/countries.csv")).removeprefix("\ufeff"))))[-1]

    assert row["latitude"] == "-34.61"
    assert row["name (es)"] == "'-1+1"


def test_every_type_has_as_many_cells_as_headings(client):
    makers = {
        "country": factories.make_country,
        "institution": factories.make_institution,
        "agreement": factories.make_agreement,
        "product": factories.make_product,
        "theme": factories.make_theme,
        "question": factories.make_question,
        "news": factories.make_news,
        "event": factories.make_event,
        "page": factories.make_page,
    }
    for record_type in record_types():
        made = makers[record_type.name]()
        with translation.override("es"):
            path = reverse(f"{record_type.name}_detail_data", args=[made.slug, "csv"])

        headings, cells = rows(client.get(path))

        assert len(headings) == len(cells), record_type.name


def test_wrong_filters_are_explained_to_machines(client):
    response = client.get("/es/instituciones.json?country=ZZ")

    assert response.status_code == 400
    assert "country" in response.json()["errors"]


@given(st.text())
def test_no_cell_is_ever_taken_for_a_formula(text):
    assert not safe(text).startswith(FORMULA)
    assert safe(text).endswith(text)


@given(st.lists(st.text() | st.sampled_from(["\ufeff=1", "\x00", "a\x0bb\r", "\u200b@x", "＝1", '"\n"'])))
def test_any_text_comes_back_from_a_csv_without_what_no_file_can_hold(texts):
    text = "".join(lines(["texto"], ([in_a_cell(found)] for found in texts if found)))

    assert text.startswith("\ufeff")
    assert not UNWRITABLE.search(text)
    _heading, *found = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    assert [row[0] for row in found] == [safe(writable(known)) for known in texts if known]


@pytest.mark.parametrize("hidden", ["", " ", "\ufeff", "\u200b", "\u00a0\ufeff "])
@pytest.mark.parametrize("sign", [sign for sign in FORMULA if sign.strip()])
def test_a_formula_behind_what_is_not_seen_is_a_formula_still(sign, hidden):
    assert safe(f"{hidden}{sign}1") == f"'{hidden}{sign}1"


@pytest.mark.parametrize(
    "path", ["/es/eventos/", "/pt/eventos/taller/", "/en/search/?q=taller", "/es/paises/?q=UY"]
)
def test_what_the_menu_of_data_offers_stands_in_the_head_too_and_answers(client, path):
    factories.make_event(slug="taller", title="Taller", country=factories.make_country(code="UY"))

    page = body(client.get(path))
    in_head = set(re.findall(r'<link rel="alternate" type="[^"]+" href="([^"]+)"', page))
    in_menu = set(re.findall(r'<li><a href="([^"]+)" type=', page))

    assert in_head == in_menu
    assert len(in_menu) >= 5
    for address in in_menu:
        response = client.get(html.unescape(address))
        kind, _semicolon, name = response["Content-Disposition"].partition(";")
        assert response.status_code == 200
        assert kind in {"inline", "attachment"}
        assert re.search(r'"cinterfor-[a-z0-9-]+-[0-9]{4}-[0-9]{2}-[0-9]{2}\.[a-z]+"', name)


def test_a_files_name_has_the_filters_and_the_day(client):
    factories.make_country(code="UY")

    named = client.get("/es/acuerdos.json?sort=title&country=UY&q=Formación+dual")["Content-Disposition"]

    day = timezone.localdate().isoformat()
    assert named == f'inline; filename="cinterfor-agreements-q-formacion-dual-country-uy-{day}.json"'


def test_a_title_cannot_break_out_of_the_structured_data(client):
    factories.make_institution(slug="malo", name="</script><script>alert(1)</script>")

    page = body(client.get("/es/instituciones/malo/"))

    assert "<script>alert" not in page
