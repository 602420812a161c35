"""Texts of the interface that were changed here: a folder beside the code, which wins.

It is laid out as `locale/`. A release that no longer has a text leaves its override unread; nothing is lost,
should the text come back.
"""

import fcntl
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import polib
from django.conf import settings
from django.utils.translation import to_locale

from .catalogues import DOMAINS, catalogue_of, catalogue_path, key, of_domain, own_path, write_compiled
from .collection import metadata, number_of_plurals

Key = tuple[str | None, str, str]


class Damaged(Exception):
    """A catalogue that cannot be read, by its path."""


def path(language: str, domain: str = "django", extension: str = "po") -> Path:
    return catalogue_path(settings.LOCALE_OVERRIDES, to_locale(language), domain, extension)


def entries(language: str) -> dict[Key, polib.POEntry]:
    """All that was changed, also what the release no longer has."""
    return translated(path(language))


def translated(file: Path) -> dict[Key, polib.POEntry]:
    """What a catalogue translates, without what is fuzzy or empty."""
    if not file.is_file():
        return {}
    try:
        return {key(entry): entry for entry in polib.pofile(file, encoding="utf-8").translated_entries()}
    except (OSError, ValueError, IndexError, AttributeError) as error:
        raise Damaged(f"{file}: {error}") from error


@contextmanager
def locked() -> Iterator[None]:
    """Whoever changes these texts waits for the one who is doing so."""
    folder = Path(settings.LOCALE_OVERRIDES)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def is_writable(language: str) -> bool:
    """Whether the language's catalogues may be written, or made where there are none yet."""
    folder = path(language).parent.resolve()
    there = next(found for found in (folder, *folder.parents) if found.exists())
    lock = Path(settings.LOCALE_OVERRIDES) / ".lock"
    may_lock = not lock.exists() or os.access(lock, os.W_OK)
    return there.is_dir() and os.access(there, os.W_OK | os.X_OK) and may_lock


def write(language: str, found: Iterable[polib.POEntry]) -> None:
    """These texts and no others, in the order of their messages; readers get them within a second."""
    catalogue = polib.POFile(wrapwidth=100)
    catalogue.header = "Texts of the interface that were changed in the portal."
    catalogue.metadata = metadata(language)
    catalogue.extend(sorted(found, key=lambda entry: (entry.msgid, entry.msgctxt or "", entry.msgid_plural)))
    target = path(language)
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_suffix(".po.new")
    with unfinished.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f"{catalogue}\n")
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(target)
    compile_texts(language)


def compile_texts(language: str) -> None:
    """Write what readers get: of what was changed, the texts that the release has in as many forms."""
    shipped = _shipped(language)
    shown = [entry for name, entry in entries(language).items() if name in shipped]
    whole = [entry for entry in shown if _has_all_forms(entry, language)]
    for domain in DOMAINS:
        catalogue = catalogue_of(of_domain(whole, domain), language)
        write_compiled(catalogue, path(language, domain, "mo"))


def _shipped(language: str) -> set[Key]:
    file = own_path(language)
    return {key(entry) for entry in polib.pofile(file) if not entry.obsolete} if file.is_file() else set()


def _has_all_forms(entry: polib.POEntry, language: str) -> bool:
    return not entry.msgid_plural or len(entry.msgstr_plural) == number_of_plurals(language)
