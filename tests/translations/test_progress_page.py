"""The state of translations as readers and machines get it: page, data, pictures, feeds."""

import csv
import io
import json
import xml.etree.ElementTree as ET
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone, translation

from cinterfor.history.acting import acting
from cinterfor.history.models import Version
from cinterfor.publishing.languages import LANGUAGES
from cinterfor.translations.jobs import measure_progress
from cinterfor.translations.models import TranslationProgress
from cinterfor.translations.pictures import over_time, past_days
from knowledge.models import Page
from tests import factories

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
BEGINNING = datetime(2026, 3, 2, 12, tzinfo=timezone.get_default_timezone())


@pytest.fixture(autouse=True)
def nothing_remembered():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def clock():
    with time_machine.travel(BEGINNING, tick=False) as traveller:
        yield traveller


def page_in(client, language):
    with translation.override(language):
        return client.get(reverse("translation_progress"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_how_much_each_language_has_and_lacks(client, language):
    factories.make_page(title_es="Tres palabras justas", title_pt="", summary_es="Uno", summary_pt="Um")

    response = page_in(client, language)

    found = {item["code"]: item["total"] for item in response.context["languages"]}
    assert (found["pt"].complete, found["pt"].missing, found["pt"].words_left) == (1, 1, 3)
    assert (found["en"].complete, found["en"].missing, found["en"].words_left) == (1, 1, 1)
    assert found["es"].total == 0
    for code in LANGUAGES:
        with translation.override(language):
            assert reverse("translation_feed", args=[code]) in response.text


def test_the_page_counts_once_for_many_readers(client, django_assert_max_num_queries):
    page_in(client, "es")

    with django_assert_max_num_queries(2):  # menus and notices
        page_in(client, "pt")


def test_the_page_leads_to_the_page_on_taking_part_while_there_is_one(client):
    page = factories.make_page(slug="take-part", menu="footer")
    link = f'<li><a href="{page.get_absolute_url()}">'

    with_it = page_in(client, "es").text.partition("<footer")[0]
    Page.objects.update(publication_status="draft")

    assert link in with_it
    assert link not in page_in(client, "es").text


def test_the_same_as_data(client):
    factories.make_page(title_pt="")

    found = client.get("/en/state-of-translations.json").json()
    table = list(csv.reader(io.StringIO(client.get("/es/estado-de-las-traducciones.csv").text[1:])))

    portuguese = next(item for item in found["languages"] if item["language"] == "pt")
    assert portuguese["types"][0]["type"] == "page"
    assert portuguese["types"][0]["fields"][0] == {
        "field": "title",
        "total": 1,
        "complete": 0,
        "outdated": 0,
        "missing": 1,
        "words_left": 2,
        "percent": 0.0,
    }
    assert ["pt", "page", "title", "1", "0", "0", "1", "2", "0.0"] in table
    assert client.get("/en/state-of-translations/?format=json").json() == found
    assert client.get("/en/state-of-translations.xlsx").status_code == 404
    assert client.get("/en/state-of-translations/fr.atom").status_code == 404


def test_nothing_of_a_draft_is_in_page_data_or_feed(client):
    factories.make_page(title_es="Secreto", title_pt="", publication_status="draft")
    factories.make_page(title_es="Secreto", title_pt="", published_from=timezone.now() + timedelta(days=1))

    found = client.get("/es/estado-de-las-traducciones.json")

    assert all(item["total"] == 0 for item in found.json()["languages"])
    assert "Secreto" not in client.get("/es/estado-de-las-traducciones/pt.atom").text


def test_before_the_second_day_the_page_says_since_when_it_is_measured(client, clock):
    factories.make_page(title_pt="")
    measure_progress()

    text = page_in(client, "en").text

    assert "2 March 2026" in text
    assert "translations-over-time" not in text


def test_from_the_second_day_on_there_is_a_line_for_each_language(client, clock):
    page = factories.make_page(title_pt="")
    measure_progress()
    clock.shift(timedelta(days=1))
    page.title_pt = "Título"
    page.save()
    measure_progress()
    cache.clear()

    picture = over_time(past_days())

    assert list(picture.days) == [date(2026, 3, 2), date(2026, 3, 3)]
    assert picture.days[date(2026, 3, 2)] == {"pt": 0, "en": 100}
    assert {key.name: path for key, path in picture.lines()}["pt"] == "M0.00 220.0L100.00 10.0"
    assert "translations-over-time" in page_in(client, "pt").text
    with translation.override("pt"):
        for extension in ("svg", "png", "csv"):
            path = reverse("picture_data", args=["translations-over-time", extension])
            assert client.get(path).status_code == 200


def test_a_picture_of_years_holds_few_days_with_the_first_and_the_last():
    first = date(2026, 1, 1)
    days = {first + timedelta(days=number): {"es": 100, "pt": 90, "en": 90} for number in range(3000)}

    picture = over_time(days)

    assert [min(picture.shown), max(picture.shown)] == [min(days), max(days)]
    assert len(picture.shown) <= 61
    heights = sorted(end.y for end in picture.ends)
    assert all(lower - upper >= 20 for upper, lower in pairwise(heights))


def test_pictures_without_anything_measured_say_so(client):
    for name in ("translations", "translations-over-time"):
        assert client.get(reverse("picture", args=[name])).status_code == 200
        assert client.get(reverse("picture_data", args=[name, "svg"])).status_code == 200
    assert TranslationProgress.objects.count() == 0


def entries(client, language="pt") -> dict[str, tuple[str, str]]:
    """By the title: when and what."""
    cache.clear()
    feed = ET.fromstring(client.get(f"/en/state-of-translations/{language}.atom").content)
    return {
        entry.findtext(f"{ATOM}title"): (
            entry.findtext(f"{ATOM}updated")[:10],
            entry.findtext(f"{ATOM}summary"),
        )
        for entry in feed.iter(f"{ATOM}entry")
    }


def test_the_feed_says_since_when_a_text_is_missing_or_outdated(client, clock):
    lacking = factories.make_page(title_en="Lacking", title_pt="")
    changed = factories.make_page(title_en="Changed")
    factories.make_page(title_en="Complete")
    clock.shift(timedelta(days=1))
    changed.title_es = "Cambió"
    changed.save()
    clock.shift(timedelta(days=1))
    for page in (changed, lacking):
        page.position = 7
        page.save()

    assert list(entries(client).items()) == [
        ("Changed", ("2026-03-03", "Outdated: Title.")),
        ("Lacking", ("2026-03-02", "Missing: Title.")),
    ]


def test_a_text_is_new_work_from_when_its_record_is_public(client, clock):
    page = factories.make_page(title_en="Lacking", title_pt="", publication_status="draft")
    clock.shift(timedelta(days=3))
    page.publication_status = "published"
    page.save()

    assert entries(client)["Lacking"][0] == "2026-03-05"


def test_a_text_that_was_there_in_between_is_new_work_again(client, clock):
    page = factories.make_page(title_en="Lacking", title_pt="")
    for title in ("Título", ""):
        clock.shift(timedelta(days=1))
        page.title_pt = title
        page.save()

    assert entries(client)["Lacking"][0] == "2026-03-04"


def test_a_new_row_of_a_record_is_new_work(client, clock):
    agreement = factories.make_agreement(title_en="Agreement")
    factories.make_party(agreement=agreement, name="Grupo")
    clock.shift(timedelta(days=1))
    factories.make_party(agreement=agreement, name_es="Otro grupo")
    clock.shift(timedelta(days=1))
    agreement.summary_es = agreement.summary_pt = agreement.summary_en = "FAO"
    agreement.save()

    assert entries(client, "en") == {"Agreement": ("2026-03-03", "Missing: Party: name of a group.")}


def test_a_minor_change_of_the_source_is_no_work(client, clock):
    page = factories.make_page(title_es="Titulo")
    with acting(minor=True):
        page.title_es = "Título"
        page.save()

    assert entries(client) == {}


def test_what_waits_beside_a_public_record_stays_out_of_the_feed(client, clock):
    page = factories.make_page(title_es="Pública", title_pt="Pública")
    version = Version.objects.of(Page, page.pk).first()
    state = json.loads(json.dumps(version.state))
    state["fields"] |= {"title_es": "Secreta", "title_pt": ""}
    Version.objects.create(
        model=version.model, record_id=page.pk, titles={}, act="prepared", state=state, pending=True
    )

    assert entries(client) == {}


def test_what_is_withdrawn_leaves_the_feed_at_once(client):
    page = factories.make_page(title_en="Lacking", title_pt="")
    assert "Lacking" in entries(client)
    page.publication_status = "withdrawn"
    page.save()

    assert "Lacking" not in client.get("/en/state-of-translations/pt.atom").text
