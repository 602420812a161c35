"""The graph as data: what is filtered, in each format, for the programs that read it."""

import csv
import io

import networkx
import pytest

from agreements.models import Agreement
from network.models import Institution
from tests.factories import (
    make_agreement,
    make_country,
    make_event,
    make_institution,
    make_membership,
    make_party,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def network():
    """SENAI and INFOCAL signed an agreement and held an event; both met a third one."""
    brazil = make_country(code="BR", region="south-america")
    senai = make_institution(slug="senai", name="SENAI & <Brasil>", country=brazil)
    make_membership(institution=senai, kind="constituent")
    infocal, third = make_institution(slug="infocal"), make_institution(slug="third", country=None)
    agreement = make_agreement(signed="2014", modality="financing")
    for institution in (senai, infocal):
        make_party(agreement=agreement, institution=institution)
    make_event(hosts=[senai, infocal], organisers=[third], begins="2012")


def had(client, extension, query=""):
    response = client.get(f"/en/cooperation.{extension}{query}")
    assert response.status_code == 200
    return response


@pytest.mark.parametrize(
    ("extension", "read"), [("graphml", networkx.read_graphml), ("gexf", networkx.read_gexf)]
)
def test_networkx_reads_back_what_was_written(client, network, extension, read):
    graph = read(io.BytesIO(had(client, extension).content))

    assert set(graph.nodes) == {"senai", "infocal", "third"}
    senai = graph.nodes["senai"]
    assert (senai["label"], senai["kind"], senai["country"], senai["region"]) == (
        "SENAI & <Brasil>",
        "constituent",
        "BR",
        "south-america",
    )
    assert senai["permalink"] == "http://testserver/id/institution/senai"
    tie = graph.edges["senai", "infocal"]
    assert (tie["weight"], tie["agreements"], tie["events"], tie["since"]) == (2, 1, 1, 2012)
    assert tie["agreements_list"].startswith("http://testserver/en/agreements/?institution=")
    assert graph.edges["senai", "third"]["weight"] == 1
    assert "agreements_list" not in graph.edges["senai", "third"]


def test_json_and_csv_say_the_same(client, network):
    found = had(client, "json").json()
    graph, edges = networkx.node_link_graph(found, edges="edges"), found["edges"]
    rows = list(csv.DictReader(io.StringIO(had(client, "csv").content.decode("utf-8-sig"))))

    assert len(rows) == graph.number_of_edges() == 3
    assert [row["identifier"] for row in rows] == [edge["source"] for edge in edges]
    assert rows[0]["agreements"] == "1" and rows[0]["events"] == "1" and rows[0]["since"] == "2012"
    assert graph.nodes["third"]["region"] == ""


def test_data_are_of_the_filtered_set_and_named_after_it(client, network):
    response = had(client, "csv", "?modality=financing&year=2014")

    assert "cinterfor-cooperation-modality-financing-year-2014-" in response["Content-Disposition"]
    assert len(response.content.decode().splitlines()) == 2


def test_a_day_before_today_draws_those_whose_membership_on_it_is_not_documented(client, network):
    make_membership(institution=Institution.objects.get(slug="third"), begins=None)
    make_party(
        agreement=make_agreement(signed="2000", renews_tacitly=True),
        institution=Institution.objects.get(slug="third"),
    )
    agreement = Agreement.objects.get(signed="2000")
    make_party(agreement=agreement, institution=Institution.objects.get(slug="infocal"))

    found = had(client, "json", "?on=2015-06-30").json()

    assert found["graph"]["filters"] == {"on": "2015-06-30"}
    assert {node["id"]: node["kind"] for node in found["nodes"]}["third"] == "undated"
    assert client.get("/en/cooperation/?on=2015-06-30").status_code == 200


def test_wrong_filters_and_formats_are_told_to_programs(client, network):
    refused = client.get("/en/cooperation.json?year=x")

    assert refused.status_code == 400 and "year" in refused.json()["errors"]
    assert client.get("/en/cooperation.xml").status_code == 404
    assert b"<graphml" in client.get("/en/cooperation.graphml?year=1999").content
