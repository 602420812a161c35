"""What waits for the editor on the admin's first page."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cinterfor.publishing.dates import today
from cinterfor.requests.models import Request
from cinterfor.translations.models import Translation
from network.models import Country
from tests import factories

from .forms import address, values_of, words

pytestmark = pytest.mark.django_db


def waiting(client, language="es"):
    return client.get(f"/{language}/admin/").context["waiting"]


def test_each_count_leads_to_a_list_of_as_many_records_and_to_a_file_of_them(administrator):
    factories.make_institution(verified_on=today())
    for _number in range(2):
        factories.make_institution(publication_status="draft")
    factories.make_agreement(publication_status="review")
    factories.make_agreement(signed="2020", ends=f"{today() + timedelta(days=5)}", verified_on=today())
    ending_early = {"terminated": True, "terminated_on": f"{today() + timedelta(days=20)}"}
    factories.make_agreement(renews_tacitly=True, verified_on=today(), **ending_early)
    factories.make_product(translated_title_pt="", verified_on=today())
    Request.objects.create(number="2026-0001", kind="correction", message="Falta algo.")
    Request.objects.create(number="2026-0002", kind="correction", message="Faltaba.", status="closed")

    rows = {row.name: row for row in waiting(administrator)}

    rows.pop("poor")  # whatever tests make is poor
    amounts = {name: [amount.count for amount in row.counts] for name, row in rows.items()}
    assert amounts == {
        "draft": [2],
        "review": [1],
        "unverified": [3],  # countries
        "ends-7": [1],
        "ends-30": [2],
        "ends-90": [2],
        "lacks-pt": [1],
        "requests-nobody": [1],
    }
    for row in rows.values():
        for amount in row.counts:
            assert len(administrator.get(amount.url).context["cl"].result_list) == amount.count
        if row.export:
            lines = b"".join(administrator.get(row.export).streaming_content).decode().splitlines()
            assert len(lines) == row.total + 1


def test_a_change_of_the_spanish_text_makes_translations_outdated_unless_it_is_minor(administrator):
    record = factories.make_country(name="Nombre")
    url = address(Country, "change", record)

    administrator.post(
        url, values_of(administrator, url) | {"name_es": "Nonbre", "minor_change": "on", "_publish": "y"}
    )
    assert not Translation.objects.outdated().exists()
    administrator.post(url, values_of(administrator, url) | {"name_es": "Otro", "_publish": "y"})
    assert {row.language for row in Translation.objects.outdated()} == {"pt", "en"}

    administrator.post(url, values_of(administrator, url) | {"name_pt": "Outro", "_publish": "y"})
    assert [row.language for row in Translation.objects.outdated()] == ["en"]
    assert Translation.objects.get(language="pt").source == "Otro"
    assert [row.name for row in waiting(administrator) if row.name.startswith("outdated")] == ["outdated-en"]


def test_only_what_the_editor_may_view_is_counted(client, django_user_model):
    factories.make_institution(publication_status="draft")
    factories.make_agreement(publication_status="draft")
    account = django_user_model.objects.create_user("lectora", password="x", is_staff=True)
    account.user_permissions.set(Permission.objects.filter(codename="view_agreement"))
    client.force_login(account)

    found = {amount.label for row in waiting(client) for amount in row.counts}
    assert found == {"Acuerdos"}


def test_the_box_is_left_out_where_nothing_waits(administrator):
    page = administrator.get("/es/admin/")

    assert page.context["waiting"] == []
    assert 'class="module waiting"' not in page.content.decode()
    assert "No hay nada pendiente" in words(page)


def test_staff_without_any_permission_still_get_the_page(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("nueva", password="x", is_staff=True))

    assert client.get("/es/admin/").status_code == 200
    assert waiting(client) == []


def test_the_page_takes_as_many_queries_however_much_waits(administrator, django_assert_num_queries):
    with CaptureQueriesContext(connection) as before:
        administrator.get("/es/admin/")
    for make in ("institution", "agreement", "product", "theme", "page"):
        getattr(factories, f"make_{make}")(publication_status="draft")

    with django_assert_num_queries(len(before)):
        page = administrator.get("/es/admin/")

    assert "Instituciones 1" in words(page)
