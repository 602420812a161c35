"""Queries as readers of a corpus would type them, in three languages."""

import random
from dataclasses import dataclass, field

from cinterfor.corpus.records import CODES, Maker
from cinterfor.publishing.languages import LANGUAGES

#: Whole numbers of a hundred: how many queries are of each form.
FORMS = {"one": 35, "two": 30, "three": 10, "phrase": 5, "concept": 10, "without": 5, "either": 5}
FILTERED = 0.3
#: Words typed are neither the commonest (they are stop words) nor the rarest.
FIRST, LAST = 60, 6_000


@dataclass
class Typed:
    """A query: its words, the language of the page, and the filters chosen."""

    text: str
    language: str
    filters: dict[str, str] = field(default_factory=dict)

    @property
    def parameters(self) -> dict[str, str]:
        return {"q": self.text} | self.filters


def typed_queries(number: int, seed: str, corpus_seed: int) -> list[Typed]:
    chance = random.Random(seed)
    maker = Maker(corpus_seed)
    return [_typed(maker, chance) for _number in range(number)]


def _typed(maker: Maker, chance: random.Random) -> Typed:
    language = chance.choices(LANGUAGES, weights=(55, 30, 15))[0]
    filters = {}
    if chance.random() < FILTERED:
        filters = chance.choice(
            (
                {"type": "product"},
                {"type": "news"},
                {"country": chance.choice(CODES[:12])},
                {"language": "pt"},
            )
        )
    return Typed(_words(maker, chance, language), language, filters)


def _words(maker: Maker, chance: random.Random, language: str) -> str:
    words = maker.writer.known[language].words
    topic = maker.writer.topics[int(len(maker.writer.topics) * chance.random() ** 2)].words[language]

    def word():
        return words[int(FIRST * (LAST / FIRST) ** chance.random())]

    form = chance.choices(list(FORMS), weights=list(FORMS.values()))[0]
    if form == "one":
        return word()
    if form == "two":
        return f"{chance.choice(topic)} {word()}"
    if form == "three":
        return f"{chance.choice(topic)} {chance.choice(topic)} {word()}"
    if form == "phrase":
        return f'"{word()} {word()}"'
    if form == "concept":
        return topic[2]
    if form == "without":
        return f"{chance.choice(topic)} -{word()}"
    return f"{word()} OR {word()}"
