"""Writing in a browser: links to records, pasted text, addresses and room left, under the strict policy."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from knowledge.models import Page
from tests import factories
from tests.admin.forms import address

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.proof]
PASTED = Path(__file__).parents[1] / "publishing" / "pasted"
PASTE = """(editor, html) => {
    const data = new DataTransfer();
    data.setData("text/html", html);
    const how = { clipboardData: data, bubbles: true, cancelable: true };
    editor.dispatchEvent(new ClipboardEvent("paste", how));
}"""


def save(page, step="_continue"):
    page.locator(f"[name={step}]").click()
    page.locator(".messagelist .success").first.wait_for()


def without_paragraphs_in_items(html):
    """The editor writes each item of a list as a paragraph."""
    return re.sub(r"(?<=<li>)<p>(.*?)</p>", r"\1", html)


def text_of(page):
    return page.locator("[contenteditable=true]:visible").first


def test_a_record_is_chosen_by_typing_and_the_link_follows_it_to_its_new_address(editing):
    institution = factories.make_institution(name="Servicio Nacional", acronym="SENAI", slug="senai")
    page = factories.make_page(slug="p", body_es="<p>Véase</p>")

    editing.goto(address(Page, "change", page))
    text_of(editing).press("Control+End")
    editing.locator("[data-name=link]:visible").first.click()
    box = editing.locator(".link-dialog [role=combobox]")
    box.press_sequentially("sena")
    expect(editing.locator(".link-dialog [role=option]")).to_have_count(1)
    box.press("ArrowDown")
    box.press("Enter")
    editing.keyboard.press("Enter")
    expect(editing.get_by_role("dialog")).to_have_count(0)
    save(editing, "_publish")
    page.refresh_from_db()
    institution.slug = "senai-br"
    institution.save()
    editing.goto("/es/paginas/p/")

    assert '<a href="/id/institution/senai" rel="noopener">Servicio Nacional (SENAI)</a>' in page.body_es
    link = editing.locator("main .prose a")
    assert link.get_attribute("href") == "/es/instituciones/senai-br/"
    assert editing.complaints == []


def test_a_word_in_the_text_is_linked_to_another_address(editing):
    page = factories.make_page(body_es="<p>Palabra</p>", publication_status="draft")

    editing.goto(address(Page, "change", page))
    text_of(editing).press("Control+A")
    editing.keyboard.press("Control+K")
    dialog = editing.get_by_role("dialog")
    dialog.locator("[inputmode=url]").fill("www.ilo.org/x")
    dialog.locator("[type=submit]").click()
    save(editing)

    page.refresh_from_db()
    assert page.body_es == '<p><a href="https://www.ilo.org/x" rel="noopener">Palabra</a></p>'


@pytest.mark.parametrize("program", ["word", "libreoffice", "google-docs"])
def test_what_is_pasted_is_shown_as_it_is_saved(editing, program):
    page = factories.make_page(body_es="", publication_status="draft")

    editing.goto(address(Page, "change", page))
    editor = text_of(editing)
    editor.focus()
    editor.evaluate(PASTE, (PASTED / f"{program}.html").read_text("utf-8"))
    expect(editor.locator("h2")).to_have_count(1)
    shown = editor.inner_text().split()
    save(editing)

    page.refresh_from_db()
    expected = (PASTED / f"{program}.txt").read_text("utf-8").replace("\n", "")
    assert without_paragraphs_in_items(page.body_es) == without_paragraphs_in_items(expected)
    assert set(shown) <= set(expected.replace("<", " <").replace(">", "> ").split())
    assert editing.complaints == []


def test_the_address_follows_what_is_typed_and_a_change_of_it_is_told(editing):
    page = factories.make_page(slug="antes")

    editing.goto(address(Page, "change", page))
    warning = editing.locator(".addresses [data-warning]")
    expect(warning).to_be_empty()
    editing.locator("#id_slug").fill("despues")

    expect(editing.locator(".addresses")).to_contain_text("/pt/paginas/despues/")
    expect(warning).not_to_be_empty()
    editing.locator("#id_slug").fill("antes")
    expect(warning).to_be_empty()


def test_the_name_of_a_new_record_makes_its_address_at_once(editing):
    editing.goto(address(Page))

    editing.locator("#id_title_es").press_sequentially("Hola")

    expect(editing.locator(".addresses")).to_contain_text("/es/paginas/hola/")


def test_a_text_too_long_is_kept_and_told(editing):
    editing.goto(address(Page))
    field, room = editing.locator("#id_title_es"), editing.locator(".room:visible")

    field.fill("a" * 190)
    expect(room).to_contain_text("10")
    field.fill("a" * 205)
    expect(room).to_contain_text("5")
    editing.locator("[name=_save]").click()
    editing.locator(".errorlist").first.wait_for()

    expect(editing.locator("#id_title_es")).to_have_value("a" * 205)
    assert editing.complaints == []
