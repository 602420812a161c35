"""Every registered picture: page, sheet, image and table say the same, in three languages."""

import csv
import datetime
import io
import re
from xml.etree import ElementTree

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import translation
from PIL import Image

from cinterfor.pictures.registry import picture_types
from cinterfor.publishing.languages import LANGUAGES
from tests import factories

pytestmark = pytest.mark.django_db
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def few_records():
    country = factories.make_country(code="BR")
    member = factories.make_institution(country=country, acronym="SENAI")
    factories.make_membership(institution=member)
    factories.make_party(agreement=factories.make_agreement(signed="2014-06"), institution=member)
    factories.make_agreement(signed="2020-01-01", ends="2021-01-01", title_es="<Acuerdo> & más")
    factories.make_agreement(signed=None)
    factories.make_product(issued="1996", language="pt")
    factories.make_product(issued=None)
    factories.make_event(begins="2001-08-30", level="regional")
    factories.make_event(begins="2015", level="national")


def shown():
    return [found for found in picture_types() if found.shown]


def texts(svg: bytes) -> str:
    return " ".join("".join(element.itertext()) for element in ElementTree.fromstring(svg).iter(f"{SVG}text"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_picture_is_a_page_a_sheet_an_image_and_a_table(client, few_records, language):
    with translation.override(language):
        for found in shown():
            picture = found.drawn({})
            page = client.get(picture.path).content.decode()
            png, svg, table = (client.get(path) for _label, path, _type in picture.downloads)

            assert picture.title in page
            assert picture.title in texts(svg.content).replace("  ", " ")
            assert picture.path in texts(svg.content)
            with Image.open(io.BytesIO(png.content)) as image:
                assert (image.format, image.width) == ("PNG", 1920)
                assert image.convert("RGB").getpixel((3, 3)) == (255, 255, 255)
            rows = list(csv.reader(io.StringIO(table.content.decode("utf-8-sig"))))
            assert rows[0] == [str(heading) for heading in picture.headings]
            assert len(rows) == 1 + len(picture.rows)


def test_pictures_of_an_empty_directory_say_so(client):
    for found in shown():
        page = client.get(found.drawn({}).path)

        assert page.status_code == 200
        assert "<rect" not in page.content.decode()
        assert client.get(reverse("picture_data", args=[found.name, "svg"])).status_code == 200


@pytest.mark.proof
def test_every_number_of_a_picture_is_the_count_of_the_list_it_leads_to(client):
    call_command("load_network", "--quiet")
    followed = 0
    for found in shown():
        for row in found.drawn({}).rows:
            for cell in row[1:]:
                if cell.path and isinstance(cell.text, int):
                    listed = client.get(cell.path).context["page"].paginator.count

                    assert listed == cell.text, f"{found.name}: {cell.path}"
                    followed += 1
    assert followed > 100


def test_a_year_without_anything_is_said_and_not_skipped(few_records):
    bars = next(found for found in shown() if found.name == "events-by-year").drawn({}).bars

    assert [str(row.label) for row in bars] == ["2015", "2002–2014: ninguno", "2001"]


def test_an_agreement_without_a_documented_end_is_open_and_one_that_ended_is_not(few_records):
    marks = next(found for found in shown() if found.name == "agreements-timeline").drawn({}).marks()

    assert [(mark.stretch.begins, mark.is_open) for mark in marks] == [
        (datetime.date(2020, 1, 1), False),
        (datetime.date(2014, 6, 1), True),
    ]


def test_an_image_is_rendered_once_for_each_content(client, few_records, monkeypatch):
    from cinterfor.pictures import raster

    rendered = []
    render = raster.resvg_py.svg_to_bytes
    monkeypatch.setattr(
        raster.resvg_py, "svg_to_bytes", lambda **asked: rendered.append(asked) or render(**asked)
    )
    path = reverse("picture_data", args=["events-by-year", "png"])

    client.get(path)
    client.get(path)
    factories.make_event(begins="2019", level="regional")
    client.get(path)

    assert len(rendered) == 2


def test_what_is_no_picture_or_no_format_is_not_found(client):
    assert client.get(reverse("picture", args=["nothing"])).status_code == 404
    assert client.get(reverse("picture_data", args=["nothing", "png"])).status_code == 404
    assert client.get(reverse("picture_data", args=["events-by-year", "exe"])).status_code == 404


def test_sheets_carry_no_custom_property_and_every_class_has_a_look(client, few_records):
    for found in shown():
        svg = client.get(reverse("picture_data", args=[found.name, "svg"])).content.decode()
        style = svg.split("<style>")[1].split("</style>")[0]
        used = {name for names in re.findall(r'class="([^"]+)"', svg) for name in names.split()}

        assert "var(" not in svg
        assert {name for name in used if f".{name}" not in style} == set()
