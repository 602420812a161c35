"""The translator's bench: one record in one language, typed, checked, saved, and on to the next."""

import re

import pytest
from django.urls import reverse

from cinterfor.desk.models import Opening, Pending
from cinterfor.history.models import Version
from cinterfor.translations.models import Translation
from knowledge.models import Page
from tests import factories
from tests.admin.forms import send as publish
from tests.admin.forms import words

from .bench_forms import BODY, CORPO, bench, form, save

pytestmark = pytest.mark.django_db


def newest(record):
    return Pending.objects.get(record_id=record.pk).version.state["fields"]


def row(record, field="title"):
    return Translation.objects.get(record_id=record.pk, field=field, language="pt")


def test_a_draft_gets_its_text_at_once_by_the_hand_of_the_translator(translator, draft):
    answer = save(translator, draft, text_title="  Título\r\nem português ")

    draft.refresh_from_db()
    assert (answer.status_code, draft.title_pt, draft.body_pt) == (302, "Título em português", CORPO)
    assert (row(draft).origin, row(draft).source) == ("human", "Título")
    version = Version.objects.of(Page, draft.pk).first()
    assert (version.by_name, version.way) == ("traduce", "admin")


def test_a_public_record_stays_as_it_is_and_gets_a_pending_version(translator):
    page = factories.make_page(title_es="Título", title_pt="")

    save(translator, page, text_title="Título")

    page.refresh_from_db()
    assert (page.title_pt or "", newest(page)["title_pt"]) == ("", "Título")
    assert form(translator.get(bench(page)))["text-title"] == "Título"


def test_what_is_published_later_is_known_to_be_made_from_the_source_of_then(translator, publisher):
    page = factories.make_page(title_es="Título", title_pt="Velho")
    page.title_es = "Otro título"
    page.save()
    save(translator, page, text_title="Outro título")

    published = publish(publisher, page)

    page.refresh_from_db()
    assert (published.status_code, page.title_pt) == (302, "Outro título")
    assert (row(page).origin, row(page).outdated, row(page).source) == ("human", False, "Otro título")


def test_a_changed_paragraph_shows_what_changed_and_only_it_needs_editing(translator, draft):
    draft.body_es = BODY.replace("Cuatro", "Cinco")
    draft.save()

    shown = translator.get(bench(draft))
    html = shown.content.decode()
    save(translator, draft, text_body__10="Cinco")

    assert "Cuatro<span" in re.search(r"<del>.*?</del>", html)[0]
    assert "Cinco<span" in re.search(r"<ins>.*?</ins>", html)[0]
    assert html.count("segment--outdated") == 1
    draft.refresh_from_db()
    assert draft.body_pt == CORPO.replace("Quatro", "Cinco")
    assert not row(draft, "body").outdated


def test_an_outdated_text_is_confirmed_unchanged(translator, draft):
    draft.body_es = BODY.replace("Cuatro", "Cuatro.").replace("Uno", "Uno.")
    draft.save()

    save(translator, draft, right_body__10="yes")

    draft.refresh_from_db()
    assert draft.body_pt == CORPO
    assert (row(draft, "body").outdated, row(draft, "body").source) == (
        True,
        BODY.replace("Cuatro", "Cuatro."),
    )


def test_what_is_saved_untouched_changes_nothing(translator, draft):
    before = Version.objects.count(), Translation.objects.count()

    assert save(translator, draft).status_code == 302
    assert (Version.objects.count(), Translation.objects.count()) == before
    assert not Pending.objects.exists()


def test_the_next_one_of_the_queue_follows_with_the_same_filters(translator):
    first, second = (factories.make_page(title_es=name, title_pt="") for name in ("Uno", "Dos"))
    factories.make_news(title_pt="")

    answer = save(translator, first, "?type=page", text_title="Um", _next="yes")
    last = save(translator, second, "?type=page", text_title="Dois", _next="yes")

    assert answer.url == bench(second, query="?type=page")
    assert last.url == reverse("admin:translation_queue") + "?language=pt&type=page"
    assert newest(first)["title_pt"] == "Um"


def test_nothing_is_overwritten_that_somebody_else_wrote_meanwhile(translator, draft):
    stale = form(translator.get(bench(draft)))
    draft.title_pt, draft.summary_es, draft.summary_pt = "Deles", "Resumen", "Resumo"
    draft.save()

    answer = translator.post(bench(draft), stale | {"_save": "yes", "text-title": "Meu"})

    draft.refresh_from_db()
    assert (answer.status_code, draft.title_pt) == (422, "Deles")
    assert form(answer)["text-title"] == "Meu" and "Deles" in words(answer)
    again = translator.post(bench(draft), form(answer) | {"_save": "yes"})
    draft.refresh_from_db()
    assert (again.status_code, draft.title_pt, draft.summary_pt) == (302, "Meu", "Resumo")


def test_a_source_that_changed_meanwhile_is_looked_at_again(translator, draft):
    stale = form(translator.get(bench(draft)))
    draft.title_es = "Otro título"
    draft.save()

    answer = translator.post(bench(draft), stale | {"_save": "yes", "text-title": "Meu"})

    draft.refresh_from_db()
    assert (answer.status_code, draft.title_pt or "") == (422, "")
    assert "Otro título" in words(answer)


def test_paragraphs_that_went_away_meanwhile_are_shown_once_more(translator, draft):
    stale = form(translator.get(bench(draft)))
    draft.body_es = draft.body_pt = "<p>Uno</p>"
    draft.save()

    answer = translator.post(bench(draft), stale | {"_save": "yes", "text-body:10": "Ainda meu"})

    draft.refresh_from_db()
    assert (answer.status_code, draft.body_pt) == (422, "<p>Uno</p>")
    assert "Ainda meu" in words(answer)
    assert translator.post(bench(draft), form(answer) | {"_save": "yes"}).status_code == 302


def test_what_was_kept_is_told_to_be_overtaken(translator, draft):
    url = reverse("admin:translation_typed", args=["page", draft.pk, "pt"])
    seen = form(translator.get(bench(draft)))["seen-title"]
    translator.post(url, {"typed": f"text-title=Meu&seen-title={seen}"})
    draft.title_pt = "Deles"
    draft.save()

    shown = translator.get(bench(draft))

    assert form(shown)["text-title"] == "Meu"
    assert "Deles" in words(shown)


@pytest.mark.parametrize(
    "values",
    [
        {"text_title": "a" * 201},
        {"text_body__6": "Dois <strong>três"},
        {"text_body__6": "<script>x</script> Dois <strong>três</strong>"},
        {"text_body__6": "Dois <p>três</p>"},
        {"text_body__10": "   "},
    ],
)
def test_what_cannot_be_saved_is_refused_and_stays_typed(translator, draft, values):
    answer = save(translator, draft, **values, _sure="yes", _save="yes")

    draft.refresh_from_db()
    assert (answer.status_code, draft.title_pt or "", draft.body_pt) == (422, "", CORPO)
    (key, typed), html = next(iter(values.items())), answer.content.decode()
    assert form(answer)[key.replace("__", ":").replace("_", "-", 1)] == typed
    assert (
        html.count('aria-invalid="true"') == html.count('class="errorlist"') == html.count("autofocus") == 1
    )
    assert re.search(r'class="errorlist"[^>]*>(.*?)</ul>', html)[1].count("<li>") == 1


def test_doubts_are_told_and_saved_only_by_who_is_sure(translator, draft):
    values = {"text_title": "Título de 2020", "text_body__6": "Dois três"}

    answer = save(translator, draft, **values)
    draft.refresh_from_db()
    refused = draft.title_pt or ""
    save(translator, draft, **values, _sure="yes", _save="yes")

    draft.refresh_from_db()
    assert (answer.status_code, refused) == (422, "")
    assert "2020" in words(answer) and 'name="_sure"' in answer.content.decode()
    assert (draft.title_pt, draft.body_pt) == (
        "Título de 2020",
        CORPO.replace("Dois <strong>três</strong>", "Dois três"),
    )


def test_a_long_text_is_saved_when_all_of_it_is_translated_and_kept_until_then(translator, draft):
    Page.objects.filter(pk=draft.pk).update(body_pt="")

    save(translator, draft, text_body__2="Um", text_title="Título")
    draft.refresh_from_db()
    assert (draft.title_pt, draft.body_pt or "") == ("Título", "")
    kept = form(translator.get(bench(draft)))
    assert (kept["text-body:2"], kept["text-body:6"]) == ("Um", "")

    values = {"text-body:6": "Dois <strong>três</strong>", "text-body:10": "Quatro", "_save": "yes"}
    translator.post(bench(draft), kept | values)
    draft.refresh_from_db()
    assert draft.body_pt == CORPO
    assert not Opening.objects.exclude(typed="").exists()


def test_what_was_kept_can_be_thrown_away(translator, draft):
    url = reverse("admin:translation_typed", args=["page", draft.pk, "pt"])
    seen = form(translator.get(bench(draft)))["seen-title"]
    translator.post(url, {"typed": f"text-title=Meio&seen-title={seen}"})
    assert form(translator.get(bench(draft)))["text-title"] == "Meio"

    translator.post(bench(draft), {"_forget": "yes"})

    assert form(translator.get(bench(draft)))["text-title"] == ""
    assert not Opening.objects.exists()


def test_the_source_is_taken_over_without_a_script_and_saves_nothing(translator, draft):
    answer = save(translator, draft, text_body__10="Meio", _take="title")

    draft.refresh_from_db()
    assert (answer.status_code, form(answer)["text-title"], draft.title_pt or "") == (200, "Título", "")
    assert form(answer)["text-body:10"] == "Meio"
    saved = translator.post(bench(draft), form(answer) | {"_save": "yes"})
    draft.refresh_from_db()
    assert (saved.status_code, draft.title_pt) == (302, "Título")


def test_the_preview_shows_what_is_typed_and_saves_nothing(translator, draft):
    answer = save(translator, draft, text_title="Só para ver", _preview="yes")

    pages = translator.get(answer.url).context["pages"]
    shown = translator.get(next(page["path"] for page in pages if page["code"] == "pt"))

    draft.refresh_from_db()
    assert "Só para ver" in words(shown)
    assert (draft.title_pt or "", Pending.objects.count()) == ("", 0)


def test_terms_of_the_glossary_stand_under_the_source(translator):
    factories.make_theme(name_es="Diálogo social", name_pt="Diálogo social PT", name_en="Social dialogue")
    page = factories.make_page(title_es="El diálogo social", title_pt="")

    assert "Diálogo social PT" in words(translator.get(bench(page)))


def test_names_of_rows_are_translated_with_their_record(translator):
    party = factories.make_party(name_es="Grupo", name_pt="", name_en="Group")

    save(translator, party.agreement, **{f"text_parties.{party.pk}.name": "Grupo PT"})

    rows = Pending.objects.get().version.state["rows"]["parties"]
    assert rows[str(party.pk)]["name_pt"] == "Grupo PT"


def test_the_title_of_a_work_comes_before_its_sheet(translator):
    sheet = {"practice_scope_es": "Nacional", "practice_aims_es": "Acercar"}
    work = factories.make_product(kind="good-practice", title="Taller", **sheet)

    names = [name for name in form(translator.get(bench(work))) if name.startswith("text-")]

    assert names == ["text-translated_title", "text-practice_scope", "text-practice_aims"]
