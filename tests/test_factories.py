"""The factories make what they promise: records that are public in the three languages."""

import inspect

import pytest

from cinterfor.publishing.languages import LANGUAGES
from cinterfor.publishing.models import Record
from tests import factories

pytestmark = pytest.mark.django_db
MAKERS = [
    maker
    for name, maker in inspect.getmembers(factories, inspect.isfunction)
    if name.startswith("make_") and name != "make_record"
]


@pytest.mark.parametrize("maker", MAKERS, ids=lambda maker: maker.__name__)
def test_each_factory_makes_a_valid_public_record_in_three_languages(maker):
    made = maker()

    made.full_clean()
    if isinstance(made, Record):
        assert made.is_public
        assert made.languages() == LANGUAGES


@pytest.mark.parametrize("maker", MAKERS, ids=lambda maker: maker.__name__)
def test_each_factory_can_be_called_twice(maker):
    first, second = maker(), maker()

    assert first.pk != second.pk


def test_a_text_without_language_stands_in_all_of_them():
    made = factories.make_institution(name="SENAI")

    assert (made.name_es, made.name_pt, made.name_en) == ("SENAI", "SENAI", "SENAI")
