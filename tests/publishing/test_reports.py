"""“Report a problem with this page”: to the editors, without a cookie, without losing a word."""

import pytest
from django.core import mail
from django.core.cache import cache

from cinterfor.publishing.models import ProblemReport

pytestmark = pytest.mark.django_db
ADDRESS = "/es/informar-un-problema/"
REPORT = {"page": "/es/paises/uy/", "message": "Falta un miembro", "email": "", "website": ""}


@pytest.fixture(autouse=True)
def nobody_has_reported():
    cache.clear()


def test_a_report_reaches_the_editors(client):
    response = client.post(ADDRESS, REPORT)

    report = ProblemReport.objects.get()
    assert response.status_code == 302
    assert (report.page, report.message, report.language, report.state) == (
        "/es/paises/uy/",
        "Falta un miembro",
        "es",
        "new",
    )
    assert client.get(response["Location"]).status_code == 200


def test_a_report_is_mailed_where_an_address_is_configured(client, settings):
    settings.REPORTS_EMAIL = ["editores@example.org"]

    client.post(ADDRESS, REPORT)

    assert mail.outbox[0].to == ["editores@example.org"]
    assert "Falta un miembro" in mail.outbox[0].body


def test_a_wrong_report_is_not_sent_and_keeps_what_was_typed(client):
    response = client.post(ADDRESS, REPORT | {"email": "nada"})

    assert response.status_code == 400
    assert "Falta un miembro" in response.content.decode()
    assert not ProblemReport.objects.exists()


def test_a_program_that_fills_in_everything_is_thanked_and_ignored(client):
    response = client.post(ADDRESS, REPORT | {"website": "http://spam.example"})

    assert response.status_code == 302
    assert not ProblemReport.objects.exists()


def test_many_reports_from_one_address_are_slowed_down(client):
    answers = [client.post(ADDRESS, REPORT).status_code for _number in range(6)]

    assert answers == [302] * 5 + [429]


def test_the_form_sets_no_cookie(client):
    response = client.get(ADDRESS + "?page=/es/paises/uy/")

    assert not response.cookies
    assert "/es/paises/uy/" in response.content.decode()


def test_a_report_about_a_foreign_page_is_kept_as_about_the_site(client):
    client.post(ADDRESS, REPORT | {"page": "//evil.example/"})

    assert ProblemReport.objects.get().page == "/"


def test_who_asks_for_a_document_finds_the_form_filled_in_and_says_where_to_answer(client):
    asking = f"{ADDRESS}?page=/es/productos/x/&ask=document"
    form = client.get(asking).context["form"]
    sent = {"page": form["page"].value(), "message": form["message"].value(), "website": ""}

    refused = client.post(f"{ADDRESS}?ask=document", sent)
    answer = client.post(f"{ADDRESS}?ask=document", sent | {"email": "ana@example.org"})

    assert refused.status_code == 400 and "email" in refused.context["form"].errors
    assert answer.status_code == 302
    report = ProblemReport.objects.get()
    assert (report.page, report.email) == ("/es/productos/x/", "ana@example.org")
    assert report.message
