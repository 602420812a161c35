"""A news item from its first word to an older version brought back, by who does it, in each language."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import expect

from knowledge.models import NewsItem
from tests.admin.forms import address
from tests.browser.complaints import listen
from tests.browser.proof.axe import flaws

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.proof]
TITLES = {"es": "Curso de soldadura", "pt": "Curso de soldagem", "en": "Welding course"}
PATHS = {"es": "noticias", "pt": "noticias", "en": "news"}


def save(page, step):
    page.locator(f".submit-row [name={step}]").click()
    page.locator(".messagelist .success").first.wait_for()


def fill_in_each_language(page, field, texts):
    for code, text in texts.items():
        page.locator(f".ui-tabs:has(#id_{field}_{code}) .ui-tabs-nav a", has_text=code).click()
        page.locator(f"#id_{field}_{code}").fill(text)


def public_title(page, language, slug):
    """The heading that readers see, or the status where they see none."""
    answer = page.request.get(f"/{language}/{PATHS[language]}/{slug}/", max_redirects=0)
    if answer.status != 200:
        return answer.status
    page.goto(f"/{language}/{PATHS[language]}/{slug}/")
    return page.locator("h1").inner_text()


@pytest.mark.parametrize("language", ["es", "pt", "en"])
def test_a_news_item_is_written_looked_at_sent_published_planned_renamed_and_restored(
    window_of, page, live_server, language
):
    editor = window_of("redacta", "Redacción: conocimiento", language)
    publisher = window_of("publica", "Publicación", language)
    slug = "curso-de-soldadura"

    editor.goto(address(NewsItem, language=language))
    fill_in_each_language(editor, "title", TITLES)
    editor.locator("#id_date").fill("2026-05-06")
    with editor.expect_popup() as opened:
        editor.locator("[name=_preview]").click()
    preview = opened.value
    preview.complaints = listen(preview, live_server.url)
    phone = preview.frame_locator(".preview__phone").nth(list(TITLES).index(language))
    expect(phone.locator("h1")).to_have_text(TITLES[language])
    assert flaws(preview) == []
    assert NewsItem.objects.count() == 0
    preview.close()
    editor.locator("#id_review_note").fill("Lista")
    save(editor, "_review")
    assert editor.locator("[name=_publish]").count() == 0
    assert public_title(page, language, slug) == 404

    publisher.goto(f"/{language}/admin/")
    publisher.locator(".waiting a[href*='newsitem/?work=review']").click()
    publisher.locator("#result_list a", has_text=TITLES[language]).click()
    expect(publisher.locator("#id_review_note")).to_have_value("Lista")
    save(publisher, "_publish")
    assert public_title(page, language, slug) == TITLES[language]

    publisher.goto(address(NewsItem, "change", NewsItem.objects.get(), language))
    fill_in_each_language(publisher, "title", {language: "Después"})
    publisher.locator("#id_slug").fill("otra-direccion")
    assert flaws(publisher) == []
    save(publisher, "_save")
    assert public_title(page, language, slug) == TITLES[language]
    publisher.goto(address(NewsItem, "change", NewsItem.objects.get(), language))
    save(publisher, "_publish")
    assert public_title(page, language, slug) == 301
    assert public_title(page, language, "otra-direccion") == "Después"

    publisher.goto(address(NewsItem, "history", NewsItem.objects.get(), language))
    assert flaws(publisher) == []
    publisher.locator(".versions a").last.click()
    publisher.locator("#content-main [type=submit]").click()
    publisher.locator(".messagelist .success").wait_for()
    assert public_title(page, language, "otra-direccion") == "Después"
    save(publisher, "_publish")
    assert public_title(page, language, slug) == TITLES[language]

    publisher.goto(address(NewsItem, language=language))
    fill_in_each_language(publisher, "title", {"es": "Mañana", language: "Mañana"})
    publisher.locator("#id_date").fill("2026-05-06")
    tomorrow = timezone.localtime() + timedelta(days=1)
    publisher.locator("#id_published_from_0").fill(f"{tomorrow:%Y-%m-%d}")
    publisher.locator("#id_published_from_1").fill(f"{tomorrow:%H:%M}")
    save(publisher, "_publish")
    assert public_title(page, language, "manana") == 404
    with time_machine.travel(tomorrow + timedelta(minutes=1)):
        assert public_title(page, language, "manana") == "Mañana"

    assert [*editor.complaints, *publisher.complaints] == []
