"""Countries and institutions side by side: numbers that are those of the lists, and only what is known."""

import csv
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from cinterfor.comparing.forms import CompareForm
from cinterfor.comparing.table import Table
from cinterfor.loading.load import load_folder
from cinterfor.loading.source import SHIPPED
from cinterfor.publishing.registry import get_type
from cinterfor.publishing.together import written_together
from network.models import Institution
from tests import factories

pytestmark = pytest.mark.django_db


def table(query: str) -> Table:
    form = CompareForm(QueryDict(query))
    assert form.is_valid(), form.errors
    return Table(form.comparison, form.records)


def length_of_list(path: str) -> int:
    parts = urlsplit(path)
    record_type = get_type(resolve(parts.path).url_name.removesuffix("_list"))
    filters = record_type.filters(QueryDict(parts.query), queryset=record_type.public())
    assert filters.is_valid() and filters.canonical_query() == parts.query
    return filters.qs.count()


def labels(compared: Table) -> dict:
    return {str(row.label): row.cells for group in compared.groups for row in group.rows}


@pytest.mark.proof  # hundreds of lists are counted
def test_every_number_of_the_shipped_records_is_that_of_the_list_behind_it():
    load_folder(SHIPPED)
    institutions = Institution.objects.published().with_standing().filter(slug__in=["br-senai", "co-sena"])
    query = "&".join(f"institution={institution.slug}" for institution in institutions)
    wrong, numbers = {}, 0

    for compared in (table("country=UY&country=BR&country=CL&country=DO"), table(query)):
        for group in compared.groups:
            for said in [said for row in group.rows for cell in row.cells for said in cell]:
                if isinstance(said.text, int):
                    numbers += 1
                    if said.text != length_of_list(said.path):
                        wrong[said.path] = said.text

    assert wrong == {}
    assert numbers > 100


def test_columns_stand_in_the_order_of_the_address_and_the_file_says_the_same(client):
    for code, name in (("UY", "Uruguay"), ("BR", "Brasil"), ("CL", "Chile")):
        factories.make_country(code=code, name=name, capital="Ciudad")
    factories.make_product(countries=[table("country=UY").records[0]])
    query = "country=CL&country=UY&country=CL&country=br"

    shown = client.get(f"/es/comparar/?{query}")
    lines = list(csv.reader(client.get(f"/es/comparar.csv?{query}").content.decode("utf-8-sig").splitlines()))

    assert "Chile, Uruguay, Brasil ·" in shown.content.decode().partition("</title>")[0]
    assert shown.context["table"].query == "country=CL&country=UY&country=BR"
    assert lines[0][3:] == ["Chile", "Uruguay", "Brasil"]
    assert ["0", "1", "0"] in [line[3:] for line in lines]


@pytest.mark.parametrize(
    ("query", "status", "chosen"),
    [
        ("", 200, 0),
        ("country=UY", 200, 1),
        ("country=UY&country=&country=uy", 200, 1),
        ("country=UY&country=QQ", 400, 2),
        ("country=A&country=B&country=C&country=D&country=E", 400, 5),
        ("country=UY&institution=inefop", 400, 2),
    ],
)
def test_a_choice_that_cannot_be_compared_is_told_and_stays_chosen(client, query, status, chosen):
    country = factories.make_country(code="UY")
    factories.make_institution(slug="inefop", country=country)

    shown = client.get(f"/en/compare/?{query}")

    assert shown.status_code == status
    assert shown.context["table"] is None
    assert shown.content.decode().count(" selected") == chosen
    assert ("Error: " in shown.content.decode()) == (status == 400)
    assert client.get(f"/en/compare.csv?{query}").status_code == 400


def test_only_what_is_no_record_is_marked_as_wrong(client):
    factories.make_country(code="UY")

    shown = client.get("/en/compare/?country=UY&country=QQ").content.decode()

    assert shown.count('aria-invalid="true"') == 1
    assert shown.index('<option value="UY" selected') < shown.index('aria-invalid="true"')


def test_what_is_not_public_cannot_be_compared(client):
    factories.make_country(code="UY")
    factories.make_country(code="BR", publication_status="draft")

    assert client.get("/en/compare/?country=UY&country=BR").status_code == 400


def test_what_is_not_known_of_one_is_said_so_and_what_is_known_of_none_is_left_out():
    factories.make_membership(
        institution=factories.make_institution(slug="a", founded="1942", tripartite=None)
    )
    factories.make_institution(slug="b", founded=None, tripartite=None)

    found = labels(table("institution=a&institution=b"))

    assert [[said.text for said in cell] for cell in found["Fundación"]] == [["1942"], []]
    assert "Gobernanza tripartita" not in found


def test_in_common_is_what_belongs_to_two_at_least_with_whom():
    uruguay, brazil, chile = (factories.make_country(code=code) for code in ("UY", "BR", "CL"))
    theme, other = factories.make_theme(slug="youth"), factories.make_theme()
    shared = factories.make_agreement(countries=[uruguay, chile], themes=[theme])
    factories.make_agreement(countries=[brazil], themes=[theme, other])

    found = table("country=UY&country=BR&country=CL")

    assert [(part.record_type.name, part.count) for part in found.common] == [("agreement", 1)]
    assert found.common[0].records == [(shared, [uruguay, chile])]
    assert [said.path for said in found.common_themes] == ["/es/temas/youth/"]


def test_a_comparison_asks_as_much_of_few_records_as_of_many(client):
    def queries():
        with CaptureQueriesContext(connection) as found:
            assert client.get("/es/comparar/?country=UY&country=BR").status_code == 200
        return len(found)

    countries = [factories.make_country(code=code) for code in ("UY", "BR")]
    theme = factories.make_theme()

    def fill(number):
        for _number in range(number):
            factories.make_agreement(countries=countries, themes=[theme])
            factories.make_product(countries=countries, themes=[theme])
            factories.make_event(country=countries[0])
            factories.make_institution(country=countries[1])

    fill(2)
    few = queries()
    with written_together():
        fill(20)

    assert queries() == few <= 40
