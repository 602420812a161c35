"""The state of translations as pictures: how it is, and how it went on."""

import datetime

from django.core.cache import cache
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cinterfor.pictures.bars import Bars, Row
from cinterfor.pictures.lines import Lines
from cinterfor.pictures.picture import Key, in_percent
from cinterfor.publishing.languages import LANGUAGES, Text, language_name

from .aligning import State
from .models import TranslationProgress
from .progress import KEPT, Amount, Table, current

STATES = [
    Key(State.COMPLETE, gettext_lazy("Complete"), "leaf", "solid"),
    Key(State.OUTDATED, gettext_lazy("Outdated"), "gold", "hatched"),
    Key(State.MISSING, gettext_lazy("Missing"), "muted", "outline"),
]
#: The looks of lines, one for each language in their order.
LOOKS = [("leaf", "unbroken"), ("plum", "dashed"), ("gold", "points")]


def by_language(table: Table) -> Bars:
    """How much of the texts of public records each language has."""
    return Bars(
        name="translations",
        title=_("Translated texts of the records"),
        note=_("Each bar is all texts of public records that were written in another language."),
        heading=_("Language"),
        classes=STATES,
        bars=[_row(table, language) for language in LANGUAGES],
        of_whole=True,
    )


def _row(table: Table, language: str) -> Row:
    amount = table.total(language)
    numbers = {key.name: getattr(amount, key.name) for key in STATES}
    figure = in_percent(amount.whole_percent)
    return Row(Text(capfirst(language_name(language)), None), "", numbers, figure=figure)


def over_time(days: dict[datetime.date, dict[str, float]]) -> Lines:
    """What share of the texts of public records was complete, day by day."""
    note = _("Percent of the texts that were complete; counted every night since %(day)s.")
    return Lines(
        name="translations-over-time",
        title=_("Translated texts over time"),
        note=note % {"day": date_format(min(days), "DATE_FORMAT") if days else ""},
        heading=_("Day"),
        classes=[
            Key(code, capfirst(language_name(code)), *LOOKS[number % len(LOOKS)])
            for number, code in enumerate(LANGUAGES)
        ],
        days=days,
    )


def past_days() -> dict[datetime.date, dict[str, float]]:
    """The percentages by day and language, as they were a few minutes ago at most."""
    return cache.get_or_set("translation_progress_days", _past_days, KEPT)


def _past_days() -> dict[datetime.date, dict[str, float]]:
    found: dict = {}
    for day, language, complete, total in TranslationProgress.objects.of_records().by_day():
        found.setdefault(day, {})[language] = Amount(complete, missing=total - complete).percent
    return found


PICTURES = {
    "translations": lambda: by_language(current()),
    "translations-over-time": lambda: over_time(past_days()),
}
