"""How a fact is known travels with it: basis, source, and when it was verified."""

import datetime
import io
import json

import pytest
from openpyxl import load_workbook

from tests import factories
from tests.formats.test_formats import body, rows

pytestmark = pytest.mark.django_db
PAGE = "https://www.oitcinterfor.org/miembros"


def in_workbook(client, path):
    content = client.get(path).content
    heading, cells = load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    return dict(zip(heading, cells, strict=True))


def test_the_origin_of_a_membership_has_columns_of_its_own(client):
    institution = factories.make_institution(slug="senai", source=[PAGE])
    factories.make_membership(institution=institution, begins="1980", ends="1990", basis="definition")
    factories.make_membership(
        institution=institution, begins="2000", source=[PAGE], verified_on=datetime.date(2026, 5, 4)
    )

    found = json.loads(body(client.get("/en/institutions/senai.json")))
    heading, cells = rows(client.get("/en/institutions/senai.csv"))
    in_csv = dict(zip(heading, cells, strict=True))
    in_xlsx = in_workbook(client, "/en/institutions/senai.xlsx")
    linked = json.loads(body(client.get("/en/institutions/senai.jsonld")))

    assert (found["membership_basis"], found["membership_sources"]) == ("documented", [PAGE])
    assert [item["verified_on"] for item in found["memberships"]] == [None, "2026-05-04"]
    for cells in (in_csv, in_xlsx):
        assert cells["basis of the membership"] == "documented"
        assert cells["sources of the membership"] == PAGE
    assert in_csv["membership last verified on"] == "2026-05-04"
    assert in_xlsx["membership last verified on"] == datetime.datetime(2026, 5, 4)
    assert linked["subjectOf"] == [{"@type": "WebPage", "url": PAGE}]


@pytest.mark.parametrize(
    ("values", "status", "basis"),
    [
        ({"renews_tacitly": True}, "in-force", "renewal"),
        ({"ends": "2999"}, "in-force", "term"),
        ({"stated_in_force_on": datetime.date(2999, 1, 1)}, "in-force", "statement"),
        ({"ends": "2021"}, "ended", "term"),
        ({"terminated": True}, "terminated", "termination"),
        ({}, "term-unknown", None),
        ({"signed": None}, "announced", None),
    ],
)
def test_what_an_agreements_status_is_based_on_stands_beside_it(client, values, status, basis):
    factories.make_agreement(slug="uno", **values)

    found = json.loads(body(client.get("/es/acuerdos/uno.json")))

    assert (found["status"], found["status_basis"]) == (status, basis)
