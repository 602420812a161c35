"""Made-up records of each type: what stands in their columns, and their relations."""

import datetime
import random
from dataclasses import dataclass, field

from agreements.models import Agreement
from knowledge.models import Event, NewsItem, Page, Product, Question, Theme
from network.models import Country, Institution, Region

from .words import WRITTEN, Writer

CODES = [
    "AR", "BO", "BR", "BB", "BS", "BZ", "CL", "CO", "CR", "CU", "CV", "DO", "EC", "ES", "GT", "GY",
    "HN", "HT", "JM", "MX", "NI", "PA", "PE", "PT", "PY", "SR", "SV", "TT", "UY", "VE",
]  # fmt: skip
#: How many of a hundred records are of each type.
SHARES = {Product: 60, NewsItem: 12, Event: 10, Agreement: 8, Institution: 5, Question: 3, Page: 2}
TITLE_WORDS, SUMMARY_WORDS = 8, 30
BEGINNING = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
YEARS = range(1963, 2027)


@dataclass
class Made:
    """One record: its model, the values of its columns that are not the default, and its relations."""

    model: type
    values: dict
    themes: list[int] = field(default_factory=list)
    countries: list[int] = field(default_factory=list)


def spread(name: str, by_language: dict[str, str]) -> dict[str, str]:
    """The columns of a translated text; the bare one holds the Spanish."""
    columns = {f"{name}_{language}": text for language, text in by_language.items()}
    return columns | {name: by_language["es"]}


class Maker:
    """Makes the records of a corpus; the same seed makes the same records."""

    def __init__(self, seed: int):
        self.seed = seed
        self.writer = Writer(seed)

    def countries(self) -> list[Made]:
        names = (
            {code: f"{word} {number}" for code, word in _COUNTRY.items()} for number in range(len(CODES))
        )
        return [
            Made(
                Country,
                self._common(number, code.lower())
                | {"code": code, "region": Region.values[number % 4]}
                | spread("name", name),
            )
            for number, (code, name) in enumerate(zip(CODES, names, strict=True), 1)
        ]

    def themes(self) -> list[Made]:
        found = []
        for number, topic in enumerate(self.writer.topics, 1):
            names = {code: " ".join(topic.words[code][:2]) for code in WRITTEN}
            synonyms = {
                code: f"{topic.words[code][2]}\n{topic.words[code][3]} {topic.words[code][4]}"
                for code in WRITTEN
            }
            values = self._common(number, f"topic-{number}")
            found.append(Made(Theme, values | spread("name", names) | spread("alt_labels", synonyms)))
        return found

    def record(self, number: int) -> Made:
        """The record of that number, whichever records were made before."""
        chance = random.Random(f"{self.seed}-{number}")  # noqa: S311 (no secret)
        model = chance.choices(list(SHARES), weights=list(SHARES.values()))[0]
        place = int(len(self.writer.topics) * chance.random() ** 2)
        topic = self.writer.topics[place]
        titles = {code: self.writer.text(code, topic, TITLE_WORDS, chance) for code in WRITTEN}
        summaries = {code: self.writer.text(code, topic, SUMMARY_WORDS, chance) for code in WRITTEN}
        themes = sorted({place + 1, chance.randrange(len(self.writer.topics)) + 1})
        country = int(len(CODES) * chance.random() ** 1.5) + 1
        date = f"{chance.choice(YEARS)}-{chance.randrange(1, 13):02}"
        values = self._common(number, f"record-{number}")
        return _FORMS[model](values, titles, summaries, themes, country, date, chance)

    def _common(self, number: int, slug: str) -> dict:
        moment = BEGINNING + datetime.timedelta(minutes=number)
        return {
            "id": number,
            "slug": slug,
            "publication_status": "published",
            "published_from": moment,
            "created_at": moment,
            "changed_at": moment,
        }


_COUNTRY = {"es": "País", "pt": "País", "en": "Country"}


def _product(values, titles, summaries, themes, country, date, chance):
    language = chance.choices(WRITTEN, weights=(55, 30, 15))[0]
    translated = {code: "" if code == language else title for code, title in titles.items()}
    values |= {"title": titles[language], "language": language, "issued": date}
    values |= {"kind": chance.choice(Product.Kind.values)}
    values |= spread("translated_title", translated) | spread("abstract", summaries)
    return Made(Product, values, themes, [country])


def _news(values, titles, summaries, themes, country, date, chance):
    values |= spread("title", titles) | spread("summary", summaries) | {"date": date}
    return Made(NewsItem, values, themes, [country])


def _event(values, titles, summaries, themes, country, date, chance):
    values |= spread("title", titles) | spread("summary", summaries)
    values |= {"begins": date, "kind": "workshop", "level": "regional", "country_id": country}
    return Made(Event, values)


def _agreement(values, titles, summaries, themes, country, date, chance):
    values |= spread("title", titles) | spread("summary", summaries)
    values |= {"signed": date, "duration_months": chance.choice((None, 24, 60, 120))}
    return Made(Agreement, values, themes, [country])


def _institution(values, titles, summaries, themes, country, date, chance):
    paragraphs = {code: f"<p>{text}</p>" for code, text in summaries.items()}
    values |= spread("name", titles) | spread("description", paragraphs)
    return Made(Institution, values | {"country_id": country, "founded": date[:4]})


def _question(values, titles, summaries, themes, country, date, chance):
    paragraphs = {code: f"<p>{text}</p>" for code, text in summaries.items()}
    return Made(Question, values | spread("question", titles) | spread("answer", paragraphs))


def _page(values, titles, summaries, themes, country, date, chance):
    paragraphs = {code: f"<p>{text}</p>" for code, text in summaries.items()}
    return Made(Page, values | spread("title", titles) | spread("body", paragraphs))


_FORMS = {
    Product: _product,
    NewsItem: _news,
    Event: _event,
    Agreement: _agreement,
    Institution: _institution,
    Question: _question,
    Page: _page,
}
