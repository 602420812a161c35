"""Products in the languages in which they exist, themes in their tree, events in time."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from knowledge.models import ONLINE, Access, Contribution, Event, Product, ProductFile
from tests.factories import (
    make_country,
    make_event,
    make_institution,
    make_page,
    make_person,
    make_product,
    make_theme,
)

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2024, 5, 10, 15, tzinfo=datetime.UTC)


def test_a_work_exists_in_its_own_language_and_where_its_title_is_translated():
    product = make_product(title="Guia", language="pt", translated_title_es="Guía", translated_title_en="")

    assert product.languages() == ["es", "pt"]
    assert product.titles() == {"es": "Guía", "pt": "Guia", "en": None}


@pytest.mark.parametrize(("reader", "translated"), [("es", ""), ("pt", "Guia"), ("en", "Guide")])
def test_a_title_stands_as_published_with_its_translation_for_other_readers(reader, translated):
    product = make_product(title="Guía", translated_title_pt="Guia", translated_title_en="Guide")

    with translation.override(reader):
        assert product.title_text == ("Guía", "es")
        assert product.translated_title_text.value == translated


def test_every_list_in_portuguese_and_english_shows_the_translated_title_too(client):
    make_product(
        title="Guía práctica", translated_title_pt="Guia prático", translated_title_en="Practical guide"
    )

    for path, words in (
        ("/pt/produtos-de-conhecimento/", "Guia prático"),
        ("/en/knowledge-products/", "Practical guide"),
    ):
        page = client.get(path).content.decode()

        assert '<span lang="es">Guía práctica</span>' in page
        assert words in page


def test_a_theme_finds_works_on_the_themes_below_it():
    group = make_theme()
    below = make_product(themes=[make_theme(broader=group)])
    own = make_product(themes=[group])
    make_product(themes=[make_theme()])

    assert set(Product.objects.on_theme(group)) == {below, own}


def test_a_theme_or_page_never_stands_above_itself_by_way_of_others():
    top = make_theme()
    middle = make_theme(broader=top)
    top.broader = make_theme(broader=middle)
    page = make_page()
    page.parent = make_page(parent=page)

    for record in (top, page):
        with pytest.raises(ValidationError):
            record.full_clean()


@pytest.mark.parametrize(
    ("begins", "ends", "coming", "past"),
    [
        ("2024-05-10", None, True, False),
        ("2024-05-09", None, False, True),
        ("2024-05-01", "2024-05-10", True, False),
        ("2024-05", None, True, False),
        ("2024", "2024-04", False, True),
        (None, None, False, False),
    ],
)
def test_an_event_is_coming_until_its_last_possible_day_has_passed(begins, ends, coming, past):
    make_event(begins=begins, ends=ends)

    assert Event.objects.coming(NOON).exists() is coming
    assert Event.objects.past(NOON).exists() is past


def test_an_event_cannot_end_before_it_begins():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_event(begins="2024-05-10", ends="2024-05-09")


def test_a_decade_holds_its_ten_years():
    kept = [make_product(issued=year) for year in ("1990", "1999-12-31")]
    make_product(issued="1989-12-31")
    make_product(issued="2000")
    make_product(issued=None)

    assert set(Product.objects.of_decade(1990)) == set(kept)


def test_the_ways_to_a_work_are_told_and_found_alike():
    ways = {
        "here": make_product(),
        "elsewhere": make_product(url="https://www.ilo.org/x"),
        "on-request": make_product(kept_at="Biblioteca de OIT/Cinterfor"),
        "unknown": make_product(),
    }
    ProductFile.objects.create(product=ways["here"], language="es", file="works/x/a.pdf")
    ProductFile.objects.create(product=ways["elsewhere"], language="es", file="works/x/b.pdf")

    assert {way: product.access for way, product in ways.items()} == {
        "here": ["here"],
        "elsewhere": ["here", "elsewhere"],
        "on-request": ["on-request"],
        "unknown": ["unknown"],
    }
    for way in Access.values:
        told = {product for product in ways.values() if way in product.access}
        assert set(Product.objects.with_access(way)) == told
    assert set(Product.objects.with_access(ONLINE)) == {ways["here"], ways["elsewhere"]}


def test_related_works_share_themes_those_that_share_most_first():
    one, two = make_theme(), make_theme()
    product = make_product(themes=[one, two])
    near = make_product(themes=[one, two])
    far = make_product(themes=[one])
    make_product(themes=[make_theme()])

    assert list(Product.objects.related_to(product)) == [near, far]


@pytest.mark.parametrize("both", [True, False])
def test_a_contributor_is_a_person_or_an_institution(both):
    values = {"person": make_person(), "institution": make_institution()} if both else {}

    with pytest.raises(IntegrityError), transaction.atomic():
        Contribution.objects.create(product=make_product(), **values)


def test_records_in_a_country_are_found_once_each():
    country = make_country(code="UY")
    product = make_product(countries=[country, make_country()])

    assert list(Product.objects.in_country("UY")) == [product]


def test_works_of_an_institution_are_those_about_it_and_those_that_it_made_each_once():
    institution = make_institution()
    about = make_product(institutions=[institution])
    made = make_product()
    for product in (about, made):
        product.contributions.create(institution=institution, role="editor")
    made.contributions.create(institution=institution, role="author")
    make_product(institutions=[make_institution()])

    assert sorted(Product.objects.of_institution(institution).values_list("pk", flat=True)) == [
        about.pk,
        made.pk,
    ]
