"""Rows of several kinds, read in one statement: the same as those that are read kind by kind."""

import pytest
from django.db import models
from django.db.models import prefetch_related_objects

from agreements.models import Agreement
from cinterfor.history.registry import kept_models
from cinterfor.history.state import states_of, states_of_records
from cinterfor.publishing.rows import remember, rows_beside, rows_of, with_rows
from knowledge.models import Product
from network.models import Institution
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def records():
    """A record of each type that has rows, with two of a kind."""
    institution = factories.make_institution()
    for begins, ends in (("1990", "1999-05"), ("2001-07-04", "")):
        factories.make_membership(institution=institution, begins=begins or None, ends=ends or None)
    product = factories.make_product()
    for position in (2, 1):
        product.contributions.create(person=factories.make_person(), position=position)
    agreement = factories.make_agreement()
    factories.make_party(agreement=agreement, institution=institution)
    return institution, product, agreement


@pytest.mark.parametrize("place", range(3))
def test_states_are_the_same_however_their_rows_are_read(records, place, django_assert_num_queries):
    model, key = type(records[place]), records[place].pk
    names = kept_models()[model].rows
    prefetched = list(model._base_manager.filter(pk=key))
    prefetch_related_objects(prefetched, *names)
    beside = list(with_rows(models.QuerySet(model).filter(pk=key), names))

    apart = states_of_records(model, prefetched)
    with django_assert_num_queries(1 + bool(model._meta.many_to_many)):
        together = states_of_records(model, [records[place]])

    assert sum(map(len, apart[key]["rows"].values())) > 0
    assert together == apart == states_of_records(model, beside) == states_of(model, [key])


def test_rows_come_in_the_order_of_their_model_and_know_their_record(records, django_assert_num_queries):
    _institution, product, _agreement = records
    found = rows_of(Product, [product.pk], ["contributions", "files"])[product.pk]
    remember(product, found)

    with django_assert_num_queries(0):
        assert [row.position for row in product.contributions.all()] == [1, 2]
        assert {row.product for row in product.contributions.all()} == {product}
        assert list(product.files.all()) == []
    assert rows_beside(product, "contributions") is None
    assert rows_of(Agreement, [], ["parties"]) == {}
    assert rows_of(Institution, [1], []) == {}
