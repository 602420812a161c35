"""Series and periodicals: a title, the works in it and their order."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation
from hypothesis import example, given
from hypothesis import strategies as st

from cinterfor.exchange.cells import Slugs, widget_of
from knowledge.models import Product, Series
from knowledge.models.series import in_order, place_in
from tests import factories
from tests.admin.forms import address, send, words

pytestmark = pytest.mark.django_db
TRAZOS = "Trazos de la Formación"


def make_works(*numbers, title=TRAZOS, **values):
    places = (factories.in_series(f"{title}, {number}") for number in numbers)
    return [factories.make_product(title=f"Trazo {place['number']}", **place, **values) for place in places]


@given(st.from_regex(r"[A-Za-zñ]{1,20}( [A-Za-zñ]{1,20})?", fullmatch=True), st.integers(0, 10**6))
@example("Nota técnica. Panorama Laboral en tiempos de la COVID-19", 1)
def test_a_printed_series_is_parted_at_its_last_comma(title, number):
    assert place_in(f"{title}, {number}") == (title, str(number))
    assert place_in(f"{title},  No. {number}") == (title, f"No. {number}")
    assert place_in(title) == (title, "")
    assert place_in(f"{title}, segunda época") == (f"{title}, segunda época", "")


@given(st.text())
def test_whatever_is_printed_nothing_is_lost_and_a_number_fits_its_column(printed):
    title, number = place_in(printed)

    assert len(number) <= 20
    assert "".join((title + number).split()) == "".join(printed.split()) or number


def test_one_title_is_one_series_and_two_titles_never_share_an_address():
    first = Series.objects.named("Estudios y Monografías")

    assert Series.objects.named("Estudios y Monografías") == first
    assert Series.objects.named("Estudios, y monografías").slug == "estudios-y-monografias-2"
    assert Series.objects.named("¿?").slug == "series"
    with pytest.raises(ValidationError):
        Series.objects.named("Boletín", issn="0254-2430")


def test_numbers_stand_in_their_order_and_not_in_that_of_their_digits():
    make_works("10", "9", "1", "99999999999999999999")
    factories.make_product(**factories.in_series(TRAZOS))
    later = factories.make_product(**factories.in_series(f"{TRAZOS}, 3") | {"volume": "2"})

    works = Product.objects.in_series(Series.objects.get())

    assert [work.number for work in works.order_by(*in_order())] == [
        "1",
        "9",
        "10",
        "99999999999999999999",
        "",
        later.number,
    ]


@pytest.mark.parametrize(("language", "heading"), [("es", "Serie"), ("pt", "Série"), ("en", "Series")])
def test_a_work_names_its_series_and_its_neighbours_in_order(client, language, heading):
    works = make_works(*range(1, 10))
    hidden = make_works("4", publication_status="draft")[0]
    with translation.override(language):
        page = client.get(works[4].get_absolute_url())
        path = reverse("product_list")
    told = words(page)

    assert f"{heading}{TRAZOS}, 5" in told
    assert [work.number for work in page.context["neighbours"]] == ["2", "3", "4", "5", "6", "7", "8"]
    assert hidden not in page.context["neighbours"]
    assert f'{path}?series=trazos-de-la-formacion"' in page.content.decode()


def test_a_work_alone_in_its_series_has_no_neighbours(client):
    (work,) = make_works("1")

    assert client.get(work.get_absolute_url()).context["neighbours"] == []


def test_the_list_of_a_series_stands_in_its_order_unless_another_is_asked_for(client):
    make_works("10", issued="2001")
    make_works("9", issued="1999")
    factories.make_product()
    url = f"{reverse('product_list')}?series=trazos-de-la-formacion"

    page = client.get(url)
    assert [work.number for work in page.context["page"]] == ["9", "10"]
    # What the form would send is the order that is shown.
    assert page.context["filters"].form.fields["sort"].choices[0][0] == "number"
    assert [work.number for work in client.get(f"{url}&sort=-date").context["page"]] == ["10", "9"]
    assert client.get(f"{reverse('product_list')}?series=ninguna").status_code == 400


def test_a_series_of_drafts_alone_is_nothing_to_choose(client):
    make_works("1", publication_status="draft")

    assert client.get(f"{reverse('product_list')}?series=trazos-de-la-formacion").status_code == 400


def test_readers_find_works_by_the_series_also_after_it_has_another_title():
    (work,) = make_works("9")
    assert list(Product.objects.matching("trazos formación")) == [work]

    series = Series.objects.get()
    series.title = "Huellas"
    series.save()

    assert list(Product.objects.matching("huellas")) == [work]
    assert list(Product.objects.matching("trazos formación")) == []


def test_twins_tell_series_volume_and_number_apart(client):
    place = factories.in_series("Boletín, 149", kind="periodical", issn="0254-2439") | {"volume": "12"}
    work = factories.make_product(kind="article", **place)

    data = json.loads(client.get(f"{work.get_absolute_url()}?format=json").content)
    table = client.get(f"{reverse('product_list')}?format=csv").getvalue().decode("utf-8-sig")
    page = client.get(work.get_absolute_url()).content.decode()

    assert (data["series"], data["volume"], data["number"]) == ("Boletín", "12", "149")
    assert ",Boletín,12,149," in table
    assert '"@type": "PublicationIssue", "issueNumber": "149"' in page
    assert '"@type": "Periodical", "name": "Boletín", "issn": "0254-2439"' in page


def test_tables_name_a_series_by_its_title_and_tell_of_one_that_is_not_there():
    series = factories.make_series(title="=Serie, 1")
    cells, slugs = widget_of(Product._meta.get_field("series")), Slugs()

    assert cells.clean(cells.render(series.pk, slugs=slugs), slugs=slugs) == series.pk
    with pytest.raises(ValidationError, match="Otra"):
        cells.clean("Otra", slugs=slugs)


def test_editors_choose_a_series_and_its_page_leads_to_its_works(client, admin_user):
    client.force_login(admin_user)
    series = factories.make_series(title=TRAZOS)
    work = factories.make_product()

    assert send(client, work, series=series.pk, number="9").status_code == 302
    work.refresh_from_db()
    assert work.series_in_words == f"{TRAZOS}, 9"
    client.post(
        address(Series, "change", series), {"title": TRAZOS, "kind": "periodical", "issn": "1", "slug": "t"}
    )
    assert Series.objects.get().issn == ""
    page = client.get(address(Series, "change", series)).content.decode()
    assert f"{reverse('product_list')}?series={series.slug}" in page


def test_an_issn_is_that_of_one_series(admin_client):
    boletin = factories.make_series(title="Boletín", issn="0254-2439")
    values = {"title": "Otra", "kind": "periodical", "issn": "0254-2439", "slug": "otra"}

    refused = admin_client.post(address(Series, "add"), values)

    assert "«Boletín» ya tiene este ISSN." in words(refused)
    assert admin_client.post(address(Series, "change", boletin), values).status_code == 302
