"""What other sites show of a page: an image and its tags, of what is public and known, and nothing else."""

import io
import re
from html import unescape

import pytest
import resvg_py
from django import forms
from django.urls import reverse
from django.utils import translation
from PIL import Image

from cinterfor.pictures import registry, sharing_sheet
from cinterfor.pictures.registry import PictureType, picture_types
from cinterfor.pictures.sharing import image_of, shared_page
from cinterfor.pictures.sharing_sheet import svg_of
from cinterfor.pictures.typesetting import REGULAR, SEMIBOLD, SERIF, length
from cinterfor.publishing.registry import record_types
from tests import factories

pytestmark = pytest.mark.django_db
FONTS = {"serif": SERIF, "sans": REGULAR, "strong": SEMIBOLD}
TEXT = re.compile(
    r'<text class="(\w+)[^"]*" font-size="(\d+)"(?: text-anchor="\w+")? x="(\d+)" y="(\d+)"[^>]*>([^<]*)'
)
LONG = "Formación profesional y desarrollo productivo en América Latina " * 4 + "Otorrinolaringología" * 6


@pytest.fixture(autouse=True)
def pictures_apart(settings):
    memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "pictures"}
    settings.CACHES = {**settings.CACHES, "pictures": memory}


@pytest.fixture
def records():
    country = factories.make_country(code="UY")
    institution = factories.make_institution(country=country)
    factories.make_membership(institution=institution)
    agreement = factories.make_agreement()
    factories.make_party(agreement=agreement, institution=institution)
    factories.make_party(agreement=agreement, country=country)
    theme = factories.make_theme()
    return [
        country,
        institution,
        agreement,
        theme,
        factories.make_product(themes=[theme]),
        factories.make_event(country=country),
        factories.make_news(),
        factories.make_question(),
        factories.make_page(),
    ]


def in_full(record):
    return type(record).record_type().public_in_full().get(pk=record.pk)


def sharing_path(record, language="es"):
    return reverse("sharing_record", args=[language, type(record).record_type().name, record.slug])


def tags(response) -> dict:
    return dict(
        re.findall(r'<meta (?:property|name)="((?:og|twitter):[\w:]+)" content="([^"]*)"', response.text)
    )


def assert_is_image(response):
    assert response.status_code == 200
    assert Image.open(io.BytesIO(response.content)).size == (1200, 630)
    assert len(response.content) <= 300_000


def test_each_record_and_each_list_has_an_image(client, records):
    names = ["home", "search", "figures"]
    names += [f"figures/{picture_type.name}" for picture_type in picture_types() if picture_type.shown]
    names += [record_type.list_name for record_type in record_types()]
    for record in records:
        assert_is_image(client.get(sharing_path(record)))
    for name in names:
        assert_is_image(client.get(reverse("sharing_page", args=["pt", name])))


def test_a_page_names_the_image_that_its_address_gives(client, records):
    for record in records:
        found = tags(client.get(record.get_absolute_url()))
        response = client.get(found["og:image"])
        assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable", record
        assert found["og:image:width"] == "1200"


def test_each_language_has_its_own_image(client):
    country = factories.make_country(name_es="Brasil", name_en="Brazil")
    images = {code: client.get(sharing_path(country, code)).content for code in ("es", "en")}
    assert images["es"] != images["en"]


def test_what_is_not_public_or_not_there_has_no_image(client):
    draft = factories.make_product(publication_status="draft")
    public = factories.make_product()
    paths = [
        sharing_path(draft),
        sharing_path(public, "fr"),
        sharing_path(public).replace("/product/", "/nothing/"),
        sharing_path(public).replace(public.slug, "nothing"),
        reverse("sharing_page", args=["es", "nothing"]),
        reverse("sharing_page", args=["es", "figures/nothing"]),
        reverse("sharing_page", args=["es", "nothing_list"]),
    ]
    assert {path: client.get(path).status_code for path in paths} == dict.fromkeys(paths, 404)


def test_an_image_is_rendered_once(client, monkeypatch):
    rendered = []
    render = resvg_py.svg_to_bytes
    monkeypatch.setattr(resvg_py, "svg_to_bytes", lambda **asked: rendered.append(1) or render(**asked))
    product = factories.make_product()
    first, second = (client.get(sharing_path(product)) for _time in range(2))
    assert first.content == second.content
    assert len(rendered) == 1


def test_an_edit_gives_the_image_a_new_address_and_the_old_one_is_not_kept_for_good(client):
    event = factories.make_event()
    before = tags(client.get(event.get_absolute_url()))["og:image"]
    event.city = "Montevideo"
    event.save()
    assert tags(client.get(event.get_absolute_url()))["og:image"] != before
    assert "max-age=0" in client.get(before).headers["Cache-Control"]


def test_tags_hold_titles_as_text_and_the_languages_of_the_record(client):
    news = factories.make_news(title='"><script>alert(1)</script>')
    response = client.get(news.get_absolute_url())
    found = tags(response)
    assert "<script>alert" not in response.text
    assert unescape(found["og:title"]) == '"><script>alert(1)</script>'
    assert found["og:type"] == "article"
    assert found["og:locale"] == "es_LA"
    assert found["twitter:card"] == "summary_large_image"
    assert "<script>" not in svg_of(image_of(in_full(news)))


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("guide", "book"),
        ("report", "article"),
        ("database", "article"),
        ("video", "video.other"),
        ("website", "website"),
    ],
)
def test_only_a_work_that_is_a_website_is_called_one(client, kind, expected):
    product = factories.make_product(kind=kind)

    assert tags(client.get(product.get_absolute_url()))["og:type"] == expected


def test_a_picture_that_its_address_must_narrow_has_no_image_of_its_own(client, monkeypatch):
    class OneCountry(forms.Form):
        country = forms.CharField()

    monkeypatch.setitem(registry._types, "narrowed", PictureType("narrowed", make=None, scope=OneCountry))
    assert client.get(reverse("sharing_page", args=["es", "figures/narrowed"])).status_code == 404


def test_errors_are_nothing_to_pass_on(client):
    assert tags(client.get("/es/nada/")) == {}
    assert tags(client.get(reverse("product_detail", args=["nada"]))) == {}


def test_text_stays_within_the_image_however_long_it_is(records):
    for record in records:
        kept = in_full(record)
        for field in ("title", "name", "question", "summary", "scope_note", "answer", "city", "publisher"):
            for name in (field, f"{field}_es"):
                if hasattr(kept, name):
                    setattr(kept, name, LONG)
        found = TEXT.findall(svg_of(image_of(kept)))
        assert found
        for look, size, x, y, text in found:
            wide = length(unescape(text), FONTS[look], int(size))
            assert int(x) + wide <= sharing_sheet.WIDTH - 40, (record, text)
            assert int(y) <= 566, (record, text)


def test_what_is_not_known_is_not_drawn():
    event = factories.make_event(begins=None, ends=None)
    agreement = factories.make_agreement(signed=None)
    assert image_of(in_full(event)).side != "date"
    image = image_of(in_full(agreement))
    assert image.side != "parties"
    assert [mark.key.name for mark in image.marks] == ["announced"]
    assert image.lines == []


def test_a_date_known_to_the_month_shows_no_day():
    event = factories.make_event(begins="2024-05")
    svg = svg_of(image_of(in_full(event)))
    assert ">2024<" in svg
    assert ">mayo<" in svg


def test_the_image_of_a_map_carries_what_must_stand_under_a_map():
    factories.make_country(code="UY")
    with translation.override("en"):
        svg = svg_of(shared_page("figures/members-map").compose())
    assert "official" in svg
    assert "endorsement" in svg
