"""Tombstones: since when an address leads to no public record of its own, and what the record was on."""

import datetime
from importlib import import_module

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from cinterfor.duplicates.moving import give_addresses
from cinterfor.history.state import apply, state_of
from cinterfor.publishing.models import Address
from knowledge.models import Product
from tests import factories

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


def gone():
    return {address.slug: address for address in Address.objects.of_type("product").gone()}


def set_status(record, status, **values):
    record.publication_status = status
    for name, value in values.items():
        setattr(record, name, value)
    record.save()


def test_a_withdrawn_record_leaves_a_tombstone_with_its_moment_and_what_it_was_on():
    record = factories.make_product(slug="obra", countries=[factories.make_country(code="UY")])
    before = timezone.now()

    set_status(record, "withdrawn")

    stone = gone()["obra"]
    assert before <= stone.gone_at <= timezone.now()
    assert {"country:UY", "language:es", "kind:book"} <= set(stone.facets)


def test_a_deleted_record_leaves_one_and_one_deleted_with_others_too():
    factories.make_product(slug="una").delete()
    factories.make_product(slug="otra")
    Product.objects.all().delete()

    assert set(gone()) == {"una", "otra"}
    assert all("kind:book" in stone.facets for stone in gone().values())


def test_a_rename_leaves_one_at_the_old_address_alone():
    record = factories.make_product(slug="antes")

    record.slug = "despues"
    record.save()

    assert set(gone()) == {"antes"}
    assert "kind:book" in gone()["antes"].facets


def test_a_bulk_update_leaves_one():
    factories.make_product(slug="obra")

    Product.objects.update(publication_status="draft")

    assert set(gone()) == {"obra"}


@pytest.mark.parametrize("status", ["draft", "review"])
def test_what_was_never_public_leaves_none(status):
    factories.make_product(slug="borrador", publication_status=status).delete()
    set_status(factories.make_product(published_from=timezone.now() + HOUR), "withdrawn")

    assert gone() == {}


def test_a_record_that_is_public_again_has_none_and_the_next_removal_tells_its_own_moment():
    record = factories.make_product(slug="obra")
    set_status(record, "withdrawn")
    first = gone()["obra"].gone_at

    set_status(record, "published")
    assert gone() == {}
    assert Address.objects.get(slug="obra").facets == []
    set_status(record, "withdrawn")

    assert gone()["obra"].gone_at > first


def test_editing_a_withdrawn_record_does_not_move_its_moment():
    record = factories.make_product(slug="obra")
    set_status(record, "withdrawn")
    first = gone()["obra"]

    set_status(record, "draft", pages=12)

    assert gone()["obra"].gone_at == first.gone_at
    assert gone()["obra"].facets == first.facets


def test_a_record_that_takes_its_old_address_again_leaves_one_at_the_address_between():
    record = factories.make_product(slug="antes")
    for slug in ("despues", "antes"):
        record.slug = slug
        record.save()

    assert set(gone()) == {"despues"}


def test_a_record_put_off_is_gone_until_its_day_and_a_later_rename_tells_its_own_moment():
    record = factories.make_product(slug="obra")
    day = timezone.now() + 10 * HOUR
    set_status(record, "published", published_from=day)
    assert set(gone()) == {"obra"}

    with time_machine.travel(day + HOUR):
        assert gone() == {}
        record.slug = "nueva"
        record.save()

        assert set(gone()) == {"obra"}
        assert gone()["obra"].gone_at > day


def test_a_recovered_record_has_none():
    record = factories.make_product(slug="obra")
    key, state = record.pk, state_of(Product, record.pk)
    record.delete()
    assert set(gone()) == {"obra"}

    apply(Product, key, state)

    assert gone() == {}


def test_an_address_that_a_merge_gives_to_another_record_is_gone_with_what_its_own_was_on():
    kept = factories.make_product(slug="queda", kind="report")
    lost = factories.make_product(slug="sobra")

    give_addresses(lost, kept)
    lost.delete()
    kept.save()

    assert set(gone()) == {"sobra"}
    assert "kind:book" in gone()["sobra"].facets


def test_those_gone_since_a_moment_are_found():
    factories.make_product(slug="antes").delete()
    moment = timezone.now()
    factories.make_product(slug="despues").delete()

    found = Address.objects.of_type("product").gone().changed_within(moment)

    assert [address.slug for address in found] == ["despues"]


def test_the_migration_takes_the_moments_from_history():
    factories.make_product(slug="publica")
    renamed, deleted, withdrawn = (
        factories.make_product(slug=slug) for slug in ("vieja", "borrada", "quitada")
    )
    renamed.slug = "nueva"
    renamed.save()
    deleted.delete()
    set_status(withdrawn, "withdrawn")
    set_status(withdrawn, "withdrawn", pages=3)
    told = {slug: stone.gone_at for slug, stone in gone().items()}
    Address.objects.update(gone_at=None)

    with connection.cursor() as cursor:
        cursor.execute(import_module("cinterfor.publishing.migrations.0004_gone_addresses").FILL)

    filled = {slug: stone.gone_at for slug, stone in gone().items()}
    assert set(filled) == {"vieja", "borrada", "quitada"}
    assert all(abs(filled[slug] - told[slug]) < datetime.timedelta(seconds=1) for slug in filled)
