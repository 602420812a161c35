"""The map of a country: each institution in its city, in the visual code, or in the table alone."""

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from cinterfor.pictures.country_map import ROW
from cinterfor.pictures.placing import placed
from cinterfor.pictures.shapes import country_shapes
from cinterfor.pictures.topology import CODES
from network.maps import country_map
from tests import factories

SHEET = (640, 600)
places = st.tuples(st.floats(0, SHEET[0]), st.floats(0, SHEET[1]))
sizes = st.tuples(st.floats(40, 240), st.floats(30, 280))


@pytest.fixture
def brazil():
    return factories.make_country(code="BR", capital="Brasília", latitude=-15.8, longitude=-47.9)


def in_brasilia(country, **values):
    where = {"city": "Brasília", "latitude": -15.79, "longitude": -47.88} | values
    return factories.make_institution(country=country, **where)


def drawn(picture):
    picture.name = "country-map"
    return render_to_string(picture.template, {"picture": picture})


@given(labels=st.lists(st.tuples(places, sizes), max_size=20))
def test_no_label_covers_another_or_leaves_the_sheet(labels):
    points, wanted = [point for point, _size in labels], [size for _point, size in labels]
    found = [label for label in placed(points, wanted, SHEET) if label]

    assert not any(one.meets(other) for one in found for other in found if one is not other)
    for label in found:
        assert not any(label.holds(point, room=0) for point in points)
        assert 0 <= label.x <= SHEET[0] - label.width
        assert 0 <= label.y <= SHEET[1] - label.height


@pytest.mark.django_db
def test_each_institution_has_the_mark_of_its_standing_and_is_a_link(brazil):
    member = in_brasilia(brazil, acronym="SENAI")
    factories.make_membership(institution=member)
    unconfirmed = in_brasilia(brazil, acronym="SENAT")
    factories.make_membership(institution=unconfirmed, basis="unconfirmed")
    in_brasilia(brazil, acronym="SEBRAE")

    picture = country_map(brazil)
    (city,) = picture.cities

    assert city.is_capital
    assert [(row.text, row.key.style) for row in city.rows] == [
        ("SENAI", "solid"),
        ("SENAT", "hatched"),
        ("SEBRAE", "dotted"),
    ]
    assert member.get_absolute_url() in drawn(picture)
    assert {key.name for key in picture.keys} == {"constituent", "unconfirmed", "partner"}


@pytest.mark.django_db
def test_what_is_nowhere_or_outside_the_frame_is_in_the_table_alone(brazil):
    in_brasilia(brazil, acronym="SENAI")
    in_brasilia(brazil, acronym="NADA", city="", latitude=None, longitude=None)
    in_brasilia(brazil, acronym="LEJOS", city="Madrid", latitude=40.4, longitude=-3.7)

    picture = country_map(brazil)

    assert [row.text for city in picture.cities for row in city.rows] == ["SENAI"]
    assert {str(row[1].text) for row in picture.rows} == {"Brasília", "Madrid", "No consta"}


@pytest.mark.django_db
def test_a_city_with_many_institutions_leads_to_the_list_of_all(brazil):
    for _number in range(9):
        in_brasilia(brazil)

    (city,) = country_map(brazil).cities

    assert len(city.rows) == 6
    assert "country=BR" in city.rows[-1].path
    assert all(other.y - row.y == ROW for row, other in zip(city.rows, city.rows[1:], strict=False))


@pytest.mark.django_db
def test_a_country_that_is_on_no_sheet_has_no_map():
    country = factories.make_country()
    factories.make_institution(country=country)

    assert country_map(country).is_empty


def test_far_islands_are_left_out_in_words_and_the_islas_malvinas_never_without_their_sentence():
    shapes = {code: country_shapes(code) for code in CODES.values()}

    assert {code for code, shown in shapes.items() if shown["leaves_out"]} == {"CL", "EC", "ES", "PT"}
    assert shapes["AR"]["shows_malvinas"] and not shapes["BR"]["shows_malvinas"]
