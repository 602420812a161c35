"""Lines and areas on paper: fewer points, cut to a frame, written as SVG paths of whole numbers."""

import heapq
from itertools import pairwise

from .projection import Point


def area(ring: list[Point]) -> float:
    """What a closed ring encloses (Gauss)."""
    return abs(sum(x * v - u * y for (x, y), (u, v) in pairwise(ring))) / 2


def bounds(points: list[Point]) -> tuple[float, float, float, float]:
    """Left, top, right, bottom."""
    across, down = zip(*points, strict=True)
    return min(across), min(down), max(across), max(down)


def simplified(line: list[Point], tolerance: float) -> list[Point]:
    """Without the points that form the smallest triangles with those beside them (Visvalingam 1993).

    `tolerance` is the area, in square units, from which on a triangle is seen. The ends stay; of a
    closed line two more, so that an island keeps its place.
    """
    fewest = 4 if line[0] == line[-1] else 2
    before = list(range(-1, len(line) - 1))
    after = list(range(1, len(line) + 1))
    heap = [(_triangle(line, i - 1, i, i + 1), i) for i in range(1, len(line) - 1)]
    current = {i: size for size, i in heap}
    heapq.heapify(heap)
    while heap and len(current) + 2 > fewest:
        size, i = heapq.heappop(heap)
        if current.get(i) != size:
            continue
        if size >= tolerance:
            break
        del current[i]
        left, right = before[i], after[i]
        after[left], before[right] = right, left
        for near in {left, right} & current.keys():
            # Never smaller than the one that went: else a curve would go point by point.
            current[near] = max(size, _triangle(line, before[near], near, after[near]))
            heapq.heappush(heap, (current[near], near))
    return [line[0], *(line[i] for i in sorted(current)), line[-1]]


def _triangle(line, one, two, three):
    (a, b), (c, d), (e, f) = line[one], line[two], line[three]
    return abs((c - a) * (f - b) - (e - a) * (d - b)) / 2


def clipped(ring: list[Point], frame: tuple[float, float, float, float]) -> list[Point]:
    """The part of a closed ring inside a frame (Sutherland and Hodgman 1974), closed again."""
    left, top, right, bottom = frame
    for axis, limit, sign in ((0, left, 1), (0, right, -1), (1, top, 1), (1, bottom, -1)):
        kept: list[Point] = []
        for one, other in pairwise(ring):
            inside, enters = ((point[axis] - limit) * sign >= 0 for point in (one, other))
            if inside != enters:
                kept.append(_crossing(one, other, axis, limit))
            if enters:
                kept.append(other)
        if not kept:
            return []
        ring = [kept[-1], *kept]
    return ring


def _crossing(one, other, axis, limit):
    share = (limit - one[axis]) / (other[axis] - one[axis])
    return tuple(a + (b - a) * share for a, b in zip(one, other, strict=True))


def path(line: list[Point]) -> str:
    """An SVG path in steps of whole numbers; a ring ends with `z`. Empty where nothing is left to draw."""
    closed = line[0] == line[-1]
    points = [(round(x), round(y)) for x, y in line]
    # Straight on: the point between says nothing.
    steps = [(u - x, v - y) for (x, y), (u, v) in pairwise(points) if (u, v) != (x, y)]
    if closed and len(steps) < 3:
        return ""
    written = "".join(_signed(x) + _signed(y) for x, y in _straightened(steps[:-1] if closed else steps))
    return f"M{points[0][0]} {points[0][1]}l{written.lstrip()}{'z' if closed else ''}"


def _straightened(steps):
    kept: list[tuple[int, int]] = []
    for x, y in steps:
        if kept and kept[-1][0] * y == kept[-1][1] * x and kept[-1][0] * x + kept[-1][1] * y > 0:
            kept[-1] = (kept[-1][0] + x, kept[-1][1] + y)
        else:
            kept.append((x, y))
    return kept


def _signed(number: int) -> str:
    """A minus sign parts numbers as well as a space does."""
    return str(number) if number < 0 else f" {number}"


def dot(ring: list[Point], radius: int) -> str:
    """An island too small for its outline: a lozenge in its place, so that it does not vanish."""
    left, top, right, bottom = bounds(ring)
    x, y = round((left + right) / 2), round((top + bottom) / 2)
    return f"M{x - radius} {y}l{radius}-{radius} {radius} {radius}-{radius} {radius}z"
