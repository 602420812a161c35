"""Compiled catalogues: Brazilian Portuguese, no guesses, no work without need."""

import json
import re
import time

import polib
import pytest
from django.conf import settings
from django.contrib import admin
from django.core.management import call_command
from django.utils import translation
from django.utils.translation.trans_real import DjangoTranslation

from cinterfor.translations.borrowed import JAVASCRIPT
from cinterfor.translations.catalogues import laid_over

EUROPEAN = re.compile(r"palavra-passe|utilizador|ficheiro|\bgravar", re.IGNORECASE)


@pytest.fixture
def locale(settings, tmp_path):
    """A locale folder of its own with one small Portuguese catalogue."""
    settings.LOCALE_PATHS = [tmp_path]
    catalogue = polib.POFile()
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=utf-8",
        "Plural-Forms": "nplurals=2; plural=(n > 1);",
    }
    catalogue.append(polib.POEntry(msgid="Member", msgstr="Membro"))
    catalogue.append(polib.POEntry(msgid="Theme", msgstr="Assunto", flags=["fuzzy"]))
    catalogue.append(polib.POEntry(msgid="Save", msgstr="Guardar isto"))
    (tmp_path / "pt" / "LC_MESSAGES").mkdir(parents=True)
    catalogue.save(str(tmp_path / "pt" / "LC_MESSAGES" / "django.po"))
    return tmp_path


def compiled(locale, language="pt", domain="django"):
    entries = polib.mofile(str(locale / language / "LC_MESSAGES" / f"{domain}.mo"))
    return {entry.msgid: entry.msgstr for entry in entries}


def test_packages_speak_brazilian_and_our_words_win(locale):
    call_command("compile_messages", verbosity=0)

    messages = compiled(locale)
    assert (messages["Member"], messages["Password"], messages["Save"]) == ("Membro", "Senha", "Guardar isto")


def test_fuzzy_messages_are_left_out(locale):
    call_command("compile_messages", verbosity=0)

    assert "Theme" not in compiled(locale)


def test_packages_other_languages_are_left_to_django(locale):
    call_command("compile_messages", verbosity=0)

    assert "Password" not in compiled(locale, "es")


def test_scripts_of_the_admin_have_a_catalogue(locale):
    call_command("compile_messages", verbosity=0)

    assert compiled(locale, domain="djangojs")["January"] == "Janeiro"


def test_a_second_run_writes_only_what_has_changed(locale):
    call_command("compile_messages", verbosity=0)
    folder = locale / "pt" / "LC_MESSAGES"
    before = {path: path.stat().st_mtime_ns for path in locale.rglob("*.mo")}
    time.sleep(0.02)
    (folder / "django.po").touch()

    call_command("compile_messages", verbosity=0)

    written = {path for path in locale.rglob("*.mo") if path.stat().st_mtime_ns != before[path]}
    assert written == {folder / "django.mo", folder / "djangojs.mo"}


def test_compiling_needs_no_database(manage, sources):
    for path in sources.glob("locale/*/LC_MESSAGES/*.mo"):
        path.unlink()

    result = manage("compile_messages")

    assert result.returncode == 0, result.stderr
    assert len(list(sources.glob("locale/*/LC_MESSAGES/*.mo"))) == 2 * len(settings.LANGUAGES)


def read_in_portuguese(domain, folder):
    """What readers get once Django has merged its own catalogues, the packages' and ours."""
    (folder / "pt" / "LC_MESSAGES").mkdir(parents=True)
    laid_over("pt", domain).save_as_mofile(str(folder / "pt" / "LC_MESSAGES" / f"{domain}.mo"))
    return folder


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_portuguese_has_no_word_that_only_portugal_uses(domain, settings, tmp_path):
    folder = read_in_portuguese(domain, tmp_path)
    settings.LOCALE_PATHS = [folder]

    messages = DjangoTranslation("pt", domain=domain)

    keys = messages._catalog.keys()
    shown = {key: messages._catalog.get(key) for key in keys if key}
    assert {key: text for key, text in shown.items() if EUROPEAN.search(text)} == {}


def test_the_admin_speaks_brazilian(settings, tmp_path):
    settings.LOCALE_PATHS = [read_in_portuguese("django", tmp_path)]

    messages = DjangoTranslation("pt")

    assert [messages.gettext(word) for word in ("Password", "Save", "User", "File")] == [
        "Senha",
        "Salvar",
        "Usuário",
        "Arquivo",
    ]


@pytest.mark.parametrize(("language", "word"), [("es", "Editar enlace"), ("pt", "Editar link")])
def test_scripts_of_the_text_editor_speak_the_editors_language(language, word, rf):
    call_command("compile_messages", verbosity=0)

    with translation.override(language):
        script = admin.site.i18n_javascript(rf.get("/")).content.decode()

    messages = json.loads(re.search(r"newcatalog = (\{.*?\n  \});", script, re.DOTALL)[1])
    assert messages["Edit Link"] == word
    assert set(messages) >= JAVASCRIPT
