"""The shapes of the maps: drawn from the vendored source, equal in area, and neighbours still meet."""

import hashlib
import json
import math
import re
from itertools import accumulate

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from cinterfor.loading.source import SHIPPED
from cinterfor.pictures import shapes
from cinterfor.pictures.geometry import area, clipped, path, simplified
from cinterfor.pictures.management.commands import draw_shapes
from cinterfor.pictures.projection import Projection
from cinterfor.pictures.topology import CODES, SOURCE

places = st.tuples(st.floats(-500, 500), st.floats(-500, 500))
rings = st.lists(places, min_size=3, max_size=40).map(lambda points: [*points, points[0]])
PLATES = shapes.network_shapes()


def rings_of(drawn: str) -> list[list[tuple[int, int]]]:
    """The corners of a path that `geometry.path` wrote."""
    found = []
    for ring in re.findall(r"M([^M]+)", drawn):
        numbers = [int(number) for number in re.findall(r"-?\d+", ring)]
        steps = list(zip(numbers[::2], numbers[1::2], strict=True))
        found.append(list(accumulate(steps, lambda at, step: (at[0] + step[0], at[1] + step[1]))))
    return found


def corners(drawn):
    return {corner for ring in rings_of(drawn) for corner in ring}


def test_the_source_is_what_its_maintainers_published():
    (package,) = json.loads((SOURCE.parent.parent / "vendor.lock").read_text())

    assert package["integrity"].startswith("sha512-")
    assert any("LICEN" in name for name in package["files"])
    for name, expected in package["files"].items():
        assert hashlib.sha256((SOURCE.parent.parent / name).read_bytes()).hexdigest() == expected


def test_the_shapes_in_the_repository_are_those_that_the_command_draws(tmp_path, monkeypatch):
    monkeypatch.setattr(draw_shapes, "SHAPES", tmp_path)
    call_command("draw_shapes", verbosity=0)

    drawn = {place.relative_to(tmp_path): place.read_bytes() for place in tmp_path.rglob("*.json")}
    kept = {place.relative_to(shapes.SHAPES): place.read_bytes() for place in shapes.SHAPES.rglob("*.json")}
    assert drawn == kept


def test_each_country_of_the_network_has_a_shape_and_its_number_on_one_plate():
    records = json.loads((SHIPPED / "countries.json").read_text("utf-8"))
    network = {record["code"] for record in records if record["in_network"]}
    numbered = [code for plate in PLATES.values() for code in plate["numbers"]]

    assert sorted(numbered) == sorted(network) == sorted(CODES.values())
    for plate in PLATES.values():
        for code, shape in plate["countries"].items():
            assert rings_of(shape), code


@pytest.mark.parametrize(
    ("plate", "one", "other"),
    [("americas", "BR", "AR"), ("americas", "CL", "AR"), ("caribbean", "HT", "DO"), ("iberia", "ES", "PT")],
)
def test_neighbours_have_their_border_in_common(plate, one, other):
    countries = PLATES[plate]["countries"]

    assert len(corners(countries[one]) & corners(countries[other])) >= 5


@given(longitude=st.floats(-120, 0), latitude=st.floats(-60, 60))
def test_a_square_degree_is_as_large_on_paper_as_it_is_on_the_globe(longitude, latitude):
    projection, step = Projection((-70, -10), scale=1000), 0.5
    box = [(0, 0), (step, 0), (step, step), (0, step), (0, 0)]
    drawn = area([projection(longitude + east, latitude + north) for east, north in box])
    sines = math.sin(math.radians(latitude + step)) - math.sin(math.radians(latitude))

    assert drawn == pytest.approx(1000**2 * math.radians(step) * sines, rel=1e-3)


@given(ring=rings, tolerance=st.floats(0, 1000))
def test_a_simplified_line_keeps_its_ends_and_only_points_of_its_own(ring, tolerance):
    kept = simplified(ring, tolerance)

    assert (kept[0], kept[-1]) == (ring[0], ring[-1])
    assert set(kept) <= set(ring)
    assert len(kept) >= 4


@given(ring=rings)
def test_what_is_cut_to_a_frame_is_closed_and_inside_it(ring):
    cut = clipped(ring, (-100, -50, 100, 50))

    assert all(-100.001 <= x <= 100.001 and -50.001 <= y <= 50.001 for x, y in cut)
    assert not cut or cut[0] == cut[-1]


def test_a_path_is_written_in_steps_and_goes_back_to_its_beginning():
    assert path([(10, 5), (20.2, 5), (20, -5), (20, -7), (10, 5)]) == "M10 5l10 0 0-12z"
    assert path([(0, 0), (0.2, 0.3), (0, 0)]) == ""
