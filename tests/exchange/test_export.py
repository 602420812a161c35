"""Tables that leave the portal."""

import csv
import io

import pytest
from django.contrib import admin
from openpyxl import load_workbook

from cinterfor.exchange.columns import column_names, resource_for
from cinterfor.exchange.models import Line
from cinterfor.exchange.tables import export
from cinterfor.history.models import SecurityEvent, Version
from cinterfor.publishing.registry import record_types
from knowledge.models import Event, Product
from network.models import Institution
from tests import factories
from tests.admin.forms import address

from .conftest import press, report, send

pytestmark = [pytest.mark.django_db, pytest.mark.proof]


def exported(client, model, form="csv", **filters):
    name = address(model, "changelist") + f"export/{form}/"
    return b"".join(client.get(name, filters).streaming_content)


def rows_of(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_the_table_is_exactly_the_filtered_list(writer):
    country = factories.make_country()
    made = factories.make_institution(
        name='=HYPERLINK("x")', country=country, former_names=["Uno", "Dos | tres"]
    )
    factories.make_institution()

    content = exported(writer, Institution, country__id__exact=country.pk)

    assert content.startswith(b"\xef\xbb\xbf")
    [row] = rows_of(content)
    assert (row["slug"], row["country"]) == (made.slug, country.slug)
    assert row["name_es"] == '\'=HYPERLINK("x")'
    assert row["former_names"] == r"Uno | Dos \| tres"
    assert "name" not in row
    event = SecurityEvent.objects.get(kind="exported")
    assert (event.by_name, event.details.split("\n")[0]) == ("redacta", "1")


def test_a_workbook_explains_its_columns_and_holds_only_texts(writer):
    factories.make_institution(name="=1+1", latitude=-34.9)

    book = load_workbook(io.BytesIO(exported(writer, Institution, "xlsx")))

    sheet, explained = book.worksheets
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}
    names = [cell.value for cell in explained["A"]]
    assert {cell.value for cell in sheet[1]} - set(names) == {"publication_status"}


@pytest.mark.parametrize("record_type", record_types(), ids=lambda record_type: record_type.name)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_comes_back_as_it_went_changes_nothing(client, admin_user, record_type, form):
    client.force_login(admin_user)
    made = [getattr(factories, f"make_{record_type.name}")() for _number in range(3)]
    record_type.model.objects.filter(pk=made[0].pk).update(source=["=x", "'y"], editor_note="(vacío)\n- uno")
    versions = Version.objects.count()

    send(
        client,
        record_type.model,
        exported(client, record_type.model, form),
        f"x.{form}",
        publication="at-once",
    )
    report(client)
    press(client, "carry_out")

    outcomes = Line.objects.order_by().values_list("outcome", "wrong", "flaws").distinct()
    assert [outcome for outcome, _wrong, _flaws in outcomes] == ["unchanged"], list(outcomes)
    assert Version.objects.count() == versions


def test_the_number_of_queries_does_not_grow_with_the_rows(django_assert_max_num_queries):
    theme = factories.make_theme()
    for _number in range(8):
        factories.make_product(themes=[theme])
    resource = resource_for(admin.site.get_model_admin(Product))

    with django_assert_max_num_queries(12):
        answer = export(resource, Product.objects.all(), "csv", "x")
        assert b"".join(answer.streaming_content).count(theme.slug.encode()) == 8


def test_columns_are_those_of_the_form_without_uploads_and_steps():
    names = column_names(admin.site.get_model_admin(Event))

    assert names[:4] == ("slug", "title_es", "title_pt", "title_en")
    assert {"hosts", "begins", "source", "verified_on"} < set(names)
    left_out = {"title", "publication_status", "assignee", "begins_first", "changed_at", "image"}
    assert not left_out & set(names)


def test_a_wrong_filter_leads_back_to_the_list(writer):
    answer = writer.get(address(Institution, "changelist") + "export/csv/", {"nada": "1"})

    assert answer.status_code == 302
    assert writer.get(address(Institution, "changelist") + "export/pdf/").status_code == 404


def test_who_may_not_see_a_list_may_not_export_it(logged_in, client):
    url = address(Product, "changelist") + "export/csv/"

    assert client.get(url).status_code == 302
    stranger = logged_in("ajena", "Administración")
    stranger.get("/es/admin/").wsgi_request.user.groups.clear()
    assert stranger.get(url).status_code == 403
    assert not SecurityEvent.objects.filter(kind="exported").exists()
