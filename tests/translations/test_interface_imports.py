"""Texts of the interface in the admin and from a shell: who may, what is shown, what is written."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from cinterfor.exchange.models import Import
from cinterfor.history.models import SecurityEvent
from cinterfor.translations import overrides
from tests.admin.forms import words
from tests.exchange.conftest import press, report

from .interface_texts import brought_in, said, unit_of
from .test_file_views import fetched, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("changed_texts")]


def edited(content, msgid, text):
    head, found, rest = content.partition(f'msgid "{msgid}"\nmsgstr ')
    assert found, msgid
    return f'{head}{found}"{text}"\n' + rest.partition("\n")[2]


def test_a_translator_sees_the_difference_imports_and_undoes(translator):
    content = edited(fetched(translator, what="interface"), "Agreements", "Pactos")

    answer = send(translator, content)
    shown = words(report(translator))
    assert (answer.status_code, "Pactos" in shown, said("Agreements")) == (302, True, "Acordos")
    press(translator, "carry_out")
    assert said("Agreements") == "Pactos"
    assert "Pactos" in translator.get("/pt/").content.decode()
    press(translator, "undo")

    assert said("Agreements") == "Acordos"
    assert Import.objects.get().state == "undone"
    events = SecurityEvent.objects.filter(details__contains="interface").values_list("kind", "by_name")
    assert set(events) == {(kind, "traduce") for kind in ("exported", "imported", "undone")}


def test_others_neither_fetch_nor_send_nor_carry_out(translator, writer, publisher, logged_in, client):
    content = edited(fetched(translator, what="interface"), "Agreements", "Pactos")
    english = logged_in("translates", "Traducción: inglés")
    for browser in (writer, publisher, english):
        texts = reverse("admin:translation_texts", args=["pt"])
        assert browser.get(texts, {"form": "po", "what": "interface"}).status_code == 403
        assert send(browser, content).status_code == 403
    # By the page of their own language.
    assert send(english, content, language="en").status_code == 422
    assert client.get(reverse("admin:translation_texts", args=["pt"])).status_code == 302
    send(translator, content)
    item = Import.objects.get()
    report(translator)
    for browser in (writer, publisher, english):
        for button in ("carry_out", "undo", "give_up"):
            address = reverse(f"admin:exchange_import_{button}", args=[item.pk])
            assert browser.post(address).status_code in (403, 404)
        page = browser.get(reverse("admin:exchange_import_change", args=[item.pk]))
        assert page.status_code in (302, 403, 404)

    assert overrides.entries("pt") == {}


def test_who_lost_the_right_meanwhile_writes_nothing(translator, django_user_model):
    send(translator, edited(fetched(translator, what="interface"), "Agreements", "Pactos"))
    report(translator)
    django_user_model.objects.get(username="traduce").groups.clear()

    assert press(translator, "carry_out").status_code in (302, 403)
    assert overrides.entries("pt") == {}


def test_who_changed_a_text_between_looking_and_importing_is_not_overwritten(translator):
    send(translator, edited(fetched(translator, what="interface"), "Agreements", "Pactos"))
    report(translator)
    brought_in({unit_of("Agreements"): "Tratos"})
    item = Import.objects.order_by("pk").first()

    translator.post(reverse("admin:exchange_import_carry_out", args=[item.pk]))

    item.refresh_from_db()
    assert (said("Agreements"), item.state, item.checked_again) == ("Tratos", "checking", True)


def test_a_folder_that_cannot_be_written_is_said_before_anything_is_kept(translator, settings, tmp_path):
    content = edited(fetched(translator, what="interface"), "Agreements", "Pactos")
    settings.LOCALE_OVERRIDES = tmp_path / "file" / "in it"
    (tmp_path / "file").write_text("no folder")

    answer = send(translator, content)

    assert (answer.status_code, Import.objects.count()) == (422, 0)


def test_texts_of_records_and_of_the_interface_do_not_come_in_one_file(translator):
    content = fetched(translator, what="interface") + '\nmsgctxt "page:1:title"\nmsgid "a"\nmsgstr "b"\n'

    assert send(translator, content).status_code == 422


def test_the_commands_write_a_file_and_take_it_back(tmp_path, capsys):
    path = tmp_path / "pt.xlf"
    call_command("export_translations", "pt", what="interface", form="xliff", output=path)
    content = path.read_text()
    path.write_text(content.replace(">Acordos</target>", ">Pactos</target>", 1))

    call_command("import_translations", path, dry_run=True)
    assert (Import.objects.count(), overrides.entries("pt")) == (0, {})
    call_command("import_translations", path)

    assert said("Agreements") == "Pactos"
    assert "1 texts change, 0 texts are refused" in capsys.readouterr().out
    call_command("import_translations", path)
    assert "0 texts change" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("export_translations", "pt", what="interface", only="missing", output=tmp_path / "m.po")
