"""The texts of the interface as translators work on them: messages with what is shown for each, and units."""

import gettext
import hashlib
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import polib
from django.utils.translation import gettext as _

from cinterfor.publishing.languages import LANGUAGES

from . import overrides
from .aligning import State
from .catalogues import key, own_path, plural_forms, state_of
from .collection import SOURCE_LANGUAGE
from .models import INTERFACE
from .units import Unit, even, form_id

UNIT_ID = re.compile(rf"(?P<message>{INTERFACE}:[0-9a-f]{{16}})(:(?P<form>[0-9]))?")
#: So many numbers are tried to learn which a plural form is for.
TRIED = 200


@dataclass(frozen=True)
class Message:
    """A text of the interface in a language: as the release has it, and as it is shown."""

    id: str
    entry: polib.POEntry
    #: By plural form; one where the message has none.
    texts: tuple[str, ...]
    state: str
    #: Whether it was changed here.
    is_own: bool
    #: How the language counts, as gettext writes it.
    rule: str

    @property
    def sources(self) -> tuple[str, ...]:
        """By plural form."""
        if not self.entry.msgid_plural:
            return (self.entry.msgid,)
        return tuple(
            self.entry.msgid if number == 0 and len(self.texts) > 1 else self.entry.msgid_plural
            for number in range(len(self.texts))
        )

    def is_form_of_one(self, number: int) -> bool:
        """Whether this plural form is used with one number only, as “1 record” is in Spanish."""
        return bool(self.entry.msgid_plural) and len(numbers_of(number, self.rule)) == 1

    @property
    def standing(self) -> dict:
        """All of it that an import can change, as it is kept."""
        return {"texts": [*self.texts], "state": str(self.state), "own": self.is_own}

    def with_texts(self, texts: list[str]) -> dict:
        """Its standing with these texts; those of the release are nobody's own."""
        is_own = not self.entry.translated() or tuple(texts) != texts_of(self.entry)
        return {"texts": texts, "state": str(State.COMPLETE), "own": is_own}

    def override(self, texts: list[str]) -> polib.POEntry:
        """What stands over the release's text."""
        entry = self.entry
        made = polib.POEntry(msgctxt=entry.msgctxt, msgid=entry.msgid, msgid_plural=entry.msgid_plural)
        if entry.msgid_plural:
            made.msgstr_plural = dict(enumerate(texts))
        else:
            (made.msgstr,) = texts
        return made


def texts_of(entry: polib.POEntry) -> tuple[str, ...]:
    if not entry.msgid_plural:
        return (entry.msgstr,)
    return tuple(text for _number, text in sorted(entry.msgstr_plural.items()))


def messages(language: str) -> dict[str, Message]:
    """By their ids, in the order of the catalogue."""
    files = own_path(language), overrides.path(language)
    return _messages(language, *((file, state_of(file)) for file in files))


@lru_cache(maxsize=len(LANGUAGES))
def _messages(language: str, own: tuple, changed: tuple) -> dict[str, Message]:
    own_file: Path = own[0]
    if not own_file.is_file():
        return {}
    found = _changed(changed[0])
    rule = plural_forms(language).partition("plural=")[2].strip("; ")
    entries = (entry for entry in polib.pofile(own_file) if not entry.obsolete)
    made = (_message(entry, found.get(key(entry)), rule) for entry in entries)
    return {message.id: message for message in made}


def _changed(file: Path) -> dict:
    try:
        return overrides.translated(file)
    except overrides.Damaged:
        # Readers have what was compiled before; nothing is written until somebody has mended the file.
        logging.getLogger(__name__).exception("Changed texts of the interface are left out.")
        return {}


def _message(entry: polib.POEntry, changed: polib.POEntry | None, rule: str) -> Message:
    name, texts = message_id(entry), texts_of(entry)
    if changed and len(own := texts_of(changed)) == len(texts):
        is_own = own != texts or not entry.translated()
        return Message(name, entry, own, State.COMPLETE, is_own, rule)
    state = State.OUTDATED if entry.fuzzy and all(map(str.strip, texts)) else State.MISSING
    return Message(name, entry, texts, State.COMPLETE if entry.translated() else state, False, rule)


def message_id(entry: polib.POEntry) -> str:
    """Follows from what the code says: a changed message is another one."""
    said = "\x04".join([entry.msgctxt or "", entry.msgid, entry.msgid_plural])
    return f"{INTERFACE}:{hashlib.sha256(said.encode()).hexdigest()[:16]}"


def is_interface(unit_id: str) -> bool:
    return unit_id.startswith(f"{INTERFACE}:")


def units(language: str, only: str = "") -> Iterator[Unit]:
    """All units of a language, or those of a state; of plural forms all or none."""
    for message in messages(language).values():
        if only in ("", message.state):
            yield from _units(message)


def _units(message: Message) -> Iterator[Unit]:
    notes, is_plural = tuple(_notes(message.entry)), bool(message.entry.msgid_plural)
    for number, (source, target) in enumerate(zip(message.sources, message.texts, strict=True)):
        told = (_numbers(number, message.rule),) if is_plural else ()
        yield Unit(
            id=form_id(message.id, number) if is_plural else message.id,
            source_language=SOURCE_LANGUAGE,
            source=even(source),
            target=even(target),
            previous="",
            state=message.state,
            notes=(*notes, *told),
            group=message.id if is_plural else "",
        )


def _notes(entry: polib.POEntry) -> Iterator[str]:
    """Where it shows, what the code tells translators, and what its placeholders hold."""
    files = ", ".join(name for name, _line in entry.occurrences)
    # Translators: files of the source code.
    yield _("Text of the interface, used in: %(files)s") % {"files": files}
    if entry.comment:
        # Wrapped where it is written, as long as it likes where it is read.
        yield " ".join(entry.comment.removeprefix("Translators:").split())
    if entry.msgctxt:
        # Translators: what tells apart two English texts that are the same word.
        yield _("Context: %(context)s") % {"context": entry.msgctxt}


def _numbers(form: int, rule: str) -> str:
    numbers = numbers_of(form, rule)
    # Translators: the numbers that a plural form is used with, as in “0, 2, 3, 4 …”.
    told = _("Plural form for the numbers %(numbers)s …") if numbers[4:] else _("Plural form for %(numbers)s")
    return told % {"numbers": ", ".join(map(str, numbers[:4]))}


@cache
def numbers_of(form: int, rule: str) -> list[int]:
    """Those that a language says in this plural form, among the first two hundred."""
    plural = gettext.c2py(rule)
    return [number for number in range(TRIED) if plural(number) == form]
