"""Titles of pages begin with what is particular; forms that could not be read say so first."""

import html
import re

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from tests import factories

pytestmark = pytest.mark.django_db
LANGUAGES = ("es", "pt", "en")
SITE = {"es": "OIT/Cinterfor", "pt": "OIT/Cinterfor", "en": "ILO/Cinterfor"}


def title(response, language):
    found = html.unescape(re.search(r"<title>(.*?)</title>", response.content.decode(), re.DOTALL)[1])
    assert found.endswith(f" · {SITE[language]}")
    return found.removesuffix(f" · {SITE[language]}")


def address(name, language, *args):
    with translation.override(language):
        return reverse(name, args=args)


@pytest.fixture
def brazil():
    country = factories.make_country(code="BR", name_es="Brasil", name_pt="Brasil", name_en="Brazil")
    for number in range(21):
        factories.make_membership(
            institution=factories.make_institution(
                country=country, name=f"Servicio {number}", acronym=f"SRV{number}", slug=f"servicio-{number}"
            )
        )
    return country


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("es", "Instituciones, 21, Brasil"),
        ("pt", "Instituições, 21, Brasil"),
        ("en", "Institutions, 21, Brazil"),
    ],
)
def test_the_title_of_a_list_holds_its_count_its_filters_and_its_page(client, brazil, language, expected):
    path = address("institution_list", language)

    assert title(client.get(path + "?country=BR"), language) == expected
    with translation.override(language):
        second = _("page %(number)s") % {"number": 2}
    assert title(client.get(path + "?country=BR&page=2"), language) == f"{expected}, {second}"


@pytest.mark.parametrize(("language", "country"), [("es", "Brasil"), ("pt", "Brasil"), ("en", "Brazil")])
def test_the_title_of_an_institution_is_what_it_is_called_and_where_it_is(client, brazil, language, country):
    response = client.get(address("institution_detail", language, "servicio-3"))

    assert title(response, language) == f"SRV3, {country}"


def test_the_title_of_a_search_holds_the_words_and_how_much_was_found(client, brazil):
    path = address("search", "en")

    assert title(client.get(path + "?q=servicio"), "en") == "“servicio”, 21 results"
    assert title(client.get(path + "?q=servicio&page=2"), "en") == "“servicio”, 21 results, page 2"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_filter_is_told_in_the_title_and_in_a_summary_that_leads_to_the_field(client, language):
    response = client.get(address("agreement_list", language) + "?year=abc")
    page = response.content.decode()

    with translation.override(language):
        beginning = _("Error: %(title)s") % {"title": ""}
    assert response.status_code == 400
    assert title(response, language).startswith(beginning)
    summary = re.search(r'role="alert".*?</div>', page, re.DOTALL)
    assert 'href="#id_year"' in summary[0]
    assert summary.start() < page.index("<form action")
    field = re.search(r'<input[^>]*id="id_year"[^>]*>', page)[0]
    assert 'aria-invalid="true"' in field
    described = re.search(r'aria-describedby="([^"]*)"', field)[1].split()
    assert all(f'id="{name}"' in page for name in described)


def test_a_wrong_report_is_told_in_the_title_and_in_a_summary_that_leads_to_the_fields(client):
    response = client.post("/en/requests/correction/", {"message": "", "email": "x"})
    page = response.content.decode()

    assert title(response, "en") == "Error: Report a problem"
    summary = re.search(r'role="alert".*?</div>', page, re.DOTALL)[0]
    assert re.findall(r'href="#([^"]*)"', summary) == ["id_message", "id_email"]
    assert page.count('aria-invalid="true"') == 2


def test_a_wrong_letter_has_a_field_to_correct_it(client):
    page = client.get(address("institution_list", "es") + "?initial=abc").content.decode()

    assert 'href="#id_initial"' in page
    assert 'id="id_initial"' in page


def test_a_list_leads_to_its_results_from_every_control(client, brazil):
    page = client.get(address("institution_list", "es") + "?country=BR&standing=member").content.decode()

    assert '<a class="skip" href="#results">' in page
    assert re.search(r'id="results" tabindex="-1"', page)
    leading = re.findall(r'href="([^"]*(?:initial=|page=|standing=member&|country=BR")[^"]*)"', page)
    inside = [link for link in leading if "/es/instituciones/?" in link or link.startswith("?")]
    assert inside
    assert [link for link in inside if not link.endswith("#results")] == []
    assert 'action="/es/instituciones/#results"' in page
