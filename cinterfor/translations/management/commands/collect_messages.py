"""Collecting the interface's messages from code and templates."""

import contextlib
import shutil
from pathlib import Path

import polib
from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands import makemessages
from django.utils.translation import to_locale

from cinterfor.translations.collection import merged

IGNORED = ["var", "tests", "node_modules", "vendor", "migrations"]


class Command(makemessages.Command):
    """Django's makemessages, so that a second run changes nothing."""

    help = "Collects the interface's messages into the catalogue of every language (locale/)."

    def add_arguments(self, parser):
        """None: all languages, always in the same way."""

    def handle(self, *args, **options):
        if not all(map(shutil.which, ["xgettext", "msguniq"])):
            raise CommandError("Collecting messages needs xgettext: install the system's package gettext.")
        with contextlib.chdir(settings.BASE_DIR):
            super().handle(
                locale=[to_locale(language) for language, _name in settings.LANGUAGES],
                exclude=[],
                domain="django",
                all=False,
                extensions=["html", "txt", "py"],
                symlinks=False,
                ignore_patterns=IGNORED,
                use_default_ignore_patterns=True,
                no_wrap=False,
                no_location=False,
                add_location="file",
                no_obsolete=False,
                keep_pot=False,
                verbosity=options["verbosity"],
            )

    def build_potfiles(self):
        """Django lists the locale folder once as a setting and once as a folder."""
        return list(dict.fromkeys(super().build_potfiles()))

    def write_po_file(self, potfile, locale):
        """Merge with our own rules; gettext's msgmerge would guess translations from similar messages."""
        path = Path(potfile).parent / locale / "LC_MESSAGES" / "django.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        existing = polib.pofile(path) if path.is_file() else polib.POFile()
        language = next(code for code, _name in settings.LANGUAGES if to_locale(code) == locale)
        catalogue = merged(polib.pofile(potfile), existing, language)
        catalogue.save(str(path), newline="\n")
        missing = len(catalogue.untranslated_entries()) + len(catalogue.fuzzy_entries())
        if self.verbosity:
            self.stdout.write(f"{path}: {len(catalogue)} messages, {missing} to translate")
