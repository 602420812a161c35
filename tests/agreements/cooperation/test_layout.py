"""The drawing of the whole graph: the same for the same data, kept until the data change."""

import io
from itertools import combinations
from math import hypot

import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from agreements.cooperation.keeping import all_ties, draw, kept_places, with_newcomers
from agreements.cooperation.layout import HEIGHT, WIDTH, Graph, arranged, radius
from agreements.cooperation.ties import Tie
from agreements.models import CooperationLayout
from tests.factories import make_agreement, make_institution, make_party


@st.composite
def graphs(draw):
    number = draw(st.integers(0, 25))
    groups = draw(st.lists(st.integers(0, 4), min_size=number, max_size=number))
    pairs = list(combinations(range(number), 2))
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=40)) if pairs else []
    return Graph(groups, [(one, other, 1 + (one + other) % 5) for one, other in chosen])


@settings(max_examples=12, deadline=None)
@given(graphs())
def test_any_graph_is_drawn_within_the_frame_with_no_shape_upon_another(graph):
    places = arranged(graph)

    sizes = [radius(partners, len(places)) for partners in graph.partners]
    assert len(places) == len(graph.groups)
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in places)
    for one, other in combinations(range(len(places)), 2):
        apart = hypot(places[one][0] - places[other][0], places[one][1] - places[other][1])
        assert apart >= sizes[one] + sizes[other]


def test_the_same_graph_is_drawn_the_same_and_partners_stand_nearer_than_strangers():
    ties = [(one, other, 1) for half in (range(5), range(5, 10)) for one, other in combinations(half, 2)]

    first, again = arranged(Graph([0] * 10, ties)), arranged(Graph([0] * 10, ties))

    assert first == again
    distances = {
        pair: hypot(first[pair[0]][0] - first[pair[1]][0], first[pair[0]][1] - first[pair[1]][1])
        for pair in combinations(range(10), 2)
    }
    tied = {tie[:2] for tie in ties}
    assert max(distances[pair] for pair in tied) < min(distances.values()) * 10
    assert sum(distances[pair] for pair in tied) / len(tied) < sum(
        far for pair, far in distances.items() if pair not in tied
    ) / (45 - len(tied))


def work_together(*institutions):
    agreement = make_agreement()
    for institution in institutions:
        make_party(agreement=agreement, institution=institution)


@pytest.mark.django_db
def test_the_graph_is_drawn_anew_only_when_it_has_changed():
    one, other, third = (make_institution() for _number in range(3))
    work_together(one, other)
    told = io.StringIO()

    call_command("draw_cooperation", verbosity=0, stdout=told)
    call_command("draw_cooperation", verbosity=0, stdout=told)
    first = kept_places()
    work_together(one, third)

    assert told.getvalue().splitlines() == ["2 institutions drawn", "2 institutions drawn already"]
    assert draw() == (3, True)
    assert set(first) == {one.pk, other.pk}
    assert set(kept_places()) == {one.pk, other.pk, third.pk}
    assert CooperationLayout.objects.count() == 1


def test_a_newcomer_stands_beside_its_partners_and_who_has_none_on_the_ring():
    ties = [Tie(1, 2, 1, 0, None), Tie(8, 9, 1, 0, None)]

    places = with_newcomers({1: (500.0, 300.0), 7: (10.0, 10.0)}, [1, 2, 8, 9], ties)

    assert places == with_newcomers({1: (500.0, 300.0)}, [1, 2, 8, 9], ties)
    assert places[1] == (500.0, 300.0)
    assert 30 < hypot(places[2][0] - 500, places[2][1] - 300) < 60
    assert places[8] != places[9]


@pytest.mark.django_db
def test_a_database_without_ties_has_an_empty_drawing():
    assert all_ties() == []
    assert draw() == (0, True)
    assert kept_places() == {}
