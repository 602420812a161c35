"""Texts that go out to translators and come back: what is written, and what is known of it."""

import pytest
from django.core.management import CommandError, call_command

from cinterfor.desk.edition import Edition
from cinterfor.desk.models import Pending
from cinterfor.desk.roles import may_publish
from cinterfor.exchange.models import Import, Line
from cinterfor.exchange.undoing import undo
from cinterfor.exchange.writing import carry_out
from cinterfor.history.models import Version
from cinterfor.translations.aligning import State
from cinterfor.translations.files.formats import FORMATS, read, write
from cinterfor.translations.importing import TranslationCheck, begin
from cinterfor.translations.models import Translation
from cinterfor.translations.units import translated_models, units
from knowledge.models import Page
from tests import factories

pytestmark = pytest.mark.django_db

BODY = "<h2>Uno</h2><p>Dos <strong>tres</strong></p><p>Cuatro</p>"
CORPO = "<h2>Um</h2><p>Dois <strong>três</strong></p><p>Quatro</p>"


@pytest.fixture
def page():
    record = factories.make_page(
        publication_status="draft", title_es="Página", title_pt="", body_es=BODY, body_pt=CORPO
    )
    record.save()
    return record


def of(record, language="pt"):
    """The units of one record, by what they are a text of."""
    found = {}
    for unit in units(language):
        name, key, place = unit.id.split(":", 2)
        if (name, key) == (type(record).record_type().name, str(record.pk)):
            found[place] = unit
    return found


def sent(edits, user=None, at_once=False, form="po", language="pt"):
    """An import of all units of the language, of which some are edited: {place in `of`: target}."""
    file = read(b"".join(write(form, units(language), language).parts))
    file.units = [
        unit._replace(target=edits[unit.id], needs_editing=False) if unit.id in edits else unit
        for unit in file.units
    ]
    item = begin(file, user, file_name="a.po", at_once=at_once)
    check = TranslationCheck(item, user)
    while item.state == Import.State.CHECKING:
        check.go_on()
    return item


def brought_in(edits, **values):
    item = sent(edits, **values)
    list(carry_out(item, values.get("user")))
    item.refresh_from_db()
    return item


def test_a_text_goes_out_paragraph_by_paragraph_with_what_is_known_of_it(page):
    found = of(page)

    body = [unit for name, unit in found.items() if name.startswith("body")]
    assert [unit.source for unit in body] == ["Uno", "Dos <strong>tres</strong>", "Cuatro"]
    assert [unit.target for unit in body] == ["Um", "Dois <strong>três</strong>", "Quatro"]
    assert {unit.state for unit in body} == {State.COMPLETE}
    title = found["title"]
    assert (title.state, title.room, title.source, title.source_language) == (
        State.MISSING,
        200,
        page.title_es,
        "es",
    )
    assert title.address == page.permalink
    assert title.record == page.title_es


def test_one_changed_word_of_the_source_touches_one_unit(page):
    page.body_es = BODY.replace("Cuatro", "Cuatro y medio")
    page.save()

    outdated = [unit for unit in of(page).values() if unit.state == State.OUTDATED]

    assert [(unit.source, unit.previous, unit.target) for unit in outdated] == [
        ("Cuatro y medio", "Cuatro", "Quatro")
    ]


def test_the_published_title_is_the_source_of_translated_ones():
    product = factories.make_product(language="fr", title="Un livre", translated_title_pt="Um livro")

    assert of(product)["translated_title"].source == "Un livre"
    assert of(product)["translated_title"].source_language == "fr"


@pytest.mark.parametrize("form", FORMATS)
def test_what_comes_back_unedited_asks_for_nothing(page, form):
    assert sent({}, form=form).lines.count() == 0


def test_drafts_get_their_texts_at_once_and_the_ledger_knows_of_it(page):
    page.body_es = BODY.replace("Cuatro", "Cinco").replace("Uno", "Cero")
    page.save()
    outdated = [unit for unit in of(page).values() if unit.state == State.OUTDATED]
    title = of(page)["title"].id

    item = brought_in({outdated[0].id: "Zero", title: "Título"})

    page.refresh_from_db()
    assert (page.title_pt, page.body_pt) == ("Título", CORPO.replace("Um", "Zero"))
    rows = {row.field: row for row in Translation.objects.of(Page, page.pk).filter(language="pt")}
    assert (rows["body"].outdated, rows["body"].origin) == (True, "imported")
    assert rows["body"].source == BODY.replace("Uno", "Cero")
    assert (rows["title"].outdated, rows["title"].origin) == (False, "imported")
    assert [unit.previous for unit in of(page).values() if unit.state == State.OUTDATED] == ["Cuatro"]
    version = Version.objects.of(Page, page.pk).first()
    assert (version.way, version.batch) == ("translation", item.batch)


def test_a_second_import_of_the_same_file_changes_nothing(page):
    title = of(page)["title"].id
    before = of(page)
    brought_in({title: "Título"})
    count = Version.objects.count()
    file = read(b"".join(write("po", before.values(), "pt").parts))
    file.units = [unit._replace(target="Título") if unit.id == title else unit for unit in file.units]

    item = begin(file, None, file_name="b.po")
    TranslationCheck(item, None).go_on()

    assert [line.outcome for line in item.lines.all()] == [Line.Outcome.UNCHANGED]
    assert Version.objects.count() == count


def test_confirming_a_text_as_it_is_clears_the_flag_and_can_be_undone(page, publisher_account):
    page.body_es = BODY.replace("Cuatro", "Cuatro.")
    page.save()
    (outdated,) = [unit for unit in of(page).values() if unit.state == State.OUTDATED]

    item = brought_in({outdated.id: outdated.target})

    assert not Translation.objects.outdated("pt").exists()
    page.refresh_from_db()
    assert page.body_pt == CORPO
    list(undo(item, publisher_account))
    assert Translation.objects.outdated("pt").get().source == BODY


def test_public_records_get_pending_versions_and_keep_what_is_known_until_these_are_published(
    publisher_account,
):
    page = factories.make_page(body_es=BODY, body_pt=CORPO)
    page.body_es = BODY.replace("Cuatro", "Cinco").replace("Uno", "Cero")
    page.save()
    outdated = [unit for unit in of(page).values() if unit.state == State.OUTDATED]

    brought_in({outdated[0].id: "Zero"})

    page.refresh_from_db()
    assert page.body_pt == CORPO
    assert [unit.target for unit in of(page).values() if unit.state == State.OUTDATED] == ["Quatro"]
    assert sent({outdated[0].id: "Zero"}).lines.count() == 0
    edition = Edition.of(page)
    state = edition.pending.version.state
    state["fields"]["publication_status"] = "published"
    edition.publish(state)
    page.refresh_from_db()
    assert page.body_pt == CORPO.replace("Um", "Zero")
    row = Translation.objects.of(Page, page.pk).get(language="pt", field="body")
    assert (row.outdated, row.origin, row.source) == (True, "imported", BODY.replace("Uno", "Cero"))


@pytest.fixture
def publisher_account(account_in):
    account = account_in("publica", "Publicación")
    assert may_publish(account, Page)
    return account


def test_undoing_puts_texts_and_what_they_were_made_from_back(page, publisher_account):
    page.body_es = BODY.replace("Cuatro", "Cinco")
    page.save()
    before = of(page)
    (outdated,) = [unit for unit in before.values() if unit.state == State.OUTDATED]
    item = brought_in({outdated.id: "Cinco", before["title"].id: "Título"})

    list(undo(item, publisher_account))

    page.refresh_from_db()
    assert (page.title_pt or "", page.body_pt) == ("", CORPO)
    assert {name: (unit.state, unit.target) for name, unit in of(page).items()} == {
        name: (unit.state, unit.target) for name, unit in before.items()
    }


def test_undoing_takes_texts_out_of_pending_versions(publisher_account):
    page = factories.make_page(title_es="Página", title_pt="", body_es=BODY, body_pt=CORPO)
    item = brought_in({of(page)["title"].id: "Título"})
    assert Pending.objects.get().version.state["fields"]["title_pt"] == "Título"

    list(undo(item, publisher_account))

    assert not Pending.objects.exists()
    assert of(page)["title"].state == State.MISSING


@pytest.mark.parametrize("status", ["draft", "published"])
def test_rows_of_records_are_translated_with_them(publisher_account, status):
    agreement = factories.make_agreement(publication_status=status)
    party = factories.make_party(agreement=agreement, name_es="Ministerio", name_pt="", name_en="")
    (unit,) = [unit for name, unit in of(agreement).items() if name.startswith("parties")]
    assert (unit.id, unit.state) == (f"agreement:{agreement.pk}:parties.{party.pk}.name", State.MISSING)

    item = brought_in({unit.id: "Ministério"})

    party.refresh_from_db()
    assert (party.name_pt or "") == ("Ministério" if status == "draft" else "")
    (again,) = [unit for name, unit in of(agreement).items() if name.startswith("parties")]
    assert (again.target, again.state) == ("Ministério", State.COMPLETE)
    list(undo(item, publisher_account))
    party.refresh_from_db()
    assert (party.name_pt or "", Pending.objects.exists()) == ("", False)


def test_refused_texts_are_left_out_and_the_rest_goes_in(page):
    long = {of(page)["title"].id: "x" * 201}
    place = next(unit.id for name, unit in of(page).items() if unit.source == "Cuatro")

    item = brought_in(long | {place: "Quatro, melhor"})

    page.refresh_from_db()
    assert page.body_pt == CORPO.replace("Quatro", "Quatro, melhor")
    line = item.lines.get()
    assert (line.outcome, list(line.wrong)) == (Line.Outcome.CHANGED, list(long))


def test_a_text_with_other_words_than_the_glossary_goes_in_and_is_told(page, capsys, tmp_path):
    factories.make_theme(name_es="Página", name_pt="Página", name_en="Page")
    title = of(page)["title"].id

    item = brought_in({title: "Folha"})

    page.refresh_from_db()
    assert (page.title_pt, list(item.lines.get().remarks), item.remarked()) == ("Folha", [title], 1)
    assert sent({title: "As páginas"}).remarked() == 0
    path = tmp_path / "pt.po"
    path.write_bytes(b"".join(write("po", units("pt"), "pt").parts).replace(b"Folha", b"Papel"))
    call_command("import_translations", path, dry_run=True)
    assert "1 texts have other words" in capsys.readouterr().out


def test_texts_of_records_that_are_gone_or_never_were_are_refused(page):
    content = b"".join(write("po", units("pt"), "pt").parts).replace(b'msgstr ""\n', b'msgstr "Novo"\n')
    file = read(content + b'\nmsgctxt "nonsense:1:a"\nmsgid "a"\nmsgstr "b"\n')
    item = begin(file, None, file_name="a.po")
    page.delete()

    TranslationCheck(item, None).go_on()

    assert set(item.lines.values_list("outcome", flat=True)) == {Line.Outcome.BAD}
    assert all(line.complaints for line in item.lines.all())


def test_the_commands_write_a_file_and_take_it_back(page, tmp_path, capsys):
    path = tmp_path / "pt.po"
    call_command("export_translations", "pt", only="missing", output=path)
    content = path.read_text()
    assert content.count("msgctxt") == sum(unit.state == State.MISSING for unit in units("pt"))
    head, title, rest = content.partition(f'msgctxt "page:{page.pk}:title"')
    path.write_text(head + title + rest.replace('msgstr ""', 'msgstr "Novo"', 1))

    call_command("import_translations", path, dry_run=True)
    page.refresh_from_db()
    assert (page.title_pt or "", Import.objects.count()) == ("", 0)
    call_command("import_translations", path)

    page.refresh_from_db()
    assert page.title_pt == "Novo"
    with pytest.raises(CommandError):
        call_command("import_translations", tmp_path / "none.po")


def test_every_translated_model_goes_out():
    factories.make_institution()
    factories.make_image(alt_pt="")

    assert {"page", "product", "institution", "country", "theme", "image"} <= set(translated_models())
    assert "image" in {unit.id.split(":")[0] for unit in units("pt", only=State.MISSING)}
