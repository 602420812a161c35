"""Collecting the interface's messages from code and templates."""

import contextlib
import shutil
from pathlib import Path

import polib
from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands import makemessages
from django.utils.translation import to_locale

from cinterfor.translations.catalogues import catalogue_path
from cinterfor.translations.collection import merged, take_over
from cinterfor.translations.overrides import Damaged, translated

IGNORED = ["var", "tests", "node_modules", "vendor", "migrations"]


class Command(makemessages.Command):
    """Django's makemessages, so that a second run changes nothing."""

    help = "Collects the interface's messages into the catalogue of every language (locale/)."
    #: Django would take the first of LOCALE_PATHS, where the texts are that were changed in a portal.
    settings_available = False

    def add_arguments(self, parser):
        """Not Django's: all languages, always in the same way."""
        parser.add_argument(
            "--merge",
            type=Path,
            metavar="FOLDER",
            help="take over the texts that were changed in a portal (its LOCALE_OVERRIDES)",
        )

    def handle(self, *args, **options):
        self.merge = options["merge"] and options["merge"].resolve()
        if self.merge and not self.merge.is_dir():
            raise CommandError(f"There is no folder {self.merge}.")
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
        """Django lists the locale folder once because it is there and once because it finds it."""
        return list(dict.fromkeys(super().build_potfiles()))

    def write_po_file(self, potfile, locale):
        """Merge with our own rules; gettext's msgmerge would guess translations from similar messages."""
        path = Path(potfile).parent / locale / "LC_MESSAGES" / "django.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        existing = polib.pofile(path) if path.is_file() else polib.POFile()
        language = next(code for code, _name in settings.LANGUAGES if to_locale(code) == locale)
        catalogue = merged(polib.pofile(potfile), existing, language)
        taken = self._take_over(catalogue, locale)
        catalogue.save(str(path), newline="\n")
        missing = len(catalogue.untranslated_entries()) + len(catalogue.fuzzy_entries())
        if self.verbosity:
            told = f", {taken} taken over from {self.merge}" if self.merge else ""
            self.stdout.write(f"{path}: {len(catalogue)} messages, {missing} to translate{told}")

    def _take_over(self, catalogue: polib.POFile, locale: str) -> int:
        if not self.merge:
            return 0
        try:
            return take_over(catalogue, translated(catalogue_path(self.merge, locale, "django")))
        except Damaged as error:
            raise CommandError(str(error)) from error
