"""The layout of the whole graph: made outside requests, kept, and used by every drawing."""

import hashlib
from collections.abc import Callable, Iterable
from math import cos, pi, sin

from agreements.models import Agreement, CooperationLayout
from knowledge.models import Event
from network.models import Institution, Region

from .layout import FORM, HEIGHT, WIDTH, Graph, Place, arranged, ring_place
from .ties import Tie, ties

#: A newcomer stands so far from the middle of its partners, in units of the drawing.
BESIDE = 46
#: The share of a circle from one newcomer to the next: no two of them in one direction.
GOLDEN = 0.618034


def all_ties() -> list[Tie]:
    return ties(Agreement.objects.all(), Event.objects.all())


def draw(track: Callable[[range], Iterable[int]] = iter) -> tuple[int, bool]:
    """Arrange the graph where it has changed: how many institutions are in it, and whether it had."""
    found = all_ties()
    institutions = _in_order({key for tie in found for key in tie[:2]})
    number = {key: place for place, (key, _slug, _region) in enumerate(institutions)}
    regions = [*Region.values, None]
    graph = Graph(
        [regions.index(region) for _key, _slug, region in institutions],
        [(number[tie.first], number[tie.second], tie.weight) for tie in found],
    )
    fingerprint = _fingerprint(institutions, graph)
    if CooperationLayout.objects.filter(fingerprint=fingerprint).exists():
        return len(institutions), False
    places = dict(zip(number, arranged(graph, track), strict=True))
    CooperationLayout.objects.update_or_create(
        pk=CooperationLayout.ONLY, defaults={"places": places, "fingerprint": fingerprint}
    )
    return len(institutions), True


def _in_order(keys):
    """Key, address and region of each, by the address: keys differ from one database to the next."""
    rows = Institution.objects.filter(pk__in=keys).order_by("slug")
    return list(rows.values_list("pk", "slug", "country__region"))


def _fingerprint(institutions, graph) -> str:
    return hashlib.sha256(repr((FORM, institutions, graph)).encode()).hexdigest()


def kept_places() -> dict[int, Place]:
    """The places of the kept layout; none where nothing was drawn yet."""
    kept = (
        CooperationLayout.objects.filter(pk=CooperationLayout.ONLY).values_list("places", flat=True).first()
    )
    return {int(key): tuple(place) for key, place in (kept or {}).items()}


def layout_edition() -> str:
    """Which layout is kept; empty where nothing was drawn yet."""
    kept = CooperationLayout.objects.filter(pk=CooperationLayout.ONLY)
    return kept.values_list("fingerprint", flat=True).first() or ""


def with_newcomers(places: dict[int, Place], keys: list[int], found: list[Tie]) -> dict[int, Place]:
    """A place for each of the keys: those that are not in the layout stand beside their partners.

    Who has no partner with a place stands on the ring along the frame. Both hold until the next layout.
    """
    partners: dict[int, list[Place]] = {key: [] for key in keys}
    for tie in found:
        for one, other in ((tie.first, tie.second), (tie.second, tie.first)):
            if one in partners and other in places:
                partners[one].append(places[other])
    newcomers = [key for key in keys if key not in places]
    return {key: places[key] for key in keys if key in places} | {
        key: _beside(partners[key], turn * GOLDEN % 1) for turn, key in enumerate(newcomers)
    }


def _beside(partners: list[Place], share: float) -> Place:
    if not partners:
        return ring_place(share)
    x, y = (sum(axis) / len(partners) for axis in zip(*partners, strict=True))
    return (
        round(min(max(x + BESIDE * cos(2 * pi * share), 0), WIDTH), 1),
        round(min(max(y + BESIDE * sin(2 * pi * share), 0), HEIGHT), 1),
    )
