"""Collecting messages: complete, and the same every time."""

import re

import polib
import pytest
from django.conf import settings

from cinterfor.translations.collection import merged

LANGUAGES = ["es", "pt", "en"]
#: The collector knows the functions by their own names, and `_`.
RENAMED = re.compile(r"import n?p?gettext\w* as (?!_\b)")


def files(app):
    return (settings.BASE_DIR / app).rglob("*.py")


def texts(sources):
    paths = [sources / "locale" / language / "LC_MESSAGES" / "django.po" for language in LANGUAGES]
    return [path.read_text(encoding="utf-8") for path in paths]


def entry(msgid, **values):
    return polib.POEntry(msgid=msgid, occurrences=[("network/models.py", "")], **values)


def a_catalogue(*entries):
    made = polib.POFile()
    made.extend(entries)
    return made


def test_the_catalogues_hold_what_the_sources_say(xgettext, manage, sources):
    before = texts(sources)

    result = manage("collect_messages")

    assert result.returncode == 0, result.stderr
    assert texts(sources) == before, "run `make messages` and translate what is new"


def test_no_text_passes_by_the_collector_under_another_name():
    sources = [path for app in ("agreements", "cinterfor", "knowledge", "network") for path in files(app)]

    assert [path.name for path in sources if RENAMED.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.proof
def test_collecting_leaves_nothing_behind(xgettext, manage, sources):
    before = {path for path in sources.rglob("*") if "__pycache__" not in path.parts}

    manage("collect_messages")

    assert {path for path in sources.rglob("*") if "__pycache__" not in path.parts} == before


def test_a_missing_xgettext_is_named_in_one_sentence(manage, tmp_path):
    result = manage("collect_messages", PATH=str(tmp_path))

    assert result.returncode == 1
    assert "xgettext" in result.stderr
    assert "Traceback" not in result.stderr


def test_what_is_translated_stays_translated():
    known = a_catalogue(entry("Country", msgstr="País", tcomment="as in the atlas"))

    catalogue = merged(a_catalogue(entry("Region"), entry("Country")), known, "es")

    assert [(found.msgid, found.msgstr) for found in catalogue] == [("Region", ""), ("Country", "País")]
    assert catalogue[1].tcomment == "as in the atlas"


def test_a_changed_message_is_neither_guessed_nor_kept():
    known = a_catalogue(entry("Country", msgstr="País"), entry("Gone", msgstr="Ido", obsolete=True))

    catalogue = merged(a_catalogue(entry("Countries")), known, "es")

    assert [(found.msgid, found.msgstr, found.fuzzy) for found in catalogue] == [("Countries", "", False)]


def test_an_english_message_is_its_own_translation():
    collected = a_catalogue(entry("Country"), entry("%d country", msgid_plural="%d countries"))

    catalogue = merged(collected, a_catalogue(), "en")

    assert catalogue.percent_translated() == 100
    assert catalogue[1].msgstr_plural == {0: "%d country", 1: "%d countries"}


def test_what_translators_are_told_is_kept():
    collected = a_catalogue(entry("%(begins)s to %(ends)s", comment="Translators: a period."))

    catalogue = merged(collected, a_catalogue(), "pt")

    assert catalogue[0].comment.splitlines() == [
        "Translators: a period.",
        "Shows: countries and institutions, lists, pages, downloads.",
        "begins: a date.",
        "ends: a date.",
    ]
