"""What is new in a month: what happened, what became public, what went; as a page and to paste."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories import (
    make_agreement,
    make_country,
    make_institution,
    make_membership,
    make_news,
    make_product,
    make_theme,
)

pytestmark = pytest.mark.django_db
LONG_AGO = timezone.make_aware(datetime.datetime(2001, 1, 1))


def at(year, month, day, hour=12):
    return timezone.make_aware(datetime.datetime(year, month, day, hour))


def old(make, **values):
    """A record that is public since long ago, so that it is not new itself."""
    return make(published_from=LONG_AGO, **values)


def text(client, query, language="es"):
    word = {"es": "novedades", "pt": "novidades", "en": "whats-new"}[language]
    return client.get(f"/{language}/{word}.txt?{query}").content.decode()


def told(client, query):
    """The paths that are told, in their order."""
    return re.findall(r"^  http://testserver/es/(\S+)/$", text(client, query), re.MULTILINE)


def test_records_are_new_in_the_month_in_which_they_became_public_in_montevideo(client):
    make_product(slug="ultima", published_from=at(2024, 5, 31, 23))
    make_product(slug="primera", published_from=at(2024, 6, 1, 0))
    make_product(slug="borrador", publication_status="draft")
    make_product(slug="futura", published_from=timezone.now() + datetime.timedelta(minutes=5))

    assert told(client, "month=2024-05") == ["productos-de-conocimiento/ultima"]
    assert told(client, "month=2024-06") == ["productos-de-conocimiento/primera"]
    assert told(client, "") == []


def test_what_happened_is_told_where_the_month_is_known(client):
    came, went, vague = (old(make_institution, slug=slug) for slug in ("entra", "sale", "vago"))
    make_membership(institution=came, begins="2024-05")
    make_membership(institution=went, begins="1990", ends="2024-05-07", ended=True)
    make_membership(institution=vague, begins="2024", basis="documented")
    make_membership(institution=old(make_institution), begins="2024-05", basis="unconfirmed")
    old(make_agreement, slug="firmado", signed="2024-05-09")
    old(make_agreement, slug="entrado", signed="2020", enters_into_force="2024-05-10")
    old(make_agreement, slug="vencido", signed="2020", ends="2024-05")
    old(make_agreement, slug="renovado", signed="2020", ends="2024-05", renews_tacitly=True)
    old(make_agreement, slug="roto", signed="2020", terminated=True, terminated_on="2024-05")
    old(make_agreement, slug="anual", signed="2020", ends="2024")

    assert told(client, "month=2024-05") == [
        "instituciones/entra",
        "instituciones/sale",
        "acuerdos/firmado",
        "acuerdos/entrado",
        "acuerdos/vencido",
        "acuerdos/roto",
    ]
    assert told(client, "month=2024-12") == []


def test_an_agreement_signed_and_published_in_one_month_is_told_once(client):
    make_agreement(slug="uno", signed="2024-05", published_from=at(2024, 5, 20))

    assert told(client, "month=2024-05") == ["acuerdos/uno"]


def test_what_was_withdrawn_is_told_with_its_reason_and_what_was_renamed_is_not(client):
    gone = old(make_news, slug="ida", title_es="Noticia ida")
    gone.publication_status, gone.withdrawal_reason = "withdrawn", "Contenía un error."
    gone.save()
    renamed = old(make_news, slug="vieja")
    renamed.slug = "nueva"
    renamed.save()

    found = text(client, "")

    assert "- Noticia ida (Contenía un error.)" in found
    assert "vieja" not in found and "nueva" not in found


def test_country_and_theme_narrow_the_news(client):
    country, theme = old(make_country, code="UY"), old(make_theme, slug="oficios")
    when = at(2024, 5, 2)
    make_product(slug="ambos", countries=[country], themes=[theme], published_from=when)
    make_product(slug="pais", countries=[country], published_from=when)
    make_product(slug="nada", published_from=when)
    make_membership(institution=old(make_institution, slug="de-uy", country=country), begins="2024-05")
    make_membership(institution=old(make_institution, slug="de-otro"), begins="2024-05")

    assert sorted(told(client, "month=2024-05&country=UY")) == [
        "instituciones/de-uy",
        "productos-de-conocimiento/ambos",
        "productos-de-conocimiento/pais",
    ]
    assert told(client, "month=2024-05&theme=oficios") == ["productos-de-conocimiento/ambos"]


def test_a_title_in_another_language_is_marked_and_markup_in_it_is_text(client):
    make_news(title_es="<b>Hola</b>", title_pt="", title_en="", published_from=at(2024, 5, 2))

    page = client.get("/pt/novidades/?month=2024-05").content.decode()
    pasted = client.get("/pt/novidades.html?month=2024-05").content.decode()

    assert '<span lang="es">&lt;b&gt;Hola&lt;/b&gt;</span>' in page and "[em espanhol]" in page
    assert '<span lang="es">&lt;b&gt;Hola&lt;/b&gt;</span>' in pasted
    assert "style" not in pasted and "<script" not in pasted
    assert "<b>Hola</b>" in text(client, "month=2024-05", "pt")


def test_a_month_without_news_leads_to_the_last_that_had_some(client):
    make_news(published_from=at(2023, 2, 3))

    page = client.get("/en/whats-new/?month=2024-05").content.decode()

    assert "/en/whats-new/?month=2023-02#results" in page
    assert "/en/whats-new/?month=2024-04#results" in page and "/en/whats-new/?month=2024-06#results" in page


@pytest.mark.parametrize(
    "query", ["month=x", "month=2024-13", "month=1959-12", "month=2999-01", "country=QQ", "theme=nada"]
)
def test_what_cannot_be_read_is_refused_and_stays_in_the_form(client, query):
    page = client.get(f"/es/novedades/?{query}")

    assert page.status_code == 400
    assert client.get(f"/es/novedades.txt?{query}").status_code == 400
    if query.startswith("month"):
        assert f'value="{query.partition("=")[2]}"' in page.content.decode()


def test_there_is_no_other_format(client):
    assert client.get("/es/novedades.pdf").status_code == 404


def test_queries_stay_as_many_when_news_grow(client):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/pt/novidades/?month=2024-05").status_code == 200
        return len(captured)

    def fill(number):
        for _index in range(number):
            make_membership(institution=make_institution(published_from=at(2024, 5, 2)), begins="2024-05")
            make_agreement(signed="2024-05", ends="2024-05-30", published_from=at(2024, 5, 2))
            make_product(published_from=at(2024, 5, 2))

    fill(1)
    asked()
    few = asked()
    fill(2)

    assert asked() == few
