"""Message catalogues: ours, and what Django and the installed packages bring."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import django
import polib
from django.apps import apps
from django.conf import settings
from django.utils.translation import to_locale

from .borrowed import JAVASCRIPT

DOMAINS = ("django", "djangojs")
#: Names that packages give to a language of the portal, the best first. Django merges a package's catalogue
#: of the language's own name by itself; its `pt` is European, ours is Brazilian.
PACKAGE_LOCALES = {"pt": ("pt_BR", "pt")}


def catalogue_path(folder: Path, locale: str, domain: str, extension: str = "po") -> Path:
    return Path(folder) / locale / "LC_MESSAGES" / f"{domain}.{extension}"


def own_path(language: str, domain: str = "django", extension: str = "po") -> Path:
    """The catalogue that the release brings; what was changed here is in `overrides`."""
    return catalogue_path(settings.LOCALE_PATHS[-1], to_locale(language), domain, extension)


def package_paths(language: str, domain: str) -> list[Path]:
    """The packages' catalogues to be laid under ours; later ones win, as when Django merges."""
    configs = [Path(config.path) / "locale" for config in reversed(list(apps.get_app_configs()))]
    folders = [Path(django.__file__).parent / "conf" / "locale", *configs]
    return list(_found(folders, PACKAGE_LOCALES.get(language, ()), domain))


def _found(folders, locales, domain) -> Iterator[Path]:
    for folder in folders:
        candidates = [catalogue_path(folder, locale, domain) for locale in locales]
        yield from [path for path in candidates if path.is_file()][:1]


def own_entries(language: str, domain: str) -> list[polib.POEntry]:
    """Our translated messages; for scripts, those that a package's script asks for."""
    path = own_path(language)
    entries = polib.pofile(path).translated_entries() if path.is_file() else []
    return of_domain(entries, domain)


def of_domain(entries: list[polib.POEntry], domain: str) -> list[polib.POEntry]:
    return entries if domain == "django" else [entry for entry in entries if entry.msgid in JAVASCRIPT]


def laid_over(language: str, domain: str) -> polib.POFile:
    """Our catalogue over those of the packages, without what is fuzzy or empty."""
    layers = [polib.pofile(path).translated_entries() for path in package_paths(language, domain)]
    found = {}
    for entry in [entry for layer in [*layers, own_entries(language, domain)] for entry in layer]:
        found[key(entry)] = entry
    return catalogue_of(found.values(), language)


def catalogue_of(entries: Iterable[polib.POEntry], language: str) -> polib.POFile:
    """To be compiled."""
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=utf-8", "Plural-Forms": plural_forms(language)}
    catalogue.extend(entries)
    return catalogue


def write_compiled(catalogue: polib.POFile, path: Path) -> None:
    """Whole or not at all: who reads meanwhile reads the former one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".mo.new")
    catalogue.save_as_mofile(str(unfinished))
    unfinished.replace(path)


def state_of(path: Path) -> tuple[int, int]:
    """What is another one as soon as the file is; zeros where there is none."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    # A file that takes another's place within a tick of the clock has another number.
    return found.st_mtime_ns, found.st_ino


def key(entry: polib.POEntry) -> tuple[str | None, str, str]:
    return entry.msgctxt, entry.msgid, entry.msgid_plural


def plural_forms(language: str) -> str:
    """As our own catalogue says or, where there is none yet, as the admin's does."""
    paths = [own_path(language)]
    locales = PACKAGE_LOCALES.get(language, (to_locale(language),))
    paths += _found([Path(django.__file__).parent / "contrib" / "admin" / "locale"], locales, "django")
    for path in filter(Path.is_file, paths):
        if forms := polib.pofile(path).metadata.get("Plural-Forms"):
            return forms
    return "nplurals=2; plural=(n != 1);"
