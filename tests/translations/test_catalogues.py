"""What translators promise: every message, in every language, with its placeholders and tags."""

import re
from collections import Counter

import polib
import pytest
from django.conf import settings

from cinterfor.translations.catalogues import key, own_path
from cinterfor.translations.collection import number_of_plurals
from cinterfor.translations.message_context import placeholders

LANGUAGES = [code for code, _name in settings.LANGUAGES]
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z%]|\{\w*\}")
TAG = re.compile(r"</?[a-z][a-z0-9]*")
VOID = {"<br", "<hr", "<img", "<input", "<wbr"}


def catalogue(language):
    return polib.pofile(own_path(language))


def translations(entry):
    """Pairs of a message and what stands for it; the plural message for all forms but the first."""
    if not entry.msgid_plural:
        return [(entry.msgid, entry.msgstr)]
    messages = [entry.msgid, *[entry.msgid_plural] * len(entry.msgstr_plural)]
    return [(messages[form], text) for form, text in entry.msgstr_plural.items()]


def pairs(language):
    return [pair for entry in catalogue(language) for pair in translations(entry)]


def is_balanced(text):
    tags = Counter(tag for tag in TAG.findall(text) if tag not in VOID)
    return all(tags[tag] == tags[f"</{tag.strip('</')}"] for tag in tags)


def edges(text):
    return text[:1].isspace(), text[-1:].isspace()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(language):
    untranslated = [entry.msgid for entry in catalogue(language).untranslated_entries()]

    assert untranslated == []


def test_translators_are_told_where_each_message_shows_and_what_its_placeholders_hold():
    untold = {
        entry.msgid: names
        for entry in catalogue(LANGUAGES[0])
        if (names := [name for name in placeholders(entry.msgid) if f"{name}: " not in entry.comment])
        or "Shows: " not in entry.comment
    }

    assert untold == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_a_guess_or_left_over(language):
    messages = catalogue(language)

    assert [entry.msgid for entry in messages.fuzzy_entries()] == []
    assert [entry.msgid for entry in messages.obsolete_entries()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_are_those_of_the_message(language):
    different = [
        (message, text)
        for message, text in pairs(language)
        if text and Counter(PLACEHOLDER.findall(message)) != Counter(PLACEHOLDER.findall(text))
    ]

    assert different == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_tags_are_balanced_and_those_of_the_message(language):
    wrong = [
        (message, text)
        for message, text in pairs(language)
        if text and (not is_balanced(text) or Counter(TAG.findall(message)) != Counter(TAG.findall(text)))
    ]

    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_plural_has_all_forms_of_the_language(language):
    forms = set(range(number_of_plurals(language)))

    incomplete = [
        entry.msgid
        for entry in catalogue(language)
        if entry.msgid_plural and (set(entry.msgstr_plural) != forms or not all(entry.msgstr_plural.values()))
    ]

    assert incomplete == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_spaces_and_line_ends_at_the_edges_are_kept(language):
    wrong = [(message, text) for message, text in pairs(language) if text and edges(message) != edges(text)]

    assert wrong == []


def test_the_languages_have_the_same_messages():
    spanish, portuguese, english = ([key(entry) for entry in catalogue(language)] for language in LANGUAGES)

    assert spanish == portuguese == english
