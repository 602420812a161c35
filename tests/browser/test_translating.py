"""Translating record after record in a browser, by the keyboard alone."""

import pytest
from playwright.sync_api import expect

from cinterfor.desk.models import Pending
from cinterfor.desk.roles import TRANSLATORS
from cinterfor.history.models import Version
from knowledge.models import Page
from tests import factories
from tests.browser.proof.axe import flaws

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.proof]
QUEUE = "/es/admin/translations/queue/?language=pt&type=page"


def press_until(page, key, selector, most=40):
    """Press the key until the element has the focus, as who has no mouse does."""
    for _number in range(most):
        page.keyboard.press(key)
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached by {key}")


@pytest.fixture
def translating(window_of):
    return window_of("traduce", TRANSLATORS["pt"])


def test_three_records_are_translated_by_keyboard_alone(translating):
    factories.make_theme(name_es="Diálogo", name_pt="Diálogo social", name_en="Dialogue")
    first = factories.make_page(title_es="Uno", title_pt="")
    second = factories.make_page(title_es="El diálogo", title_pt="", body_es="<p>Dos</p>", body_pt="")
    third = factories.make_page(title_es="Tres")
    third.title_es = "Tres y medio"
    third.save()

    translating.goto(QUEUE)
    assert flaws(translating) == []
    press_until(translating, "Tab", "tbody th a")
    translating.keyboard.press("Enter")
    expect(translating.locator("textarea[name=text-title]")).to_be_focused()
    translating.keyboard.type("Um")
    translating.keyboard.press("Control+Enter")
    expect(translating.locator(".messagelist .success")).to_be_visible()
    expect(translating.locator("h1")).to_have_text(second.title_es)
    translating.keyboard.type("O diálogo")
    press_until(translating, "Tab", "textarea")
    press_until(translating, "Tab", "[name=_take]")
    translating.keyboard.press("Enter")
    expect(translating.locator("[name='text-body:2']")).to_have_value("Dos")
    assert flaws(translating) == []
    translating.keyboard.press("Control+Enter")
    expect(translating.locator("h1")).to_have_text(third.title_es)
    assert flaws(translating) == []
    press_until(translating, "Tab", "[name=right-title]")
    translating.keyboard.press("Space")
    press_until(translating, "Tab", "button[name=_next]")
    translating.keyboard.press("Enter")

    expect(translating.locator(".queue__empty")).to_be_visible()
    titles = {item.record_id: item.version.state["fields"]["title_pt"] for item in Pending.objects.all()}
    assert titles == {first.pk: "Um", second.pk: "O diálogo"}
    assert Pending.objects.get(record_id=second.pk).version.state["fields"]["body_pt"] == "<p>Dos</p>"
    assert translating.complaints == []


def test_doubts_errors_and_lost_connections_leave_what_was_typed(translating):
    record = factories.make_page(title_es="Uno", title_pt="")

    translating.goto(f"/pt/admin/translations/work/page/{record.pk}/pt/")
    field = translating.locator("textarea[name=text-title]")
    field.fill("Um de 2020")
    translating.keyboard.press("Control+Enter")
    expect(translating.locator(".doubt")).to_be_visible()
    assert flaws(translating) == []
    expect(field).to_have_value("Um de 2020")
    field.fill("a" * 205)
    expect(translating.locator(".room:visible")).to_contain_text("5")
    translating.locator(".bench__buttons [name=_save]").click()
    expect(translating.locator(".errorlist li").first).to_be_visible()
    assert flaws(translating) == []
    field.fill("Meio tra")
    expect(translating.locator(".kept")).not_to_be_empty()
    translating.goto(QUEUE)
    translating.goto(f"/pt/admin/translations/work/page/{record.pk}/pt/")

    expect(field).to_have_value("Meio tra")
    assert not Version.objects.of(Page, record.pk).filter(pending=True).exists()
