"""Texts of the interface go out to translators and come back: what is taken, what is left out, and undo."""

import polib
import pytest
from django.utils.translation import ngettext, override
from lxml import etree

from cinterfor.history.models import SecurityEvent
from cinterfor.publishing.languages import LANGUAGES
from cinterfor.translations import interface_writing, overrides
from cinterfor.translations.catalogues import own_path
from cinterfor.translations.files.formats import FORMATS, read, write
from cinterfor.translations.importing import begin
from cinterfor.translations.interface import messages, numbers_of, units
from cinterfor.translations.interface_importing import InterfaceCheck

from .interface_texts import brought_in, entry_with, said, sent, unit_of
from .test_files import XSD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("changed_texts")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMATS)
def test_what_comes_back_unedited_asks_for_nothing(form, language):
    item = sent({}, form=form, language=language)

    assert (item.lines.count(), item.state) == (0, "ready")


@pytest.mark.parametrize("form", FORMATS)
def test_a_text_and_a_plural_form_are_changed_and_nothing_else_is(form):
    plural = entry_with("%(number)d month")
    others = said("Status")

    item = brought_in(
        {
            unit_of("Agreements"): "Pactos",
            unit_of(plural.msgid, plural=plural.msgid_plural, form=1): "%(number)d luas",
        },
        form=form,
    )

    assert (item.state, item.lines.good().count()) == ("done", 2)
    assert (said("Agreements"), said("Status"), said("Agreements", "es")) == ("Pactos", others, "Acuerdos")
    with override("pt"):
        assert ngettext(plural.msgid, plural.msgid_plural, 3) == "%(number)d luas"
        assert ngettext(plural.msgid, plural.msgid_plural, 1) == plural.msgstr_plural[0]
    assert [entry.msgid for entry in polib.pofile(overrides.path("pt"))] == [plural.msgid, "Agreements"]
    assert SecurityEvent.objects.filter(kind="imported", details="interface pt").exists()
    assert sent({unit_of("Agreements"): "Pactos"}).lines.good().count() == 0


def test_undoing_brings_the_former_override_back_and_then_the_release():
    unit, release = unit_of("Agreements"), said("Agreements")
    first, second = brought_in({unit: "Pactos"}), brought_in({unit: "Tratos"})

    list(interface_writing.undo(second, None))
    assert said("Agreements") == "Pactos"
    list(interface_writing.undo(first, None))

    assert said("Agreements") == release
    assert overrides.entries("pt") == {}


def test_undoing_leaves_what_was_changed_since():
    unit = unit_of("Agreements")
    first = brought_in({unit: "Pactos", unit_of("Status"): "Estado"})
    brought_in({unit: "Tratos"})

    list(interface_writing.undo(first, None))

    assert (said("Agreements"), said("Status")) == ("Tratos", "Situação")
    assert first.lines.exclude(left_alone="").get().slug == "Agreements"


def test_the_text_of_the_release_sent_back_needs_no_override():
    release = said("Agreements")
    brought_in({unit_of("Agreements"): "Pactos"})

    brought_in({unit_of("Agreements"): release})

    assert overrides.entries("pt") == {}


def test_a_text_that_is_gone_is_listed_and_an_empty_one_erases_nothing():
    file = read(b"".join(write("po", units("pt"), "pt").parts))
    gone = file.units[0]._replace(id="interface:" + "0" * 16, target="x", mark="")
    empty = next(unit for unit in file.units if unit.source == "Agreements")._replace(target=" ")
    nonsense = gone._replace(id="interface:<b>")
    file.units = [gone, empty, nonsense]

    item = begin(file, None, file_name="a.po")
    InterfaceCheck(item).go_on()

    assert list(item.lines.values_list("outcome", flat=True)) == ["bad", "bad"]
    assert all(line.complaints for line in item.lines.all())


def test_plural_forms_come_in_together_or_not():
    plural = entry_with("%(number)d month")
    names = [unit_of(plural.msgid, plural=plural.msgid_plural, form=form) for form in range(3)]
    content = b"".join(write("po", units("pt"), "pt").parts)
    file = read(content)
    file.units = [unit._replace(target="luas", mark="") for unit in file.units if unit.id == names[1]]
    file.units += [file.units[0]._replace(id=names[2]), file.units[0]._replace(id=names[0][:-2])]

    item = begin(file, None, file_name="a.po")
    InterfaceCheck(item).go_on()

    line = item.lines.get()
    assert (line.outcome, set(line.wrong)) == ("bad", {names[1], names[2], names[0][:-2]})


def test_a_form_for_one_may_say_the_number_in_words():
    plural = entry_with("%(number)d month")
    one = {unit_of(plural.msgid, plural=plural.msgid_plural, form=0): "un mes"}

    assert sent(one, language="es").lines.get().outcome == "changed"
    # In Portuguese it is also that for nought.
    assert (numbers_of(0, "(n > 1)"), sent(one).lines.get().outcome) == ([0, 1], "bad")


def test_what_still_needs_editing_or_was_changed_by_another_is_listed():
    unit = unit_of("Agreements")
    assert sent({unit: "Pactos"}, needs_editing=True).lines.get().outcome == "bad"
    earlier = read(b"".join(write("po", units("pt"), "pt").parts))
    brought_in({unit: "Tratos"})
    earlier.units = [one._replace(target="Pactos") for one in earlier.units if one.id == unit]

    item = begin(earlier, None, file_name="a.po")
    InterfaceCheck(item).go_on()

    assert item.lines.get().outcome == "bad"


def test_units_say_where_they_show_and_what_placeholders_hold():
    with override("en"):
        content = b"".join(write("po", units("pt"), "pt").parts).decode()
    entries = {entry.msgid: entry for entry in polib.pofile(content)}

    told = entries["%(types)s: not recorded by theme."].comment
    assert "the types are such as" in told and "types: kinds of records" in told and "Shows: " in told
    assert ".html" in told or ".py" in told
    plural = entries["%(number)d month"]
    assert (plural.msgid_plural, len(plural.msgstr_plural)) == ("%(number)d months", 2)
    forms = [unit.notes[-1] for unit in units("pt") if unit.source.startswith("%(number)d month")][:2]
    assert ["0, 1" in forms[0], "2, 3, 4, 5" in forms[1]] == [True, True]


@pytest.mark.parametrize("form", XSD)
def test_xliff_with_plural_forms_is_valid_and_groups_them(form):
    document = etree.fromstring(b"".join(write(form, units("pt"), "pt").parts))

    XSD[form].assertValid(document)
    groups = [{*map(str, group.xpath("*/@id"))} for group in document.iterfind(".//{*}group")]
    plural = [message for message in messages("pt").values() if message.entry.msgid_plural]
    assert groups == [{f"{message.id}:0", f"{message.id}:1"} for message in plural]


def test_what_is_half_translated_or_to_be_confirmed_is_completed(settings, tmp_path):
    settings.LOCALE_PATHS = [settings.LOCALE_OVERRIDES, tmp_path / "release"]
    catalogue = polib.POFile()
    catalogue.metadata = {"Plural-Forms": "nplurals=2; plural=(n > 1);"}
    catalogue.append(polib.POEntry(msgid="a", msgid_plural="b", msgstr_plural={0: "um", 1: ""}))
    catalogue.append(polib.POEntry(msgid="c", msgstr="cê", flags=["fuzzy"]))
    own_path("pt").parent.mkdir(parents=True)
    catalogue.save(str(own_path("pt")))
    assert [message.state for message in messages("pt").values()] == ["missing", "outdated"]
    for form in FORMATS:
        assert sent({}, form=form).lines.count() == 0

    item = brought_in({unit_of("a", plural="b", form=1): "dois", unit_of("c"): "cê"})

    assert {message.state for message in messages("pt").values()} == {"complete"}
    assert overrides.entries("pt").keys() == {(None, "a", "b"), (None, "c", "")}
    list(interface_writing.undo(item, None))
    assert [message.state for message in messages("pt").values()] == ["missing", "outdated"]
