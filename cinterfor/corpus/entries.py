"""The index entries of made-up records, as the indexer would write them from the stored ones."""

import calendar
import datetime

from cinterfor.publishing.dates import first_day
from cinterfor.publishing.registry import Relation, record_type_of
from cinterfor.search.rows import entry_row, plain_texts
from network.codes import codes_of

from .records import CODES, Made
from .words import WRITTEN

DATES = ("issued", "date", "begins", "signed")
DAY = datetime.timedelta(days=1)


def texts(made: Made, name: str) -> dict[str, str]:
    found = {code: made.values.get(f"{name}_{code}") for code in WRITTEN}
    return {code: text for code, text in found.items() if text}


class Entries:
    """Makes entries; knows the names of the themes and countries that the records are about."""

    def __init__(self, themes: list[Made], countries: list[Made]):
        self.themes = [self._named(made, Relation.THEME) for made in themes]
        self.countries = [self._named(made, Relation.COUNTRY) for made in countries]
        self.slugs = [made.values["slug"] for made in themes]
        self.country_slugs = [made.values["slug"] for made in countries]

    @staticmethod
    def _named(made: Made, relation: Relation) -> list[tuple]:
        return [(relation, text, code) for code, text in texts(made, "name").items()]

    def row(self, made: Made) -> dict:
        record_type = record_type_of(made.model)
        titles = texts(made, made.model.title_field)
        language = made.values.get("language")
        if language:
            titles = {**texts(made, "translated_title"), language: made.values["title"]}
        day = next((first_day(made.values[name]) for name in DATES if made.values.get(name)), None)
        return entry_row(
            record_type,
            record_id=made.values["id"],
            slug=made.values["slug"],
            public_from=made.values["published_from"],
            datestamp=made.values["changed_at"],
            first_day=day,
            titles=titles,
            title_language=language,
            texts=plain_texts(record_type, lambda name: texts(made, name)),
            related=self._related(made),
            facets=self._facets(made, language),
            states=_states(made, day) if "duration_months" in made.values else [],
        )

    def _related(self, made: Made) -> list[tuple]:
        # In the order of the indexer: by address.
        themes = sorted(made.themes, key=lambda theme: self.slugs[theme - 1])
        countries = sorted(made.countries, key=lambda country: self.country_slugs[country - 1])
        about = [name for theme in themes for name in self.themes[theme - 1]]
        places = [*countries, *filter(None, [made.values.get("country_id")])]
        where = [name for country in places for name in self.countries[country - 1]]
        if made.model.__name__ == "Country":
            code = made.values["code"]
            return [(Relation.CODE, known, None) for known in (code, *codes_of(code)) if known]
        if "alt_labels" in made.values:
            lines = texts(made, "alt_labels").items()
            return [(Relation.SYNONYM, line, code) for code, found in lines for line in found.splitlines()]
        return [*where, *about] if "duration_months" in made.values else [*about, *where]

    def _facets(self, made: Made, language: str | None) -> dict[str, list[str]]:
        name = made.model.__name__
        found = {"language": [language] if language else WRITTEN}
        if name == "Country":
            return found | {"country": [made.values["code"]]}
        if name == "Theme":
            return found | {"theme": [made.values["slug"]]}
        places = [*made.countries, *filter(None, [made.values.get("country_id")])]
        if places:
            found["country"] = [CODES[country - 1] for country in places]
        if made.themes:
            found["theme"] = sorted(self.slugs[theme - 1] for theme in made.themes)
        if name == "Product":  # made-up works lead nowhere
            found |= {"kind": [made.values["kind"]], "access": ["unknown"]}
        return found


def _states(made: Made, signed: datetime.date) -> list[tuple]:
    """As the rule of agreements says of those that have a date of signature and perhaps a term."""
    months = made.values["duration_months"]
    if not months:
        return [(None, "announced"), (signed, "term-unknown")]
    # The signature is known to the month: its last possible day, so many months later, ends the term.
    last = calendar.monthrange(signed.year, signed.month)[1]
    year, month = divmod(signed.year * 12 + signed.month - 1 + months, 12)
    ended = datetime.date(year, month + 1, min(last, calendar.monthrange(year, month + 1)[1])) + DAY
    return [(None, "announced"), (signed, "in-force"), (ended, "ended")]
