"""What waits for the editor on the admin's first page."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.models import Agreement
from cinterfor.publishing.models import ProblemReport
from network.models import Institution
from tests import factories

from .forms import address, words

pytestmark = pytest.mark.django_db


def waiting(client, language="es"):
    return client.get(f"/{language}/admin/").context["waiting"]


def test_drafts_reviews_and_new_reports_are_counted_and_lead_to_their_lists(administrator):
    factories.make_institution()
    drafts = [factories.make_institution(publication_status="draft") for _number in range(2)]
    factories.make_agreement(publication_status="review")
    ProblemReport.objects.create(page="/es/", language="es", message="Falta algo.")
    ProblemReport.objects.create(page="/es/", language="es", message="Faltaba.", state="done")

    links = {link["url"]: link["count"] for row in waiting(administrator) for link in row["links"]}

    assert links == {
        f"{address(Institution, 'changelist')}?publication_status__exact=draft": 2,
        f"{address(Agreement, 'changelist')}?publication_status__exact=review": 1,
        f"{address(ProblemReport, 'changelist')}?state__exact=new": 1,
    }
    listed = administrator.get(next(iter(links))).context["cl"].result_list
    assert {record.pk for record in listed} == {record.pk for record in drafts}


def test_only_what_the_editor_may_view_is_counted(client, django_user_model):
    factories.make_institution(publication_status="draft")
    factories.make_agreement(publication_status="draft")
    account = django_user_model.objects.create_user("lectora", password="x", is_staff=True)
    account.user_permissions.set(Permission.objects.filter(codename="view_agreement"))
    client.force_login(account)

    assert [row["label"] for row in waiting(client)] == ["Acuerdos"]


def test_the_box_is_left_out_where_nothing_waits(administrator):
    page = administrator.get("/es/admin/")

    assert page.context["waiting"] == []
    assert 'class="module waiting"' not in page.content.decode()


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

    assert "Borrador: 1" in words(page)
