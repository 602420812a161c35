"""Finding records in the editors' lists: by words, by page, by decade."""

import pytest

from knowledge.models import Page, Product
from tests import factories

from .forms import address

pytestmark = pytest.mark.django_db


def test_a_word_is_sought_in_the_record_and_in_what_belongs_to_it(administrator):
    both = factories.make_product(title="Formación rural", language="fr")
    both.contributions.create(person=factories.make_person(family_name="Zubizarreta"))
    both.contributions.create(person=factories.make_person(family_name="Zubizarreta Paz"), role="editor")
    factories.make_product(title="Formación dual", language="fr")

    for words in ("zubizarreta", "rural ZUBI", '"formación rural"'):
        page = administrator.get(address(Product, "changelist"), {"q": words})
        assert [record.pk for record in page.context["cl"].result_list] == [both.pk], words


def test_the_last_page_of_a_long_list_shows_what_is_left_in_order(administrator):
    for number in range(53):
        factories.make_page(title=f"Hoja {number:02}")

    last = administrator.get(address(Page, "changelist"), {"p": 2}).context["cl"].result_list

    assert [str(record) for record in last] == ["Hoja 50", "Hoja 51", "Hoja 52"]
    assert last[0].quality is not None


def test_records_are_narrowed_to_a_decade_and_nonsense_narrows_nothing(administrator):
    old, new = factories.make_product(issued="1999-12-31"), factories.make_product(issued="2000")
    url = address(Product, "changelist")

    found = {
        value: {record.pk for record in administrator.get(url, {"decade": value}).context["cl"].result_list}
        for value in ("1990", "2000", "x", "99999")
    }

    assert found == {"1990": {old.pk}, "2000": {new.pk}, "x": {old.pk, new.pk}, "99999": {old.pk, new.pk}}
