"""Citing a work in a browser: a reference is copied by a button, and read without a script."""

import pytest
from playwright.sync_api import expect

from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/es/productos-de-conocimiento/obra/"


@pytest.fixture
def work():
    return factories.make_product(slug="obra", title="Obra & más", publisher="OIT/Cinterfor")


def test_a_reference_is_copied_as_text(page, work):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(PAGE)
    citation = page.locator("details[name=cite]").nth(4)

    citation.locator("summary").click()
    citation.locator("button").click()

    expect(citation.locator("[role=status]")).not_to_be_empty()
    assert page.evaluate("navigator.clipboard.readText()") == "Obra & más. OIT/Cinterfor; 2020."


def test_without_a_script_every_reference_is_read_and_no_button_shown(browser, live_server, work):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(PAGE)

    for citation in page.locator("details[name=cite]").all():
        if citation.get_attribute("open") is None:
            citation.locator("summary").click()
        expect(citation.locator("p").first).to_contain_text("OIT/Cinterfor")
        expect(citation.locator("button")).to_be_hidden()
    context.close()
