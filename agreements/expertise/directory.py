"""Those who can help with a theme, or seek help with it: what each declares, and apart what it has done."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.utils.translation import ngettext_lazy

from cinterfor.publishing.listing import Filtered
from cinterfor.publishing.urls import list_path
from knowledge.models import Theme
from network.models import CooperationOffer, Institution

from .evidence import EVENTS, SHOWS, WORKS, Share, by_institution, is_shown
from .filters import ExpertiseFilter, Known

#: What is counted, in words.
COUNTED = {
    Share.GAVE: ngettext_lazy(
        "%(number)s agreement, as provider", "%(number)s agreements, as provider", "number"
    ),
    WORKS: ngettext_lazy("%(number)s knowledge product", "%(number)s knowledge products", "number"),
    EVENTS: ngettext_lazy("%(number)s event that it held", "%(number)s events that it held", "number"),
    Share.TOOK_PART: ngettext_lazy(
        "%(number)s agreement, as another party", "%(number)s agreements, as another party", "number"
    ),
    Share.RECEIVED: ngettext_lazy(
        "%(number)s agreement, as recipient", "%(number)s agreements, as recipient", "number"
    ),
}


class Number(NamedTuple):
    """How many records of one kind, in words, and the list of them."""

    what: str
    count: int
    words: str
    path: str


@dataclass
class Found:
    """An institution on a theme: the offers in which it says so, and the numbers of what it has done."""

    institution: Institution
    theme: Theme
    offers: list[CooperationOffer]
    numbers: Counter

    @property
    def evidence(self) -> list[Number]:
        return evidence_of(self.institution, self.theme, self.numbers)


def evidence_of(institution: Institution, theme: Theme, numbers: Counter) -> list[Number]:
    """What it has done, what says most first; what it received stands last and shows nothing."""
    asked = {"institution": institution.slug, "theme": theme.slug}
    return [
        Number(what, numbers[what], COUNTED[what] % {"number": numbers[what]}, _list_of(what, asked))
        for what in (*SHOWS, Share.RECEIVED)
        if numbers[what]
    ]


def _list_of(what: str, asked: dict) -> str:
    if what in (WORKS, EVENTS):
        return list_path("product" if what == WORKS else "event", **asked)
    return list_path("agreement", **asked, share=what)


class Directory(Filtered, Sequence):
    """The institutions that the filters find on their theme, in order; read a page at a time."""

    page_name = "expertise"

    def __init__(self, filters: ExpertiseFilter):
        self.filters, self.theme = filters, filters.chosen

    def __len__(self) -> int:
        return len(self._keys)

    def __getitem__(self, places: slice) -> list[Found]:
        keys = self._keys[places]
        institutions = Institution.objects.with_card_data().in_bulk(keys)
        return [
            Found(institutions[key], self.theme, self._offers.get(key, []), self._numbers.get(key, Counter()))
            for key in keys
        ]

    @property
    def nearby(self) -> list[Theme]:
        """The theme above it, or those below it."""
        above = self.theme.broader
        if above:
            return [above] if above.is_public else []
        return list(Theme.objects.published().filter(broader=self.theme).in_order())

    @cached_property
    def _keys(self) -> list[int]:
        """In the order of the filters; what is counted comes before that."""
        known = self.filters.form.cleaned_data["known"]
        declared, shown = self._offers, {key for key, found in self._numbers.items() if is_shown(found)}
        wanted = {Known.DECLARED: set(declared), Known.SHOWN: shown}.get(known, set(declared) | shown)
        keys = list(self.filters.qs.filter(pk__in=wanted).values_list("pk", flat=True))
        if self.filters.order in ("declared", "shown"):
            keys.sort(key=self._rank)
        return keys

    def _rank(self, key: int) -> tuple:
        done = sum(self._numbers.get(key, {}).get(what, 0) for what in SHOWS)
        return (key not in self._offers, -done) if self.filters.order == "declared" else (-done,)

    @cached_property
    def _offers(self) -> dict[int, list[CooperationOffer]]:
        rows = CooperationOffer.objects.public().on_theme(self.theme).of_direction(self.filters.side)
        found: dict[int, list[CooperationOffer]] = {}
        for offer in rows.select_related("theme"):
            found.setdefault(offer.institution_id, []).append(offer)
        return found

    @cached_property
    def _numbers(self) -> dict[int, Counter]:
        """Nothing that was done says what is sought."""
        if self.filters.side == CooperationOffer.Direction.SEEKS:
            return {}
        return by_institution(Institution.objects.published(), self.theme)
