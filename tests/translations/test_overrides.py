"""Texts changed in a portal: over those of the release, taken up while it runs, and safe from releases."""

import os
import threading

import polib
import pytest
from django.core.management import call_command
from django.utils import translation
from django.utils.translation import gettext, ngettext, trans_real

from cinterfor.translations import overrides, reloading
from cinterfor.translations.catalogues import key, own_path
from cinterfor.translations.collection import take_over


@pytest.fixture
def changed(settings, tmp_path):
    """Writes changed Portuguese texts: {message: text}."""
    settings.LOCALE_OVERRIDES = tmp_path / "changed"
    settings.LOCALE_PATHS = [settings.LOCALE_OVERRIDES, settings.LOCALE_PATHS[-1]]
    reloading.WATCH.look()

    def write(texts):
        overrides.write("pt", [polib.POEntry(msgid=name, msgstr=text) for name, text in texts.items()])
        reloading.WATCH.due = 0

    return write


def page(client):
    return client.get("/pt/").content.decode()


@pytest.mark.django_db
def test_a_changed_text_is_read_at_the_next_request_and_its_neighbours_stay(changed, client):
    with translation.override("pt"):
        before, neighbour = gettext("Agreements"), gettext("Status")

    changed({"Agreements": "Pactos de teste"})

    assert "Pactos de teste" in page(client)
    with translation.override("pt"):
        assert (gettext("Agreements"), gettext("Status")) == ("Pactos de teste", neighbour)
    with translation.override("es"):
        assert gettext("Agreements") == "Acuerdos"
    changed({})
    assert "Pactos de teste" not in page(client)
    with translation.override("pt"):
        assert gettext("Agreements") == before


@pytest.mark.django_db
def test_scripts_of_the_admin_get_changed_texts_too(changed, admin_client):
    changed({"Edit Link": "Mudar o link de teste"})

    assert "Mudar o link de teste" in admin_client.get("/pt/admin/jsi18n/").content.decode()


def test_who_is_answering_meanwhile_keeps_language_and_texts(changed):
    ready, go_on, seen = threading.Event(), threading.Event(), []

    def answer():
        with translation.override("pt"):
            ready.set()
            go_on.wait(10)
            seen.append((translation.get_language(), gettext("Agreements")))

    thread = threading.Thread(target=answer)
    with translation.override("pt"):
        before = gettext("Agreements")
    thread.start()
    ready.wait(10)
    changed({"Agreements": "Pactos de teste"})
    reloading.WATCH.look()
    go_on.set()
    thread.join()

    assert seen == [("pt", before)]
    with translation.override("pt"):
        assert gettext("Agreements") == "Pactos de teste"


def test_within_a_second_nothing_is_looked_at(changed):
    changed({})
    reloading.WATCH.look()
    seen, known = reloading.WATCH.seen, dict(trans_real._translations)
    overrides.write("pt", [polib.POEntry(msgid="Agreements", msgstr="Pactos")])

    reloading.WATCH.look()

    assert (reloading.WATCH.seen, trans_real._translations) == (seen, known)


def test_a_damaged_file_leaves_texts_as_they_were(changed, caplog):
    changed({"Agreements": "Pactos de teste"})
    reloading.WATCH.look()
    with translation.override("pt"):
        assert gettext("Agreements") == "Pactos de teste"
    path = overrides.path("pt", extension="mo")
    path.write_bytes(path.read_bytes()[:50])
    reloading.WATCH.due = 0

    reloading.WATCH.look()

    with translation.override("pt"):
        assert gettext("Agreements") == "Pactos de teste"
    assert "cannot be read" in caplog.text


def test_a_release_without_the_text_does_not_read_it_and_loses_nothing(changed):
    changed({"Agreements": "Pactos", "Of an older release": "Antigo"})

    compiled = polib.mofile(str(overrides.path("pt", extension="mo")))

    assert [entry.msgid for entry in compiled if entry.msgid] == ["Agreements"]
    assert (None, "Of an older release", "") in overrides.entries("pt")


def test_a_text_with_too_few_plural_forms_is_not_shown(changed):
    own = next(entry for entry in polib.pofile(own_path("pt")) if entry.msgid_plural)
    half = polib.POEntry(msgid=own.msgid, msgid_plural=own.msgid_plural, msgstr_plural={0: "um"})

    overrides.write("pt", [half])
    reloading.take_up()

    with translation.override("pt"):
        assert ngettext(own.msgid, own.msgid_plural, 5) == own.msgstr_plural[1]


def test_files_put_there_by_hand_are_compiled_at_the_next_start(changed, capsys):
    changed({"Agreements": "Pactos"})
    path = overrides.path("pt")
    path.write_text(path.read_text().replace("Pactos", "Outros pactos"))
    later = path.stat().st_mtime + 5
    os.utime(path, (later, later))

    call_command("compile_messages")

    assert str(overrides.path("pt", extension="mo")) in capsys.readouterr().out
    assert "Outros pactos" in overrides.path("pt", extension="mo").read_bytes().decode("latin-1")
    path.write_text("no catalogue")
    os.utime(path, (later + 5, later + 5))
    call_command("compile_messages")
    assert str(path) in capsys.readouterr().err


def test_changed_texts_are_taken_over_into_the_sources_catalogue():
    def entry(name, text="", **values):
        return polib.POEntry(msgid=name, msgstr=text, **values)

    catalogue = polib.POFile()
    catalogue.extend([entry("b", "B"), entry("a", "A", flags=["fuzzy"]), entry("c", "C"), entry("d", "D")])
    changed = {(None, name, ""): entry(name, text) for name, text in {"a": "A", "c": "Cê", "z": "Z"}.items()}

    taken = take_over(catalogue, changed)

    assert taken == 2
    assert [(found.msgid, found.msgstr, found.fuzzy) for found in catalogue] == [
        ("b", "B", False),
        ("a", "A", False),
        ("c", "Cê", False),
        ("d", "D", False),
    ]
    assert take_over(catalogue, changed) == 0


@pytest.mark.proof
def test_collecting_takes_over_what_a_portal_changed(manage, sources, tmp_path, xgettext):
    folder = tmp_path / "of a portal" / "pt" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.extend([polib.POEntry(msgid="Agreements", msgstr="Pactos")])
    catalogue.extend([polib.POEntry(msgid="Status", msgstr="Estado", flags=["fuzzy"])])
    catalogue.save(str(folder / "django.po"))
    path = sources / "locale" / "pt" / "LC_MESSAGES" / "django.po"
    before = {key(entry): entry.msgstr for entry in polib.pofile(path)}

    result = manage("collect_messages", "--merge", str(tmp_path / "of a portal"))

    assert "1 taken over" in result.stdout, result.stderr
    after = {key(entry): entry.msgstr for entry in polib.pofile(path)}
    changed = {name[1]: text for name, text in after.items() if before.get(name, "") != text}
    assert changed == {"Agreements": "Pactos"}
    assert manage("collect_messages", "--merge", str(tmp_path / "none")).returncode == 1
