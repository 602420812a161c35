"""A work as a CSL-JSON item: what is known of it, and nothing else."""

import pytest
from django.core.files.base import ContentFile

from knowledge.citing.item import item_of
from knowledge.citing.names import name_of
from knowledge.models import Contribution, Product, ProductFile
from tests import factories

pytestmark = pytest.mark.django_db


def absolute(address):
    return address if address.startswith("http") else f"https://portal.example{address}"


def contribute(product, role="author", printed="", **maker):
    return Contribution.objects.create(product=product, role=role, name_as_printed=printed, **maker)


def test_a_work_of_which_little_is_known_has_little_in_its_item():
    product = factories.make_product(slug="obra", title="Obra", issued=None)

    assert item_of(product, absolute) == {"id": "obra", "type": "book", "title": "Obra", "language": "es"}


def test_the_date_is_as_exact_as_it_is_known():
    dates = {
        issued: item_of(factories.make_product(issued=issued), absolute)["issued"]["date-parts"]
        for issued in ("2020", "2020-07", "2020-07-04")
    }

    assert dates == {"2020": [[2020]], "2020-07": [[2020, 7]], "2020-07-04": [[2020, 7, 4]]}


def test_each_kind_is_a_type_of_reference():
    types = {kind: item_of(factories.make_product(kind=kind), absolute)["type"] for kind in Product.Kind}

    assert set(types) == set(Product.Kind)
    assert types["working-paper"] == "report"
    assert types["article"] == "document"


def test_the_series_of_an_article_is_its_journal_and_that_of_a_book_its_collection():
    values = factories.in_series("Trazos de la Formación, 9")
    article = item_of(factories.make_product(kind="article", **values), absolute)
    book = item_of(factories.make_product(kind="book", **values), absolute)

    assert (article["type"], article["container-title"], article["issue"]) == (
        "article-journal",
        "Trazos de la Formación",
        "9",
    )
    assert (book["collection-title"], book["collection-number"]) == ("Trazos de la Formación", "9")


def test_names_stand_in_their_order_and_coordinators_where_editors_do():
    product = factories.make_product()
    ana, luis = (factories.make_person(given_name=name, family_name="Silva") for name in ("Ana", "Luis"))
    senai = factories.make_institution(name_es="SENAI")
    contribute(product, person=luis, position=2)
    contribute(product, institution=senai, position=1)
    contribute(product, role="coordinator", person=ana)
    contribute(product, role="editor", person=ana)

    item = item_of(product, absolute)

    assert item["author"] == [{"literal": "SENAI"}, {"family": "Silva", "given": "Luis"}]
    assert item["editor"] == [{"family": "Silva", "given": "Ana"}]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("", {"family": "Vargas Zúñiga", "given": "Fernando"}),
        ("Fernando Vargas", {"family": "Vargas", "given": "Fernando"}),
        ("F. Vargas Zúñiga", {"family": "Vargas Zúñiga", "given": "F."}),
        ("FERNANDO VARGAS ZÚÑIGA", {"family": "VARGAS ZÚÑIGA", "given": "FERNANDO"}),
        ("Vargas, F.", {"family": "Vargas", "given": "F."}),
        ("Vargas", {"family": "Vargas"}),
        ("El autor", {"family": "Vargas Zúñiga", "given": "Fernando"}),
    ],
)
def test_a_name_is_parted_as_it_was_printed(printed, expected):
    person = factories.make_person(given_name="Fernando", family_name="Vargas Zúñiga")
    made = contribute(factories.make_product(), printed=printed, person=person)

    assert name_of(made, "es") == expected


def test_a_particle_begins_no_family_name_alone():
    person = factories.make_person(given_name="Claudio", family_name="de Moura Castro")
    made = contribute(factories.make_product(), printed="Claudio de Moura", person=person)

    assert name_of(made, "es") == {"family": "de Moura", "given": "Claudio"}


def test_a_work_with_a_file_here_is_read_at_its_permanent_address():
    product = factories.make_product(slug="obra")
    ProductFile.objects.create(product=product, language="es", file=ContentFile(b"%PDF-1.4", "obra.pdf"))

    assert item_of(product, absolute)["URL"] == "https://portal.example/id/product/obra"


def test_a_note_of_the_portal_is_no_abstract():
    note = factories.make_product(abstract="No se vio la obra.", abstract_is_note=True)
    abstract = factories.make_product(abstract_es="Resumen.", abstract_en="Abstract.", language="en")

    assert "abstract" not in item_of(note, absolute)
    assert item_of(abstract, absolute)["abstract"] == "Abstract."
