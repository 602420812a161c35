"""All texts to translate into a language, as a file for translators."""

import itertools
import sys
from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils.translation import override

from cinterfor.publishing.languages import LANGUAGES
from cinterfor.translations import interface
from cinterfor.translations.aligning import State
from cinterfor.translations.files.formats import FORMATS, write
from cinterfor.translations.models import INTERFACE
from cinterfor.translations.units import units


class Command(BaseCommand):
    help = "Writes the texts to translate into a language; import_translations takes them back."

    def add_arguments(self, parser):
        parser.add_argument("language", choices=LANGUAGES)
        parser.add_argument("--what", choices=["records", INTERFACE], default="records")
        parser.add_argument("--only", choices=[State.MISSING, State.OUTDATED], default="")
        parser.add_argument("--format", choices=FORMATS, default="po", dest="form")
        parser.add_argument("--source", help="only what is translated from this language (es, en, ...)")
        parser.add_argument("--output", type=Path, help="where to write; without it, to the standard output")

    def handle(self, language, what, only, form, source, output, **options):
        with override(language):
            if what == INTERFACE:
                found = interface.units(language, only)
            else:
                found = units(language, only, settings.PORTAL_ADDRESS)
            chosen = (unit for unit in found if source in (None, unit.source_language))
            first = next(chosen, None)
            if first is None:
                raise CommandError("There is nothing to translate.")
            written = write(form, itertools.chain([first], chosen), language)
            if output and output.suffix != f".{written.extension}":
                raise CommandError(f"These texts need a file whose name ends in .{written.extension}.")
            self._save(written.parts, output)

    def _save(self, parts, output):
        if output is None:
            for part in parts:
                sys.stdout.buffer.write(part)
            return
        with output.open("wb") as file:
            for part in parts:
                file.write(part)
        self.stdout.write(f"{output}: {output.stat().st_size} bytes")
