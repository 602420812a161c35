"""The index follows the records, whichever way they change, and says where it does not."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from cinterfor.publishing.together import written_together
from cinterfor.search import index
from cinterfor.search.models import Rebuild, SearchEntry, SearchName
from knowledge.models import Contribution, Person, Product, Theme
from network.models import Institution
from tests.factories import (
    make_agreement,
    make_country,
    make_institution,
    make_membership,
    make_page,
    make_party,
    make_product,
    make_theme,
)

pytestmark = pytest.mark.django_db


def entry(record):
    return SearchEntry.objects.get(record_type=type(record).record_type().name, record_id=record.pk)


def is_found(record, words):
    return type(record).objects.matching(words).filter(pk=record.pk).exists()


def drift():
    told = StringIO()
    try:
        call_command("check_search", stdout=told, verbosity=0)
    except CommandError:
        return told.getvalue()
    return ""


def test_a_renamed_author_is_found_in_the_works_at_once():
    person = Person.objects.create(slug="p", family_name="Antes")
    product = make_product()
    Contribution.objects.create(product=product, person=person)

    person.family_name = "Despues"
    person.save()

    assert is_found(product, "despues") and not is_found(product, "antes")
    assert drift() == ""


def test_a_new_synonym_of_a_theme_widens_searches_at_once():
    theme = make_theme(name="Dual", alt_labels="x")
    product = make_product(themes=[theme])

    theme.alt_labels_es = "aprendices"
    theme.save()

    assert is_found(product, "aprendices")
    assert drift() == ""


def test_a_new_acronym_of_an_institution_reaches_its_agreements_and_works():
    institution = make_institution(acronym="VIEJO")
    agreement = make_agreement()
    make_party(agreement=agreement, institution=institution)
    product = make_product(institutions=[institution])

    institution.acronym_es = institution.acronym_pt = institution.acronym_en = "NUEVO"
    institution.save()

    for record in (agreement, product):
        assert is_found(record, "nuevo") and not is_found(record, "viejo")
    assert drift() == ""


def test_relations_that_come_and_go_are_followed_from_both_sides():
    theme, other = make_theme(slug="uno"), make_theme(slug="dos")
    product = make_product(themes=[theme])

    product.themes.add(other)
    assert {"theme:uno", "theme:dos"} <= set(entry(product).facets)
    theme.products.clear()
    assert "theme:uno" not in entry(product).facets
    other.products.remove(product)
    assert "theme:dos" not in entry(product).facets
    other.products.add(product)
    assert "theme:dos" in entry(product).facets
    assert drift() == ""


def test_rows_that_are_deleted_take_their_names_along():
    institution = make_institution(name="Zaragoza")
    agreement = make_agreement()
    party = make_party(agreement=agreement, institution=institution)
    membership = make_membership(institution=institution, kind="associate")

    party.delete()
    membership.delete()

    assert not is_found(agreement, "zaragoza")
    assert "membership:associate" not in entry(institution).facets
    assert drift() == ""


def test_a_deleted_theme_leaves_the_facets_of_its_records():
    theme = make_theme(slug="tema")
    product = make_product(themes=[theme])

    theme.delete()

    assert "theme:tema" not in entry(product).facets
    assert drift() == ""


def test_a_theme_moved_under_another_group_takes_its_records_along():
    group, theme = make_theme(slug="grupo"), make_theme(slug="tema")
    product = make_product(themes=[theme])

    theme.broader = group
    theme.save()

    assert {"theme:grupo", "theme:tema"} <= set(entry(product).facets)
    assert drift() == ""


def test_a_deleted_record_leaves_nothing_behind():
    product = make_product(isbn="978-92-9088-256-5")
    Contribution.objects.create(product=product, person=Person.objects.create(slug="p", family_name="P"))

    product.delete()

    assert not SearchEntry.objects.filter(record_type="product").exists()
    assert not SearchName.objects.filter(record_type="product").exists()


def test_what_fails_with_the_record_is_not_indexed_either():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        make_page(title="Efímera")
        raise ZeroDivisionError

    assert SearchEntry.objects.count() == 0


def test_bulk_writes_are_followed():
    institution = make_institution(name="Antes")

    Institution.objects.filter(pk=institution.pk).update(name_es="Despues")
    Theme.objects.bulk_create([Theme(slug="b", name_es="Bulto", publication_status="draft")])
    Theme.objects.filter(slug="b").update(publication_status="published", published_from="2020-01-01T00:00Z")

    assert is_found(institution, "despues")
    assert is_found(Theme.objects.get(slug="b"), "bulto")
    assert drift() == ""


def test_a_block_of_writes_indexes_each_record_once():
    country = make_country()
    with CaptureQueriesContext(connection) as queries, written_together():
        for _time in range(5):
            country.save()

    assert sum("INSERT INTO search_searchentry" in query["sql"] for query in queries) == 1


def test_a_very_long_text_is_indexed_as_far_as_it_can_be():
    words = " ".join(f"palabra{number}" for number in range(200_000))

    page = make_page(body=f"<p>{words}</p>")

    assert is_found(page, "palabra7")


def test_the_check_names_what_is_missing_outdated_and_left_over():
    make_page(slug="falta")
    make_page(slug="vieja")
    SearchEntry.objects.filter(slug="falta").delete()
    SearchEntry.objects.filter(slug="vieja").update(facets=[])
    kept = entry(make_page(slug="sobra"))
    SearchEntry.objects.filter(pk=kept.pk).update(record_id=999_999, slug="nadie")

    told = drift()

    for slug in ("falta", "vieja", "nadie", "sobra"):
        assert slug in told


def test_the_check_finds_a_wrong_vector_and_a_wrong_name():
    make_page(slug="vector")
    make_page(slug="nombre")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE search_searchentry SET vector = '' WHERE slug = 'vector'")
    SearchName.objects.filter(entry__slug="nombre").update(text="Otro")

    told = drift()

    assert "vector" in told and "nombre" in told


def test_a_rebuild_mends_everything_and_leaves_the_index_full_meanwhile():
    make_page(slug="una")
    make_product(slug="otra")
    SearchEntry.objects.filter(slug="una").delete()
    SearchEntry.objects.filter(slug="otra").update(titles={})

    call_command("rebuild_search", stdout=StringIO(), verbosity=0)

    assert drift() == ""
    assert set(Rebuild.objects.values_list("finished", flat=True)) == {True}


def test_a_rebuild_that_was_stopped_goes_on_where_it_was(monkeypatch):
    monkeypatch.setattr(index, "CHUNK", 2)
    products = [make_product() for _number in range(5)]
    call_command("rebuild_search", stdout=StringIO(), verbosity=0)
    SearchEntry.objects.all().delete()
    Rebuild.objects.filter(record_type="product").update(finished=False, last_id=products[1].pk)

    told = StringIO()
    call_command("rebuild_search", stdout=told, verbosity=0)

    written = set(SearchEntry.objects.values_list("record_id", flat=True))
    assert written == {product.pk for product in products[2:]}
    assert str(products[1].pk) in told.getvalue()
    call_command("rebuild_search", restart=True, stdout=StringIO(), verbosity=0)
    assert SearchEntry.objects.count() == Product.objects.count()


def test_an_entry_is_the_same_in_whatever_order_the_database_hands_over_what_is_related():
    themes = [make_theme(slug=slug) for slug in ("b", "a", "c")]
    countries = [make_country() for _number in range(3)]
    agreement = make_agreement(themes=themes, countries=countries)
    product = make_product(themes=themes, countries=countries)

    for record in (agreement, product):
        record.themes.clear()
        record.countries.clear()
        record.themes.set(themes[::-1])
        record.countries.set(countries[::-1])
    before = [entry(record).related for record in (agreement, product)]
    with connection.cursor() as cursor:
        # Rows that were written again lie, and are read, behind the others.
        for table in ("knowledge_theme", "network_country"):
            cursor.execute(f"UPDATE {table} SET slug = slug WHERE id = (SELECT min(id) FROM {table})")  # noqa: S608

    assert drift() == ""
    assert [entry(record).related for record in (agreement, product)] == before
