"""How much of the public records and of the interface is translated."""

import json

from django.core.management import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder

from cinterfor.publishing.languages import LANGUAGES
from cinterfor.translations.models import INTERFACE
from cinterfor.translations.objects import as_object, cells, rows
from cinterfor.translations.progress import measure

HEADINGS = ["", "type", "field", "texts", "complete", "outdated", "missing", "words left", "percent"]


class Command(BaseCommand):
    help = "Tells how much is translated: by language, type of public records and field."

    def add_arguments(self, parser):
        parser.add_argument("--language", choices=LANGUAGES, help="this one only; without it, all of them")
        parser.add_argument("--format", choices=["text", "json"], default="text", dest="form")
        parser.add_argument(
            "--fail-under",
            type=float,
            metavar="PERCENT",
            help="end with status 1 where the records or the interface of a language are below it",
        )

    def handle(self, language, form, fail_under, **options):
        table, languages = measure(), [language] if language else LANGUAGES
        if form == "json":
            self.stdout.write(json.dumps(as_object(table, languages), cls=DjangoJSONEncoder, indent=2))
        else:
            self._print(table, languages)
        if fail_under is not None:
            _refuse(table, languages, fail_under)

    def _print(self, table, languages):
        lines = [HEADINGS]
        for language in languages:
            lines += rows(table, [language])
            lines.append([language, "all records", "", *cells(table.total(language))])
        self.stdout.write("\n".join(_aligned([[str(cell) for cell in line] for line in lines])))


def _aligned(lines: list[list[str]]) -> list[str]:
    """Words to the left, numbers to the right."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return [
        "  ".join(
            cell.ljust(width) if place < 3 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    ]


def _refuse(table, languages, limit: float) -> None:
    amounts = [(language, "the records", table.total(language)) for language in languages]
    for language in languages:
        if interface := table.amounts(language).get(INTERFACE):
            amounts.append((language, "the interface", interface))
    below = [
        f"{language}: {amount.percent} % of the texts of {what} are complete, less than {limit:g} %."
        for language, what, amount in amounts
        if 100 * amount.complete < limit * amount.total
    ]
    if below:
        raise CommandError("\n".join(below))
