"""How good the order of the hits is, over queries that people have judged: `make relevance`."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

import django
from django.apps import apps

if not apps.ready:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cinterfor.settings")
    django.setup()

from django.test import RequestFactory
from django.utils import translation

from cinterfor.search.results import search

QUERIES = json.loads((Path(__file__).parent / "judged-queries.json").read_text("utf-8"))


@dataclass
class Judgement:
    """One query: the places, from 1, of the records that must be found; None for one not among ten."""

    query: str
    places: list[int | None]

    @property
    def reciprocal_rank(self) -> float:
        return max((1 / place for place in self.places if place), default=0)

    @property
    def recall(self) -> float:
        return sum(place is not None for place in self.places) / len(self.places)

    @property
    def are_among_the_first_five(self) -> bool:
        return all(place and place <= 5 for place in self.places)


def first_ten(text: str, language: str) -> list[str]:
    with translation.override(language):
        results = search(RequestFactory().get("/", {"q": text}))
    return [f"{hit.entry.record_type}/{hit.entry.slug}" for hit in results.hits[:10]]


def judgements() -> list[Judgement]:
    found = []
    for judged in QUERIES:
        order = first_ten(judged["q"], judged["language"])
        places = [order.index(name) + 1 if name in order else None for name in judged["expect"]]
        found.append(Judgement(judged["q"], places))
    return found


def mean(values) -> float:
    values = list(values)
    return sum(values) / len(values)


def main() -> None:
    found = judgements()
    print(f"mean reciprocal rank {mean(one.reciprocal_rank for one in found):.3f}")
    print(f"recall at 10         {mean(one.recall for one in found):.3f}")
    for one in found:
        if not one.are_among_the_first_five:
            print(f"not all among the first five: {one.query} {one.places}")


if __name__ == "__main__":
    main()
