"""All shipped content out and in again, and files of any size in flat memory."""

import os
import random
import subprocess
import sys
import tracemalloc

import pytest
from django.conf import settings
from django.core.management import call_command

from cinterfor.exchange.models import Import
from cinterfor.exchange.writing import carry_out
from cinterfor.history.models import Version
from cinterfor.history.state import states_of
from cinterfor.publishing.languages import LANGUAGES
from cinterfor.translations.aligning import State
from cinterfor.translations.checks import flaws
from cinterfor.translations.files.formats import FORMATS, read, write
from cinterfor.translations.importing import TranslationCheck, begin
from cinterfor.translations.ledger import translated_fields
from cinterfor.translations.units import translated_models, units
from knowledge.models import Page
from network.models import Institution
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.proof]

WRITE_MANY = """
import resource, sys
import django
django.setup()
from cinterfor.translations.files.formats import write
from cinterfor.translations.units import Unit

def many(count):
    for number in range(count):
        texts = f"Uno <em>{number}</em> " + "dos " * 99, "Um " * 99, "Uno " * 99
        yield Unit(f"page:{number}:body:2", "es", *texts, "outdated", "Página", "A", "Texto", is_rich=True)

form = sys.argv[1]
def peak(count):
    for part in write(form, many(count), "pt").parts:
        pass
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(peak(1_000), peak(20_000))
"""


@pytest.mark.parametrize("form", FORMATS)
def test_files_of_any_size_are_written_in_flat_memory(form):
    done = subprocess.run(
        [sys.executable, "-c", WRITE_MANY, form],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "cinterfor.settings"},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )

    few, many = map(int, done.stdout.split())
    assert many - few < 8  # megabytes; the file itself has 30 or more


def test_units_are_read_in_flat_memory():
    # The first reading fills caches.
    peaks = []
    for count in (450, 450, 1800):
        made = [factories.make_page(body_es=f"<p>{n}</p>" * 20, body_pt=f"<p>{n}</p>" * 20) for n in range(2)]
        copies = Page.objects.all().count()
        _many_pages(count - copies, made[0])
        tracemalloc.start()
        assert sum(1 for _unit in units("pt")) > count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert peaks[2] < peaks[1] * 1.3


def _many_pages(count, page):
    fields = {field.attname: getattr(page, field.attname) for field in Page._meta.concrete_fields}
    for name in ("id", *(field.attname for field in Page._meta.concrete_fields if field.generated)):
        fields.pop(name, None)
    Page.objects.bulk_create(Page(**fields | {"slug": f"copia-{page.pk}-{n}"}) for n in range(count))


@pytest.fixture
def shipped():
    call_command("load_network", "--quiet")


def everything():
    return {
        model: states_of(model, model._base_manager.values_list("pk", flat=True))
        for model in translated_models().values()
    }


def brought_in(file):
    item = begin(file, None, file_name="all.po", at_once=True)
    check = TranslationCheck(item, None)
    while item.state == Import.State.CHECKING:
        check.go_on()
    list(carry_out(item, None))
    return item


def test_all_content_goes_out_and_comes_back_without_a_trace(shipped):
    before, versions = everything(), Version.objects.count()

    for language in LANGUAGES:
        for form in ("po", "xliff"):
            brought_in(read(b"".join(write(form, units(language), language).parts)))

    assert everything() == before
    assert Version.objects.count() == versions


def test_filling_all_gaps_changes_exactly_these(shipped):
    Institution.objects.update(acronym_pt="")
    Page.objects.update(summary_pt="", body_pt="")
    before = everything()
    file = read(b"".join(write("po", units("pt", only=State.MISSING), "pt").parts))
    file.units = [unit._replace(target=unit.source) for unit in file.units]

    brought_in(file)

    missing = {unit.id for unit in units("pt", only=State.MISSING)}
    refused = {name for line in Import.objects.get().lines.all() for name in line.wrong}
    assert missing <= refused
    for model, states in everything().items():
        columns = {f"{field}_pt" for field in translated_fields(model)}
        for key, state in states.items():
            changed = {
                name for name, value in state["fields"].items() if value != before[model][key]["fields"][name]
            }
            assert changed <= columns
            assert not any(before[model][key]["fields"][name] for name in changed)
    assert {unit.state for unit in units("pt")} <= {State.COMPLETE, State.MISSING}


@pytest.mark.parametrize("language", ["pt", "en"])
def test_of_1000_random_edits_exactly_these_are_written(shipped, language):
    # There are not quite as many texts among the shipped ones.
    body = "<h2>Uno</h2><p>Dos <em>tres</em></p><ul><li>Cuatro</li><li>Cinco</li></ul>"
    _many_pages(100, factories.make_page(body_es=body, body_pt=body, body_en=body))
    before = {unit.id: unit for unit in units(language)}
    edited = {name: f"{unit.target} emenda" for name, unit in before.items() if unit.target}
    # Some shipped texts have other numbers than their source; nothing that is wrong goes in.
    right = [
        name
        for name, text in edited.items()
        if not flaws(before[name].source, text, before[name].is_rich, before[name].room)
    ]
    chosen = set(random.Random(1).sample(right, 1000))  # noqa: S311
    file = read(b"".join(write("xliff", before.values(), language).parts))
    file.units = [unit._replace(target=edited[unit.id]) if unit.id in chosen else unit for unit in file.units]

    item = brought_in(file)

    refused = {name: told for line in item.lines.all() for name, told in line.wrong.items()}
    after = {unit.id: unit.target for unit in units(language)}
    assert refused == {}
    assert after == {name: edited[name] if name in chosen else unit.target for name, unit in before.items()}
