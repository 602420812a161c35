"""Records that are searched."""

import pytest

from tests.factories import (
    make_agreement,
    make_country,
    make_institution,
    make_membership,
    make_news,
    make_page,
    make_party,
    make_product,
    make_theme,
)


@pytest.fixture
def network():
    """Fourteen records about “soldadura”, of several types, countries, themes, years and languages."""
    brazil, uruguay = make_country(code="BR", name="Brasil"), make_country(code="UY", name="Uruguay")
    group = make_theme(slug="grupo", name="Grupo")
    theme = make_theme(slug="tema", name="Tema", broader=group)
    for number in range(6):
        make_product(
            title=f"Soldadura {number}",
            language="pt" if number % 2 else "es",
            issued=str(2015 + number),
            countries=[brazil, uruguay] if number < 2 else [uruguay],
            themes=[theme] if number < 3 else [group],
        )
    for number in range(4):
        make_news(title=f"Soldadura {number}", date="2015-03", countries=[brazil])
    institution = make_institution(name="Escuela de Soldadura", country=brazil)
    make_membership(institution=institution, kind="associate")
    for duration in (12, None):
        agreement = make_agreement(title="Soldadura", signed="2020-01-01", duration_months=duration)
        make_party(agreement=agreement, institution=institution)
    make_page(title="Soldadura")
