"""Covers that the portal draws: one for each work, the same for ever, and nothing runs over their edge."""

import gzip
import re
from html import unescape

import pytest
from django.template import Context, Template
from django.utils import translation

from cinterfor.pictures.covers import HEIGHT, INKS, MARGIN, WIDTH, Cover
from cinterfor.pictures.motifs import motifs
from cinterfor.pictures.palette import CSS
from cinterfor.pictures.typesetting import REGULAR, SEMIBOLD, SERIF, length
from cinterfor.publishing.languages import Text
from knowledge.covers import INKS as GROUP_INKS
from knowledge.covers import cover_of, motif_of
from knowledge.models import Product
from tests import factories

LONG_WORD = "Otorrinolaringología" * 10
LONG = "Formación profesional y desarrollo productivo en América Latina y el Caribe " * 6


def a_cover(**values):
    defaults = {
        "title": Text("Formación", "es"),
        "motif": "book",
        "kind": "Libro",
        "ink": "sea",
        "seed": "obra",
    }
    return Cover(**(defaults | values))


def shown(tag, product):
    return Template(f"{{% load covers %}}{{% {tag} product %}}").render(Context({"product": product}))


@pytest.mark.parametrize("title", ["SIMAPRO", LONG[:160], LONG, LONG_WORD])
def test_nothing_runs_over_the_edge(title):
    cover = a_cover(title=Text(title, "es"), authors=LONG, publisher=LONG, kind=LONG, year="2020")
    drawn = cover.drawn()
    for line in drawn["lines"]:
        assert length(line["text"], SERIF, drawn["size"]) <= WIDTH - 2 * MARGIN
    publisher, authors = drawn["foot"]
    assert length(drawn["kind"], SEMIBOLD, 10) + length("2020", SERIF, 15) < WIDTH - 2 * MARGIN
    assert length(publisher["text"], REGULAR, 11) <= WIDTH - 2 * MARGIN
    assert length(authors["text"], REGULAR, 11) <= WIDTH - 2 * MARGIN
    assert drawn["top"] + 28 < drawn["lines"][0]["y"] - drawn["size"] * 0.7
    assert drawn["lines"][-1]["y"] < 288 < authors["y"] - 11
    assert publisher["y"] < HEIGHT


def test_a_title_is_shortened_only_where_its_smallest_type_has_no_room():
    assert "…" not in a_cover(title=Text(LONG[:160], "es")).drawn()["lines"][-1]["text"]
    assert a_cover(title=Text(LONG, "es")).drawn()["lines"][-1]["text"].endswith("…")


def test_a_work_keeps_its_cover_and_others_have_another():
    weaves = [a_cover(seed=seed).drawn()["tiles"] for seed in ("one", "one", "other")]
    assert weaves[0] == weaves[1] != weaves[2]


def test_each_kind_has_a_motif_and_each_ink_its_rule():
    style = (CSS / "covers.css").read_text()
    assert set(Product.Kind.values) <= motifs().keys()
    assert set(GROUP_INKS.values()) <= set(INKS)
    assert [ink for ink in INKS if ink != "muted" and f".ink-{ink} " not in style] == []


def test_a_mini_cover_is_light_and_says_nothing():
    product = Product(slug="obra", title="Formación", language="es", kind="guide", pk=1)
    product._prefetched_objects_cache = {"themes": [], "files": []}
    found = shown("mini_cover", product)
    assert len(gzip.compress(found.strip().encode())) < 250
    assert "aria-hidden" in found
    assert "<text" not in found
    assert found.count(motif_of(product)) == 1


@pytest.mark.django_db
def test_the_ink_is_that_of_the_thematic_group():
    group = factories.make_theme(slug="group-planning")
    theme = factories.make_theme(broader=group)
    assert cover_of(factories.make_product(themes=[theme])).ink == "plum"
    assert cover_of(factories.make_product()).ink == "muted"


@pytest.mark.django_db
def test_the_title_is_in_the_language_of_the_work(client):
    product = factories.make_product(title="Learning & <work>", language="en")
    with translation.override("es"):
        text = client.get(product.get_absolute_url()).text
    drawn = re.search(r'<svg class="cover".*?</svg>', text, re.DOTALL)[0]
    assert 'lang="en">Learning &amp;' in drawn
    assert unescape(" ".join(re.findall(r'lang="en">([^<]*)', drawn))) == "Learning & <work>"


@pytest.mark.django_db
def test_a_cover_whose_file_is_lost_is_no_error(client):
    product = factories.make_product(cover=factories.make_image(file="covers/lost/cover.png"))
    response = client.get(product.get_absolute_url())
    assert response.status_code == 200
    assert '<svg class="cover"' in response.text
    path = f"/sharing/es/product/{product.slug}.png"
    assert client.get(path).status_code == 200
