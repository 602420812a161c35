"""Files for translators in the admin: who may, what is shown, what is refused."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from cinterfor.desk.models import Pending
from cinterfor.exchange.models import Import
from cinterfor.history.models import SecurityEvent
from cinterfor.translations.import_kind import TranslationImport
from tests import factories
from tests.admin.forms import words
from tests.exchange.conftest import press, report

pytestmark = pytest.mark.django_db


def fetched(client, language="pt", **choice):
    answer = client.get(reverse("admin:translation_texts", args=[language]), {"form": "po"} | choice)
    return b"".join(answer.streaming_content).decode() if answer.streaming else answer


def send(client, content, language="pt", name="a.po", **values):
    file = SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)
    return client.post(reverse("admin:translation_files", args=[language]), {"file": file} | values)


def with_target(content, unit_id, target):
    head, _mark, rest = content.partition(f'msgctxt "{unit_id}"')
    return f'{head}msgctxt "{unit_id}"' + rest.replace('msgstr ""', f'msgstr "{target}"', 1)


def test_a_translator_fetches_texts_and_sends_them_back(translator):
    page = factories.make_page(title_es="Uno", title_pt="")
    content = fetched(translator, only="missing")
    assert "http://testserver/pt/" in content or "/id/page/" in content

    answer = send(translator, with_target(content, f"page:{page.pk}:title", "Um"))
    shown = words(report(translator))
    press(translator, "carry_out")

    assert answer.status_code == 302
    assert "Um" in shown
    assert Pending.objects.get().version.state["fields"]["title_pt"] == "Um"
    assert "Um" in words(report(translator))
    press(translator, "undo")
    assert not Pending.objects.exists()
    assert SecurityEvent.objects.filter(kind="exported", subject="pt.po").exists()


def test_a_translator_of_portuguese_brings_in_no_other_language(translator, client, writer):
    factories.make_page(title_en="")
    for browser in (translator, writer):
        assert browser.get(reverse("admin:translation_files", args=["en"])).status_code == 403
        assert browser.get(reverse("admin:translation_texts", args=["en"]), {"form": "po"}).status_code == 403
        assert send(browser, "x", language="en").status_code == 403
    assert client.get(reverse("admin:translation_files", args=["pt"])).status_code == 302
    assert translator.get(reverse("admin:translation_files", args=["xx"])).status_code == 404
    english = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n\nmsgctxt "page:1:title"\nmsgid "a"\nmsgstr "b"\n'

    answer = send(translator, english)

    assert (answer.status_code, Import.objects.count()) == (422, 0)


def test_texts_beside_records_are_for_who_may_change_those(translator):
    image = factories.make_image(alt_pt="")

    assert f"image:{image.pk}" not in fetched(translator)
    content = (
        'msgid ""\nmsgstr ""\n"Language: pt\\n"\n\n'
        f'msgctxt "image:{image.pk}:alt"\nmsgid "{image.alt_es}"\nmsgstr "Não"\n'
    )
    send(translator, content)
    shown = words(report(translator))

    assert f"image:{image.pk}:alt" in shown
    assert Import.objects.get().lines.get().outcome == "bad"
    refused = translator.get(reverse("admin:exchange_import_refused", args=[Import.objects.get().pk, "csv"]))
    assert "Não" in b"".join(refused.streaming_content).decode()


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"<xliff", b"PK\x03\x04", b"\x00", "á".encode("latin-1")]
)
def test_what_cannot_be_read_is_refused_in_words(translator, content):
    answer = send(translator, content)

    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]


def test_publishing_at_once_is_for_publishers(translator, publisher, account_in, django_user_model):
    page = factories.make_page(title_es="Uno", title_pt="")
    content = with_target(fetched(translator), f"page:{page.pk}:title", "Um")
    send(translator, content, publication="at-once")
    report(translator)
    press(translator, "carry_out")
    page.refresh_from_db()
    assert (page.title_pt or "", Import.objects.first().at_once) == ("", False)

    both = django_user_model.objects.get(username="publica")
    both.groups.add(*django_user_model.objects.get(username="traduce").groups.all())
    Pending.objects.all().delete()
    send(publisher, content, publication="at-once")
    report(publisher)
    press(publisher, "carry_out")
    page.refresh_from_db()
    assert page.title_pt == "Um"


def test_others_see_no_import_of_a_translators_file(translator, writer, logged_in):
    page = factories.make_page(title_es="Uno", title_pt="")
    send(translator, with_target(fetched(translator), f"page:{page.pk}:title", "Um"))
    item = Import.objects.get()
    english = logged_in("translates", "Traducción: inglés")

    for browser in (writer, english):
        assert browser.get(reverse("admin:exchange_import_change", args=[item.pk])).status_code in (
            302,
            403,
            404,
        )
        for button in ("carry_out", "undo", "give_up"):
            assert browser.post(reverse(f"admin:exchange_import_{button}", args=[item.pk])).status_code in (
                403,
                404,
            )
    item.refresh_from_db()
    assert item.state == "checking"


def test_the_first_page_leads_translators_to_their_files(translator, writer):
    index = reverse("admin:index")

    assert reverse("admin:translation_files", args=["pt"]) in translator.get(index).content.decode()
    assert "translations/" not in writer.get(index).content.decode()


def test_nothing_to_translate_is_said(translator):
    answer = translator.get(reverse("admin:translation_texts", args=["pt"]), {"form": "po"}, follow=True)

    assert answer.status_code == 200
    assert translator.get(reverse("admin:translation_texts", args=["pt"]), {"form": "doc"}).status_code == 404


@pytest.mark.parametrize(("language", "count"), [("pt", "12.345"), ("en", "12,345")])
def test_the_button_counts_records_as_the_reader_writes_numbers(language, count):
    with override(language):
        assert count in TranslationImport(None, Import(language="pt")).button(12345, 0)
