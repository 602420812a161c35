"""The arrangement of a graph on paper: ties pull, all else pushes apart (Fruchterman and Reingold 1991).

Nothing in it is left to chance: the same graph is drawn in the same way each time. What is far away does
not push, so that a thousand institutions take seconds.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import product
from math import cos, hypot, pi, sin, sqrt

#: The frame, in units of the drawing, and the room along its edges for names.
WIDTH, HEIGHT, MARGIN_ACROSS, MARGIN_DOWN = 1000, 680, 70, 36
#: Raise it when the arrangement changes: all are drawn anew then.
FORM = 1
ROUNDS, ROUNDS_OF_MANY, ROUNDS_APART = 300, 120, 120
#: So many times the usual distance away, nothing pushes any more.
FAR, FAR_AMONG_MANY = 6, 2.6
#: How strongly all is drawn to the centre, so that what is tied to nothing else does not drift away.
GRAVITY = 0.6
#: Between the edges of two shapes.
GAP = 12
#: From this number of institutions on, shapes are smaller; from the next on there are fewer rounds.
MANY, VERY_MANY = 40, 300
#: So many of its strongest ties pull at each: all of them would draw a thousand into one heap.
STRONGEST = 6

Place = tuple[float, float]


@dataclass
class Graph:
    """What is arranged: the group of each node in their order, and the ties: one, other, weight."""

    groups: list[int]
    ties: list[tuple[int, int, int]]

    @property
    def partners(self) -> list[int]:
        found = [0] * len(self.groups)
        for one, other, _weight in self.ties:
            found[one] += 1
            found[other] += 1
        return found

    def strongest(self) -> list[tuple[int, int, int]]:
        """The ties that are among the strongest of either end."""
        left = [STRONGEST] * len(self.groups)
        found = []
        for one, other, weight in sorted(self.ties, key=lambda tie: (-tie[2], tie)):
            if left[one] > 0 or left[other] > 0:
                found.append((one, other, weight))
                left[one] -= 1
                left[other] -= 1
        return found


def fineness(number: int) -> float:
    """How much smaller all is drawn in a graph of so many institutions."""
    return max(min(1, sqrt(MANY / max(number, 1))), 0.22)


def radius(partners: int, number: int) -> float:
    """Of the shape of an institution with so many partners, in a drawing of so many institutions."""
    return (6 + 4.5 * sqrt(partners)) * fineness(number)


def arranged(graph: Graph, track: Callable[[range], Iterable[int]] = iter) -> list[Place]:
    """The place of each node; `track` is told of the rounds, to show how far they have come."""
    number = len(graph.groups)
    distance = 0.85 * sqrt(WIDTH * HEIGHT / max(number, 1))
    places, ties, partners = _ring(graph.groups), graph.strongest(), graph.partners
    # Who has many partners keeps the others of them at a distance.
    charges = [sqrt(max(count, 1)) for count in partners]
    rounds, far = (ROUNDS, FAR) if number < VERY_MANY else (ROUNDS_OF_MANY, FAR_AMONG_MANY)
    for turn in track(range(rounds)):
        forces = _pushes(places, charges, distance, far * distance)
        _pull(forces, places, ties, distance)
        heat = WIDTH / 9 * (1 - turn / rounds) ** 1.5 + 0.5
        places = [_moved(place, force, heat) for place, force in zip(places, forces, strict=True)]
    sizes = [radius(count, number) for count in partners]
    return [(round(x, 1), round(y, 1)) for x, y in _parted(_fitted(places), sizes)]


def ring_place(share: float) -> Place:
    """A place on the ring along the frame, a share of the way round."""
    across, down = WIDTH / 2 - MARGIN_ACROSS, HEIGHT / 2 - MARGIN_DOWN
    return WIDTH / 2 + across * cos(2 * pi * share), HEIGHT / 2 + down * sin(2 * pi * share)


def _ring(groups):
    """Round the centre, each group beside itself; none as far out as the next."""
    order = sorted(range(len(groups)), key=lambda node: (groups[node], node))
    places: list[Place] = [(0, 0)] * len(groups)
    for turn, node in enumerate(order):
        x, y = ring_place(turn / len(groups))
        inward = 0.55 + 0.45 * (turn * 0.618 % 1)
        places[node] = WIDTH / 2 + (x - WIDTH / 2) * inward, HEIGHT / 2 + (y - HEIGHT / 2) * inward
    return places


def _pushes(places, charges, distance, reach):
    """What comes to each from those near it, and from the centre."""
    forces = [[(WIDTH / 2 - x) * GRAVITY, (HEIGHT / 2 - y) * GRAVITY * WIDTH / HEIGHT] for x, y in places]
    for one, other in _near(places, reach):
        (x, y), (u, v) = places[one], places[other]
        across, down = x - u or 0.01, y - v or 0.01
        apart = hypot(across, down)
        if apart < reach:
            strength = (distance / apart) ** 2 * charges[one] * charges[other]
            _share(forces, one, other, strength, across, down)
    return forces


def _share(forces, one, other, strength, across, down):
    forces[one][0] += across * strength
    forces[one][1] += down * strength
    forces[other][0] -= across * strength
    forces[other][1] -= down * strength


def _near(places, reach):
    """Pairs of which one is in the other's square of paper or beside it."""
    squares: dict[tuple[int, int], list[int]] = {}
    for node, (x, y) in enumerate(places):
        squares.setdefault((int(x // reach), int(y // reach)), []).append(node)
    for (column, row), nodes in squares.items():
        for across, down in product((-1, 0, 1), repeat=2):
            for other in squares.get((column + across, row + down), ()):
                yield from ((node, other) for node in nodes if node < other)


def _pull(forces, places, ties, distance):
    for one, other, weight in ties:
        (x, y), (u, v) = places[one], places[other]
        strength = -hypot(x - u, y - v) / distance * (0.7 + 0.3 * min(weight, 4))
        _share(forces, one, other, strength, x - u, y - v)


def _moved(place, force, heat):
    far = hypot(*force)
    step = min(far, heat) / far if far else 0
    return place[0] + force[0] * step, place[1] + force[1] * step


def _fitted(places):
    """All within the frame, as large as it allows."""
    if not places:
        return []
    axes = []
    for values, size, margin in zip(
        zip(*places, strict=True), (WIDTH, HEIGHT), (MARGIN_ACROSS, MARGIN_DOWN), strict=True
    ):
        least, most = min(values), max(values)
        room = size - 2 * margin
        scale = room / (most - least) if most > least else 0
        axes.append([size / 2 + (value - (least + most) / 2) * scale for value in values])
    return list(zip(*axes, strict=True))


def _parted(places, sizes):
    """Pushed apart until no shape lies upon another, as far as there is room."""
    reach = 2 * max(sizes, default=1) + GAP
    places = [list(place) for place in places]
    for _turn in range(ROUNDS_APART):
        touching = False
        for one, other in _near(places, reach):
            touching |= _part(places[one], places[other], sizes[one] + sizes[other] + GAP)
        for place, size in zip(places, sizes, strict=True):
            place[0] = min(max(place[0], size), WIDTH - size)
            place[1] = min(max(place[1], size), HEIGHT - size)
        if not touching:
            break
    return places


def _part(one, other, least):
    across, down = one[0] - other[0] or 0.01, one[1] - other[1] or 0.01
    apart = hypot(across, down)
    if apart >= least:
        return False
    push = (least - apart) / apart / 2
    one[0] += across * push
    one[1] += down * push
    other[0] -= across * push
    other[1] -= down * push
    return True
