"""Words of the field in three languages, drawn as texts draw them: few words often, most words seldom."""

import json
import random
from collections import Counter
from functools import cached_property
from itertools import accumulate

from cinterfor.loading.source import SHIPPED
from cinterfor.publishing.plaintext import plain
from cinterfor.search.languages import WORD

#: Words of one language, and how steeply their frequency falls with their rank (Zipf, Mandelbrot).
SIZE, SHIFT, STEEPNESS = 20_000, 2.7, 1.05
#: Endings by which further words of the field are made from those of the shipped texts.
ENDINGS = {
    "es": ("ción", "ciones", "miento", "dad", "ista", "ivo", "ar", "ado", "ería", "able"),
    "pt": ("ção", "ções", "mento", "dade", "ista", "ivo", "ar", "ado", "eria", "ável"),
    "en": ("tion", "tions", "ment", "ity", "ist", "ive", "ing", "ed", "ery", "able"),
}
#: The languages of the corpus: a further one of the portal has no shipped texts to draw from.
WRITTEN = list(ENDINGS)


class Vocabulary:
    """The words of one language in the order of their frequency."""

    def __init__(self, language: str, seed: int):
        self.language = language
        known = [word for word, _count in shipped_words(language).most_common()]
        made = random.Random(f"{seed}-{language}")  # noqa: S311 (no secret)
        taken = set(known)
        stems = sorted({word[: max(4, len(word) - 3)] for word in known if len(word) > 4})
        while len(known) < SIZE:
            word = (
                made.choice(stems)
                + made.choice(("", "tec", "pro", "lab", "edu"))
                + made.choice(ENDINGS[language])
            )
            if word not in taken:
                taken.add(word)
                known.append(word)
        self.words = known[:SIZE]

    @cached_property
    def weights(self) -> list[float]:
        """The running sum of the words' frequencies."""
        return list(accumulate(1 / (rank + SHIFT) ** STEEPNESS for rank in range(1, SIZE + 1)))

    def draw(self, chance: random.Random, number: int) -> list[str]:
        return chance.choices(self.words, cum_weights=self.weights, k=number)


def shipped_words(language: str) -> Counter:
    """How often each word stands in the shipped texts of a language."""
    found: Counter = Counter()
    for path in sorted(SHIPPED.glob("*.json")):
        for record in json.loads(path.read_text("utf-8")):
            for name, text in record.items():
                if name.endswith(f"_{language}") and isinstance(text, str):
                    found.update(word for word in WORD.findall(plain(text).lower()) if word.isalpha())
    return found


def vocabularies(seed: int) -> dict[str, Vocabulary]:
    return {language: Vocabulary(language, seed) for language in WRITTEN}


class Topic:
    """What some records are about: a handful of rarer words in each language, which they use often."""

    def __init__(self, known: dict[str, Vocabulary], chance: random.Random):
        # The same ranks in each language: the topic is as rare in all of them.
        ranks = [int(90 * (SIZE / 180) ** chance.random()) + chance.randrange(30) for _number in range(10)]
        self.words = {code: [known[code].words[rank] for rank in ranks] for code in known}


class Writer:
    """Writes texts on topics."""

    def __init__(self, seed: int, topics: int = 300):
        self.known = vocabularies(seed)
        chance = random.Random(f"{seed}-topics")  # noqa: S311
        self.topics = [Topic(self.known, chance) for _number in range(topics)]

    def text(self, language: str, topic: Topic, number: int, chance: random.Random) -> str:
        """So many words, one in four of them of the topic, with full stops."""
        common = self.known[language].draw(chance, number)
        own = topic.words[language]
        words = [chance.choice(own) if chance.random() < 0.25 else word for word in common]
        for place in range(12, number, 12):
            words[place - 1] += "."
        return " ".join(words).capitalize()
