"""Facts as cells and back, for whatever an editor or a spreadsheet may do to them."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from agreements.models import Agreement
from cinterfor.exchange.cells import even, read, says_empty, widget_of, written
from cinterfor.formats.tables import FORMULA
from knowledge.models import Product
from network.models import Country, Institution

#: What cells hold: line breaks of one kind, and nothing that a file cannot.
TEXT = st.text(st.characters(exclude_categories=["Cs"])).map(even)
TRICKY = st.one_of(TEXT, st.text("'=+-@ ()|\\\nvacío", max_size=8))


def column(model, name):
    return widget_of(model._meta.get_field(name))


@given(TRICKY)
def test_every_text_comes_back_from_its_cell(text):
    cell = written(text)

    assert read(cell) == text
    assert not cell.startswith(FORMULA)
    assert not says_empty(cell)


@given(st.lists(TRICKY.map(str.strip).filter(bool)))
def test_every_list_comes_back_from_its_cell(items):
    widget = column(Institution, "former_names")
    short = [item[:300].strip() for item in items]

    assert widget.clean(widget.render(short) or "(vacío)") == short


@given(st.floats(-90, 90))
def test_every_number_comes_back_from_its_cell(number):
    widget = column(Country, "latitude")

    assert widget.clean(widget.render(number)) == number


@pytest.mark.parametrize(
    ("model", "name", "cell", "value"),
    [
        (Country, "latitude", "-34,9", -34.9),
        (Product, "pages", "120.0", 120),
        (Agreement, "amount", "1500", "1500.00"),
        (Institution, "tripartite", "Sí", True),
        (Institution, "tripartite", "(empty)", None),
        (Institution, "dissolved", "não", False),
        (Institution, "management", "public", "public"),
        (Institution, "management", "Pública", "public"),
        (Institution, "founded", "1963-07", "1963-07"),
        (Institution, "verified_on", "2024-02-29", "2024-02-29"),
        (Institution, "website", "(vazio)", ""),
        (Institution, "description_es", "<p>Sí</p><script>alert(1)</script>", "<p>Sí</p>"),
    ],
)
def test_a_cell_is_read_as_editors_write(model, name, cell, value):
    assert column(model, name).clean(cell) == value


@pytest.mark.parametrize(
    ("model", "name", "cell"),
    [
        (Country, "latitude", "nan"),
        (Country, "latitude", "91"),
        (Product, "pages", "12.5"),
        (Product, "isbn", "123"),
        (Product, "kind", "novela"),
        (Product, "kind", "(vacío)"),
        (Institution, "dissolved", "(vacío)"),
        (Institution, "tripartite", "quizás"),
        (Institution, "founded", "04/07/2018"),
        (Institution, "verified_on", "2023-02-29"),
        (Institution, "website", "javascript:alert(1)"),
    ],
)
def test_a_cell_that_the_field_cannot_hold_is_refused(model, name, cell):
    with pytest.raises(ValidationError):
        column(model, name).clean(cell)
