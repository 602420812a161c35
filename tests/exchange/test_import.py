"""Tables that come in: looked at, and carried out."""

import pytest
from django.urls import reverse
from django.utils import timezone

from cinterfor.desk.models import Pending
from cinterfor.exchange import writing
from cinterfor.exchange.jobs import forget_imports
from cinterfor.exchange.models import Import, Line
from cinterfor.history.models import Batch, SecurityEvent, Version
from cinterfor.search.models import SearchEntry
from knowledge.models import Product, Theme
from network.models import Country, Institution
from tests import factories
from tests.admin.forms import words

from .conftest import as_csv, press, report, send

pytestmark = [pytest.mark.django_db, pytest.mark.proof]


def test_only_filled_cells_change_and_the_words_for_empty_empty(writer, importing):
    country = factories.make_country()
    record = factories.make_institution(
        publication_status="draft", name="Antes", city="Lima", website="https://x.org", country=country
    )

    page = importing(
        writer,
        Institution,
        [{"slug": record.slug, "name_es": "Después", "name_pt": "", "website": "(vacío)", "country": ""}],
    )

    record.refresh_from_db()
    assert "AntesDespués" in words(page)
    assert (record.name_es, record.name_pt, record.city_es) == ("Después", "Antes", "Lima")
    assert (record.website, record.country) == ("", country)
    version = Version.objects.latest_of(Institution, record.pk)
    assert (version.way, version.by_name, version.batch) == ("import", "redacta", Batch.objects.get())
    assert SecurityEvent.objects.filter(kind="imported", by_name="redacta").count() == 1


def test_nothing_is_written_by_looking(writer):
    record = factories.make_institution(publication_status="draft", name="Antes")
    versions = Version.objects.count()

    send(writer, Institution, as_csv([{"slug": record.slug, "name_es": "Después"}]))
    report(writer)

    record.refresh_from_db()
    assert (record.name_es, Version.objects.count()) == ("Antes", versions)
    assert press(writer, "give_up").status_code == 302
    assert not Import.objects.exists()


def test_public_records_wait_and_new_ones_are_drafts(writer, importing):
    record = factories.make_institution(name="Antes")
    country = factories.make_country()

    rows = [
        {"slug": record.slug, "name_es": "Después", "country": ""},
        {"slug": "", "name_es": "Instituto Nuevo", "country": country.slug},
    ]
    importing(writer, Institution, rows)

    record.refresh_from_db()
    made = Institution.objects.get(slug="instituto-nuevo")
    assert record.name_es == "Antes"
    assert Pending.objects.get().version.state["fields"]["name_es"] == "Después"
    assert (made.publication_status, made.country) == ("draft", country)


def test_a_publisher_may_publish_at_once_and_what_waits_goes_on_waiting(publisher, writer, importing):
    record = factories.make_institution(name="Antes", city="Lima")
    importing(writer, Institution, [{"slug": record.slug, "city_es": "Cusco"}])

    rows = [{"slug": record.slug, "name_es": "Después"}, {"slug": "nuevo", "name_es": "Nuevo"}]
    importing(publisher, Institution, rows, publication="at-once")

    record.refresh_from_db()
    assert (record.name_es, record.city_es) == ("Después", "Lima")
    assert Pending.objects.get().version.state["fields"]["city_es"] == "Cusco"
    made = Institution.objects.get(slug="nuevo")
    assert made.is_public
    assert SearchEntry.objects.filter(record_type="institution", record_id=made.pk).exists()


def test_a_second_import_adds_to_what_waits(writer, importing):
    record = factories.make_institution(name="Antes")

    importing(writer, Institution, [{"slug": record.slug, "name_es": "Después"}])
    importing(writer, Institution, [{"slug": record.slug, "city_es": "Cusco"}])

    fields = Pending.objects.get().version.state["fields"]
    assert (fields["name_es"], fields["city_es"]) == ("Después", "Cusco")


def test_relations_are_read_from_addresses(publisher, importing):
    first, second = factories.make_theme(), factories.make_theme()
    product = factories.make_product(themes=[first])

    importing(
        publisher,
        Product,
        [{"slug": product.slug, "themes": f"{second.slug};{first.slug}", "issued": "2021-05"}],
        publication="at-once",
    )

    product.refresh_from_db()
    assert set(product.themes.all()) == {first, second}
    assert str(product.issued_first) == "2021-05-01"


def test_bad_rows_are_told_by_row_and_column_and_the_good_ones_imported(publisher, importing):
    theme = factories.make_theme()
    rows = [
        {
            "slug": f"obra-{n}",
            "title": f"Obra {n}",
            "kind": "book",
            "language": "es",
            "issued": "2020",
            "themes": "",
        }
        for n in range(500)
    ]
    rows[0]["issued"] = "31/12/2020"
    rows[1]["kind"] = "novela"
    rows[2]["title"] = ""
    rows[3]["themes"] = f"{theme.slug}; ninguno"
    rows[4]["slug"] = rows[5]["slug"] = "gemela"
    rows[6]["slug"] = "no es una dirección"
    send(publisher, Product, as_csv(rows, ";"), publication="beside")

    page = report(publisher)
    refused = publisher.get(reverse("admin:exchange_import_refused", args=[Import.objects.get().pk, "csv"]))
    press(publisher, "carry_out")

    told = {line.number: [column for column, _message in line.complaints] for line in Line.objects.bad()}
    assert told == {
        2: ["issued"],
        3: ["kind"],
        4: ["title"],
        5: ["themes"],
        6: ["slug"],
        7: ["slug"],
        8: ["slug"],
    }
    assert "493" in words(page)
    lines = b"".join(refused.streaming_content).decode().splitlines()
    assert len(lines) == 8
    assert "31/12/2020" in lines[1] and "issued: " in lines[1]
    assert Product.objects.count() == 493


def test_unknown_columns_and_those_for_reading_are_listed(writer):
    record = factories.make_institution()
    send(writer, Institution, as_csv([{"slug": record.slug, "nombre": "X", "publication_status": "draft"}]))

    page = words(report(writer))

    assert "nombre" in page
    assert set(Import.objects.get().passed_over) == {"nombre", "publication_status"}


def test_a_file_without_addresses_is_refused_and_said_why(writer):
    answer = send(writer, Institution, b"name_es\nUno\n")

    assert answer.status_code == 422
    assert "slug" in words(answer)
    assert not Import.objects.exists()


def test_a_new_record_does_not_take_the_address_of_another(writer):
    factories.make_institution(name="Uno", slug="uno")
    rows = [{"slug": "", "name_es": "Uno"}, {"slug": "", "name_es": "Dos"}, {"slug": "", "name_es": "Dos"}]
    send(writer, Institution, as_csv(rows))

    report(writer)

    assert list(Line.objects.values_list("outcome", flat=True)) == ["bad", "new", "bad"]


def test_unique_values_are_compared_within_the_file(publisher):
    rows = [
        {"slug": code, "code": "XQ", "name_es": code, "region": "asia", "in_network": "no"}
        for code in ("xq", "xr")
    ]
    send(publisher, Country, as_csv(rows), publication="beside")

    report(publisher)

    assert [line.outcome for line in Line.objects.all()] == ["bad", "bad"]


def test_a_script_in_a_cell_is_not_stored(publisher, importing):
    importing(
        publisher,
        Theme,
        [{"slug": "tema", "name_es": "Tema", "scope_note_es": "<p>Sí</p><script>alert(1)</script>"}],
        publication="at-once",
    )

    assert Theme.objects.get().scope_note_es == "<p>Sí</p>"


def test_what_was_changed_after_looking_is_shown_again(writer):
    record = factories.make_institution(publication_status="draft", name="Antes", city="Lima")
    send(writer, Institution, as_csv([{"slug": record.slug, "name_es": "Después"}]))
    report(writer)
    Institution.objects.filter(pk=record.pk).update(name_es="Otro")

    press(writer, "carry_out")
    record.refresh_from_db()
    assert (record.name_es, Import.objects.get().state) == ("Otro", "checking")

    assert "OtroDespués" in words(report(writer))
    press(writer, "carry_out")
    record.refresh_from_db()
    assert record.name_es == "Después"


def test_tables_that_nobody_came_back_to_are_forgotten(writer, importing):
    record = factories.make_institution(publication_status="draft")
    importing(writer, Institution, [{"slug": record.slug, "name_es": "Después"}])
    send(writer, Institution, as_csv([{"slug": record.slug, "name_es": "Nunca"}]))
    Import.objects.update(created_at=timezone.now() - timezone.timedelta(days=31))

    assert forget_imports().startswith("1 ")

    assert [item.state for item in Import.objects.all()] == ["done"]


def test_pressing_twice_imports_once_and_undoes_once(writer, importing):
    record = factories.make_institution(publication_status="draft", name="Antes")
    importing(writer, Institution, [{"slug": record.slug, "name_es": "Después"}])

    press(writer, "carry_out")
    press(writer, "undo")
    Institution.objects.filter(pk=record.pk).update(name_es="Después")
    press(writer, "undo")
    press(writer, "give_up")

    record.refresh_from_db()
    assert record.name_es == "Después"
    assert Batch.objects.count() == 1
    assert SecurityEvent.objects.filter(kind="undone").count() == 1


def test_long_imports_tell_their_progress_and_leaving_them_writes_nothing(publisher, monkeypatch, admin_user):
    monkeypatch.setattr("cinterfor.exchange.admin.LONG", 2)
    monkeypatch.setattr(writing, "CHUNK", 2)
    rows = [{"slug": f"tema-{n}", "name_es": f"Tema {n}"} for n in range(5)]
    send(publisher, Theme, as_csv(rows), publication="at-once")
    report(publisher)

    steps = writing.carry_out(Import.objects.get(), admin_user)
    assert next(steps) == (2, 5)
    steps.close()
    assert (Theme.objects.count(), Import.objects.get().state) == (0, "ready")

    page = press(publisher, "carry_out").decode()
    assert [f'max="5" value="{n}"' in page for n in (2, 4, 5)] == [True] * 3
    assert page.rstrip().endswith("</html>")
    assert Theme.objects.published().count() == 5
    assert "</html>" in press(publisher, "carry_out").decode()
