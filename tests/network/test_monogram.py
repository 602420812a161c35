"""Monograms: two to seven capitals of the institution's own names."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.monogram import monogram
from tests.factories import make_image, make_institution, make_membership


@pytest.mark.parametrize(
    ("acronym", "name", "expected"),
    [
        ("SENA", "Servicio Nacional de Aprendizaje", "SENA"),
        ("SENAI", "Serviço Nacional de Aprendizagem Industrial", "SENAI"),
        ("DGETP-UTU", "Dirección General de Educación Técnico Profesional", "DU"),
        ("HEART/NSTA Trust", "", "HNT"),
        ("", "Ministerio de Trabajo", "MT"),
        ("", "ENVAPAR", "EN"),
        ("TECSUP", "TECSUP", "TECSUP"),
        ("", "Ética y educación", "ÉE"),
        ("", "7", ""),
    ],
)
def test_a_monogram_is_the_short_acronym_or_initials(acronym, name, expected):
    assert monogram(acronym, name) == expected


@given(st.text(), st.text())
def test_a_monogram_is_nothing_or_two_to_seven_letters_of_the_names(acronym, name):
    found = monogram(acronym, name)

    capitals = set(unicodedata.normalize("NFC", acronym + " " + name).upper())
    assert len(found) in (0, *range(2, 8))
    assert set(found) <= capitals | {letter.upper() for letter in capitals}


@pytest.mark.django_db
def test_a_card_shows_the_monogram_in_the_shape_of_the_membership_and_a_logo_in_its_place(client):
    make_membership(institution=make_institution(acronym="ABC"))
    make_membership(institution=make_institution(acronym="DEF"), basis="unconfirmed")
    make_membership(institution=make_institution(acronym="GHI", logo=(logo := make_image())))

    page = client.get("/es/instituciones/").content.decode()

    assert (
        page.index("monogram--constituent") < page.index(">ABC</text>") < page.index("monogram--unconfirmed")
    )
    assert ">DEF</text>" in page
    assert ">GHI</text>" not in page
    assert f'src="{logo.thumbnail.url}" alt="" width="96" height="96" loading="lazy"' in page
