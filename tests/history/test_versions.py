"""Every change is kept, whatever way it came, and every version can be had again."""

import pytest
from django.db import DatabaseError, transaction
from django.db.models import QuerySet

from cinterfor.history.acting import acting
from cinterfor.history.models import Act, SecurityEvent, Version
from cinterfor.history.noting import current_version, note_unnoted
from cinterfor.history.registry import kept_models
from cinterfor.history.state import apply, state_of
from cinterfor.loading.load import load_folder
from cinterfor.loading.source import SHIPPED
from cinterfor.publishing.addresses import Address
from cinterfor.publishing.together import written_together
from knowledge.models import Product
from network.models import Institution, Membership
from tests import factories

pytestmark = pytest.mark.django_db


def acts(record):
    versions = Version.objects.of(type(record), record.pk).order_by("pk")
    return list(versions.values_list("act", flat=True))


def test_each_transaction_that_changes_a_record_leaves_one_version():
    institution = factories.make_institution(name="SENAI")
    with written_together():
        institution.city_es = "Brasília"
        institution.save()
        institution.memberships.create(kind="constituent", basis="documented", begins="1963")

    assert acts(institution) == [Act.CREATED, Act.CHANGED]
    newest = Version.objects.latest_of(Institution, institution.pk)
    assert newest.state["fields"]["city_es"] == "Brasília"
    assert [row["begins"] for row in newest.state["rows"]["memberships"].values()] == ["1963"]


def test_a_version_is_noted_as_the_database_has_it_also_where_the_search_has_read_the_record():
    themes, country = [factories.make_theme() for _number in range(3)], factories.make_country()
    with written_together():
        product = factories.make_product(themes=themes[::-1], countries=[country])
        person = factories.make_person()
        product.contributions.create(person=person, position=2)
        product.contributions.create(institution=factories.make_institution(), position=1)
        agreement = factories.make_agreement(themes=themes, countries=[country])
        party = factories.make_party(agreement=agreement, country=country)
        event = factories.make_event(country=country, hosts=[factories.make_institution()])
        product.themes.remove(themes[0])
        party.delete()

    for record in (product, agreement, event):
        newest = Version.objects.latest_of(type(record), record.pk)
        assert newest.state == state_of(type(record), record.pk)
        assert newest.act == Act.CREATED
    with written_together():
        product.contributions.filter(person=person).delete()
        product.themes.add(themes[0])
    newest = Version.objects.latest_of(Product, product.pk)
    assert newest.state == state_of(Product, product.pk)
    assert acts(product) == [Act.CREATED, Act.CHANGED]


def test_a_new_record_that_is_written_twice_has_one_address_and_is_noted_as_created_once(admin_user):
    with written_together():
        product = factories.make_product()
        with acting(user=admin_user):
            product.pages = 7
            product.save()

    assert acts(product) == [Act.CREATED]
    assert Address.objects.of_record("product", product.pk).count() == 1


def test_saving_without_a_change_leaves_no_version():
    institution = factories.make_institution()
    institution.save()

    assert acts(institution) == [Act.CREATED]


@pytest.mark.parametrize(
    "change",
    [
        lambda product, theme: Product.objects.filter(pk=product.pk).update(pages=7),
        lambda product, theme: product.themes.add(theme),
        lambda product, theme: theme.products.add(product),
        lambda product, theme: product.contributions.create(person=factories.make_person()),
        lambda product, theme: product.contributions.all().delete(),
    ],
    ids=["update of many", "relation", "relation from the other side", "row added", "row deleted"],
)
def test_a_change_by_any_way_in_is_kept(change):
    product = factories.make_product()
    product.contributions.create(person=factories.make_person())
    before = len(acts(product))

    change(product, factories.make_theme())

    assert len(acts(product)) == before + 1


def test_a_version_says_who_changed_it_and_which_way(admin_user):
    product = factories.make_product()

    with acting(user=admin_user, way="admin"):
        Product.objects.filter(pk=product.pk).update(publication_status="withdrawn")

    version = Version.objects.latest_of(Product, product.pk)
    assert (version.by_name, version.way, version.act) == ("admin", "admin", Act.WITHDRAWN)


@pytest.mark.proof  # all shipped records are loaded
def test_applying_the_state_of_shipped_records_changes_nothing():
    load_folder(SHIPPED)
    noted = Version.objects.count()

    for kept in kept_models().values():
        for key in kept.model._base_manager.order_by("pk").values_list("pk", flat=True)[:15]:
            state = state_of(kept.model, key)
            assert apply(kept.model, key, state) == []
            assert state_of(kept.model, key) == state
    assert Version.objects.count() == noted


def test_a_deleted_record_comes_back_with_its_rows_relations_and_keys():
    institution = factories.make_institution(name="SENAI", founded="1942-01")
    membership = institution.memberships.create(kind="constituent", basis="documented", begins="1963")
    product = factories.make_product(institutions=[institution])
    key, state = institution.pk, state_of(Institution, institution.pk)
    institution.delete()
    assert acts_of_key(Institution, key)[-1] == Act.DELETED

    assert apply(Institution, key, state) == []

    assert state_of(Institution, key) == state
    assert Membership.objects.get(pk=membership.pk).institution_id == key
    assert product.institutions.count() == 0  # the other record's own, in its own history


def acts_of_key(model, key):
    return list(Version.objects.of(model, key).order_by("pk").values_list("act", flat=True))


def test_a_relation_to_what_is_gone_is_left_out_and_named():
    theme = factories.make_theme()
    product = factories.make_product(themes=[theme])
    state = state_of(Product, product.pk)
    theme.delete()

    assert apply(Product, product.pk, state) == ["temas"]


@pytest.mark.parametrize("model", [Version, SecurityEvent])
@pytest.mark.parametrize("deed", [lambda rows: rows.update(by_name="x"), lambda rows: rows.delete()])
def test_the_database_refuses_to_rewrite_history(model, deed, admin_user):
    factories.make_institution()

    with pytest.raises(DatabaseError, match="not changed or deleted"), transaction.atomic():
        deed(model.objects.all())


def test_records_older_than_their_history_get_a_first_version():
    country = factories.make_country()
    old = Institution(slug="vieja", name_es="Vieja", country=country)
    # A plain QuerySet tells nobody what it writes.
    QuerySet(Institution).bulk_create([old])

    assert note_unnoted() == 1
    assert note_unnoted() == 0
    assert Version.objects.latest_of(Institution, old.pk).state["fields"]["slug"] == "vieja"


def test_who_opens_a_record_is_not_named_for_what_came_past_the_history(admin_user):
    record = factories.make_institution()
    QuerySet(Institution).filter(pk=record.pk).update(name_es="Otro")

    with acting(user=admin_user, way="admin"):
        noted = current_version(record)

    assert (noted.by_name, noted.state["fields"]["name_es"]) == ("", "Otro")
