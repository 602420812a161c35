"""What becomes of a catalogue when the messages are collected anew from the sources."""

from collections.abc import Mapping

import polib
from django.utils.translation import to_locale

from .catalogues import key, plural_forms
from .message_context import HEADER, told

#: The language of the messages themselves: a message of its catalogue is its own translation.
SOURCE_LANGUAGE = "en"


def metadata(language: str) -> dict[str, str]:
    """A header without dates and names, which would change with every collection."""
    return {
        "Project-Id-Version": "cinterfor-portal",
        "Language": to_locale(language),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural_forms(language),
    }


def merged(collected: polib.POFile, existing: polib.POFile, language: str) -> polib.POFile:
    """The collected messages in their order, with the translations there are; what no source says is dropped.

    A changed message is a new one: nothing is guessed from a similar one.
    """
    catalogue = polib.POFile(wrapwidth=100)
    catalogue.header = HEADER
    catalogue.metadata = metadata(language)
    known = {key(entry): entry for entry in existing if not entry.obsolete}
    for message in collected:
        catalogue.append(_entry(message, known.get(key(message)), language))
    return catalogue


def take_over(catalogue: polib.POFile, changed: Mapping[tuple, polib.POEntry]) -> int:
    """Give the catalogue's messages the texts that were changed in a portal; how many became others."""
    taken = 0
    for entry in catalogue:
        found = changed.get(key(entry))
        if found is None or len(found.msgstr_plural) != len(entry.msgstr_plural):
            continue
        new, old = (found.msgstr, found.msgstr_plural), (entry.msgstr, entry.msgstr_plural)
        if new == old and not entry.fuzzy:
            continue
        entry.msgstr, entry.msgstr_plural = found.msgstr, dict(found.msgstr_plural)
        entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
        taken += 1
    return taken


def _entry(message, known, language) -> polib.POEntry:
    files = _files(message)
    context = told((name for name, _line in files), f"{message.msgid} {message.msgid_plural}")
    entry = polib.POEntry(
        msgctxt=message.msgctxt,
        msgid=message.msgid,
        msgid_plural=message.msgid_plural,
        comment="\n".join(filter(None, [message.comment, *context])),
        flags=list(message.flags),
        occurrences=files,
    )
    if message.msgid_plural:
        entry.msgstr_plural = dict.fromkeys(range(number_of_plurals(language)), "")
    if known:
        entry.msgstr, entry.tcomment = known.msgstr, known.tcomment
        entry.msgstr_plural |= known.msgstr_plural
        entry.flags += [flag for flag in known.flags if flag == "fuzzy"]
    if language == SOURCE_LANGUAGE and not entry.translated():
        _repeat(entry)
    return entry


def _repeat(entry):
    entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    if entry.msgid_plural:
        entry.msgstr_plural = {0: entry.msgid, 1: entry.msgid_plural}
    else:
        entry.msgstr = entry.msgid


def _files(message) -> list[tuple[str, str]]:
    """The files that say the message, without line numbers, which change with every edit."""
    names = dict.fromkeys(name.removeprefix("./") for name, _line in message.occurrences)
    return [(name, "") for name in names]


def number_of_plurals(language: str) -> int:
    return int(plural_forms(language).partition("nplurals=")[2].partition(";")[0])
