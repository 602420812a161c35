"""The records that the portal ships, loaded as a whole, and the collected ones they come from."""

import json
import os
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from agreements.models import Agreement
from cinterfor.loading.load import load_folder
from cinterfor.loading.source import SHIPPED
from knowledge.models import Event, NewsItem, Page, Product, Question, Theme
from network.models import Country, Institution, Membership

COLLECTED = Path(os.environ.get("COLLECTED_RECORDS", settings.BASE_DIR.parent / "shared" / "data"))
#: The answer on reuse: since 3 May 2023 the ILO publishes under an open licence.
MENDED = {"reuse"}
pytestmark = pytest.mark.django_db
needs_collected = pytest.mark.skipif(not COLLECTED.exists(), reason="the collected records are not here")


def _records(name, folder=SHIPPED):
    return json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))


def _public_by_the_rules():
    """How many records of each kind are to be public, by the rules that came with the data."""
    held = lambda record: record["hold"] is not None  # noqa: E731
    agreements = [
        item
        for item in _records("agreements")
        if not held(item) and item["source_complete"] and len(item["parties"]) > 1
    ]
    events = [
        item for item in _records("events") if not held(item) and item["start"] and item["source_complete"]
    ]
    sure = [item for item in _records("institutions") if item["network_confidence"] != "medium"]
    return {
        Country: len(_records("countries")),
        Institution: len(sure) + len(_records("partners")),
        Agreement: len(agreements),
        Product: sum(item["confidence"] == "sourced" for item in _records("knowledge_products")),
        Event: len(events),
        NewsItem: sum(not held(item) and item["date"] is not None for item in _records("news")),
        Question: len(_records("faq")),
        Theme: len(_records("themes")),
        Page: len(_records("pages")),
    }


def test_what_the_rules_make_public_is_public_and_a_second_load_changes_nothing(capsys):
    call_command("load_network", "--quiet")
    quiet = capsys.readouterr().out
    expected = _public_by_the_rules()
    assert {model: model.objects.published().count() for model in expected} == expected
    assert len(quiet.splitlines()) == 1

    # All of it is there in each language, for readers of each.
    call_command("translation_report", "--fail-under", "100")
    again = load_folder(SHIPPED)

    assert (again.created, again.updated, again.left_alone) == (0, 0, [])
    assert again.unchanged == sum(len(_records(place.stem)) for place in SHIPPED.glob("*.json"))
    bases = [item["membership_basis"] for item in _records("institutions")]
    assert Membership.objects.filter(basis="documented").count() == bases.count("official-page")
    assert Membership.objects.filter(basis="definition").count() == bases.count("definition")
    cape_verde = Agreement.objects.get(slug="iefp-cv-stp-2020").parties.filter(institution__isnull=False)
    assert [party.institution.country.code for party in cape_verde] == ["CV"]


@needs_collected
def test_the_collected_records_load_alone_and_then_take_the_translations_and_keep_them():
    first = load_folder(COLLECTED)
    assert Agreement.objects.exclude(title_en=None).count() == sum(
        item["title_language"] == "en" for item in _records("agreements", COLLECTED)
    )
    assert first.notes

    load_folder(SHIPPED)
    texts = list(Agreement.objects.order_by("slug").values("title_es", "title_pt", "title_en", "summary_pt"))
    back = load_folder(COLLECTED)

    assert (back.created, back.updated, back.left_alone) == (0, len(MENDED), [])
    assert texts == list(
        Agreement.objects.order_by("slug").values("title_es", "title_pt", "title_en", "summary_pt")
    )


def _keeps(collected, shipped):
    """Whether a shipped value says what the collected one says: filled in or added to, never changed."""
    if collected is None:
        return True
    if isinstance(collected, dict):
        return all(_keeps(value, shipped.get(key)) for key, value in collected.items())
    if isinstance(collected, list):
        pairs = zip(collected, shipped, strict=False)
        return len(shipped) >= len(collected) and all(_keeps(*pair) for pair in pairs)
    return collected == shipped


@needs_collected
@pytest.mark.parametrize("place", sorted(COLLECTED.glob("*.json")), ids=lambda place: place.stem)
def test_the_shipped_records_keep_every_collected_fact(place):
    if not (SHIPPED / place.name).exists():
        pytest.skip("a file without records")
    key = "code" if place.stem == "countries" else "id"
    shipped = {record[key]: record for record in _records(place.stem)}

    changed = [
        (record[key], name)
        for record in _records(place.stem, COLLECTED)
        for name, value in record.items()
        if record[key] not in MENDED
        and (name not in shipped[record[key]] or not _keeps(value, shipped[record[key]][name]))
    ]

    assert changed == []
