"""References that come in: looked at, imported once, never twice, and taken back."""

import pytest

from cinterfor.exchange.models import Import, Line, Origin
from cinterfor.history.models import Version
from cinterfor.publishing.models import FormerAddress
from knowledge.models import Contribution, Descriptor, Person, Product
from tests import factories
from tests.admin.forms import words
from tests.desk.conftest import account_in, logged_in, publisher, translator
from tests.exchange.conftest import as_csv, press, report, send

from . import samples

__all__ = ["account_in", "logged_in", "publisher", "translator"]

pytestmark = [pytest.mark.django_db, pytest.mark.proof]


@pytest.fixture
def editor(logged_in):
    return logged_in("redacta", "Redacción: conocimiento")


def bring(client, content, name="obras.mrc", choice=None):
    """Send references, look at them, perhaps choose for all that seem to be here, and import."""
    answer = send(client, Product, content, name, language="es", publication="beside")
    assert answer.status_code == 302, words(answer)
    page = report(client)
    if choice:
        url = f"/es/admin/exchange/import/{Import.objects.first().pk}/choose/"
        assert client.post(url, {"all": choice}).status_code == 302
        page = report(client)
    press(client, "carry_out")
    return page


@pytest.fixture
def cinterfor():
    return factories.make_institution(name="Centro", acronym="Cinterfor")


@pytest.mark.parametrize("name", samples.every_format())
def test_a_reference_becomes_a_draft_with_all_that_it_says(name, editor, cinterfor):
    theme = factories.make_theme(name="Formación profesional")
    known = factories.make_person(family_name="Vargas Zúñiga", given_name="Fernando")

    bring(editor, samples.every_format()[name], name)

    work = Product.objects.get()
    assert (work.publication_status, work.title, work.issued, work.pages) == (
        "draft",
        samples.TITLE,
        "2004",
        245,
    )
    assert work.abstract_es == samples.CELLS["abstract_es"]
    assert list(work.themes.all()) == [theme]
    made = {(str(item), item.person_id, item.institution_id, item.role) for item in work.contributions.all()}
    new = Person.objects.get(family_name="Silva")
    assert made == {
        ("Fernando Vargas Zúñiga", known.pk, None, "author"),
        ("Cinterfor", None, cinterfor.pk, "author"),
        ("Ana Silva", new.pk, None, "editor"),
    }
    assert (work.series.title, work.number) == ("Trazos de la Formación", "9")
    assert FormerAddress.objects.get().slug == work.slug
    origin = Origin.objects.get()
    assert origin.legacy_urls == ["https://www.oitcinterfor.org/node/8135"]
    assert (origin.record_id, origin.files) == (work.pk, ["vargas.pdf"])
    state = Version.objects.latest_of(Product, work.pk).state
    assert len(state["rows"]["contributions"]) == 3


@pytest.mark.parametrize("name", samples.every_format())
def test_the_same_import_again_changes_nothing(name, editor, cinterfor):
    bring(editor, samples.every_format()[name], name)
    before = list(Product.objects.values()), Version.objects.count(), Contribution.objects.count()

    page = bring(editor, samples.every_format()[name], name)

    assert Line.objects.filter(source=Import.objects.first()).get().outcome == "alike"
    assert samples.TITLE in words(page)
    assert before == (list(Product.objects.values()), Version.objects.count(), Contribution.objects.count())


def test_what_seems_to_be_here_may_be_filled_and_nothing_is_overwritten(editor, cinterfor):
    factories.make_theme(name="Formación profesional")
    known = factories.make_product(
        publication_status="draft", title="Otro título", isbn="92-9088-170-4", place="Lima", issued="2004"
    )

    bring(editor, samples.marc(), choice="fill")

    known.refresh_from_db()
    assert (known.title, known.place, known.pages) == ("Otro título", "Lima", 245)
    assert (known.publisher, known.contributions.count(), known.themes.count()) == ("OIT/Cinterfor", 3, 1)
    assert Product.objects.count() == 1
    assert Origin.objects.get().record_id == known.pk
    bring(editor, samples.marc(), choice="fill")
    assert Version.objects.of(Product, known.pk).count() == 2 or Line.objects.last().outcome == "unchanged"


def test_a_public_work_is_filled_beside_what_readers_see(editor, cinterfor):
    known = factories.make_product(isbn="92-9088-170-4")

    bring(editor, samples.marc(), choice="fill")

    known.refresh_from_db()
    assert (known.pages, known.contributions.count()) == (None, 0)
    assert Line.objects.get().beside


def test_what_seems_to_be_here_may_come_in_as_new(editor, cinterfor):
    known = factories.make_product(publication_status="draft", title=samples.TITLE, issued="2004")

    bring(editor, samples.marc(), choice="as-new")

    made = Product.objects.exclude(pk=known.pk).get()
    assert made.title == known.title
    assert made.slug != known.slug


def test_undoing_takes_back_works_persons_and_what_was_known_of_them(editor, cinterfor):
    known = factories.make_person(family_name="Vargas Zúñiga", given_name="Fernando")
    bring(editor, samples.marc())
    assert Descriptor.objects.get(text="FORMACION PROFESIONAL").works == 1

    press(editor, "undo")

    assert not Product.objects.exists()
    assert not Origin.objects.exists()
    assert not FormerAddress.objects.exists()
    assert list(Person.objects.all()) == [known]
    assert Descriptor.objects.get(text="FORMACION PROFESIONAL").works == 0


def test_descriptors_without_a_theme_are_counted_and_mapped_ones_give_it(editor, publisher, cinterfor):
    theme = factories.make_theme()
    page = bring(editor, samples.marc())
    assert "FORMACION PROFESIONAL: 1" in words(page)
    press(editor, "undo")
    Descriptor.objects.filter(text="FORMACION PROFESIONAL").update(theme=theme)

    page = bring(editor, samples.marc())

    assert "FORMACION PROFESIONAL: 1" not in words(page)
    assert list(Product.objects.get().themes.all()) == [theme]


def test_what_may_be_empty_is_left_out_where_it_is_wrong_and_the_report_says_so(editor, cinterfor):
    content = samples.marc(isbn="92-9088-170-5", issued="2004-13-40", doi="nada", address="ftp://x")

    page = bring(editor, content)

    work = Product.objects.get()
    assert (work.isbn, work.doi, work.url) == ("", "", "")
    assert "92-9088-170-5" in words(page)
    assert set(Line.objects.get().remarks) >= {"isbn", "doi"}


def test_a_table_knows_its_records_again_by_their_number_elsewhere(editor, cinterfor):
    row = {
        "legacy_id": "77",
        "title": "Obra",
        "language": "es",
        "kind": "book",
        "issued": "2001",
        "contributors": "Silva, Ana | Cinterfor [editor]",
        "legacy_url": "https://x.org/1",
        "file": "a.pdf",
    }

    for title in ("Obra", "Obra", "Obra corregida"):
        send(editor, Product, as_csv([row | {"title": title}]), language="es")
        report(editor)
        press(editor, "carry_out")

    work = Product.objects.get()
    assert (work.title, work.contributions.count(), Origin.objects.count()) == ("Obra corregida", 2, 1)
    assert Version.objects.of(Product, work.pk).count() == 2


def test_translators_bring_no_references(translator, cinterfor):
    answer = send(translator, Product, samples.marc(), "x.mrc")

    assert answer.status_code == 422
    assert not Import.objects.exists()


def test_who_did_not_send_an_import_chooses_nothing_in_it(editor, logged_in, cinterfor):
    send(editor, Product, samples.marc(), "x.mrc", language="es")
    report(editor)
    url = f"/es/admin/exchange/import/{Import.objects.get().pk}/choose/"

    assert logged_in("otra", "Redacción: acuerdos").post(url, {"all": "fill"}).status_code in (302, 403, 404)
    assert editor.post(url, {"all": "nonsense"}).status_code == 302
    assert Line.objects.get().choice == ""


def test_a_file_that_is_too_large_is_refused_before_it_is_read(editor):
    answer = send(editor, Product, b" " * (20 * 1024 * 1024 + 1), "x.ris", language="es")

    assert answer.status_code == 422
    assert "20 MB" in words(answer)
