"""A table of 500 rows, 7 of them wrong, from the upload to its undoing, in a browser."""

import pytest
from playwright.sync_api import expect

from knowledge.models import Theme
from tests.admin.forms import address
from tests.browser.proof.axe import flaws

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.proof]


def test_a_table_is_sent_looked_at_imported_and_undone(editing):
    rows = [f"tema-{number},Tema {number}," for number in range(493)]
    rows += [f"malo-{number},Malo,no-es-un-tema" for number in range(7)]
    table = "\n".join(["slug,name_es,broader", *rows]).encode()
    editing.goto(address(Theme, "changelist"))
    editing.locator(f"a[href='{address(Theme, 'import')}']").click()

    assert flaws(editing) == []
    editing.set_input_files("[name=file]", {"name": "temas.csv", "mimeType": "text/csv", "buffer": table})
    editing.locator("[name=publication][value=at-once]").check()
    editing.locator("form:has([name=file]) [type=submit]").click()
    # The page asks for itself until all rows are checked.
    carry_out = editing.locator("form[action$='/carry-out/'] [type=submit]")
    expect(carry_out).to_be_visible(timeout=60_000)
    expect(editing.locator(".errorlist li")).to_have_count(7)
    assert Theme.objects.count() == 0
    assert flaws(editing) == []
    carry_out.click()
    # The answer grows while the rows are written, and ends with the way to the report.
    bar = editing.locator(".progress-steps progress").last
    bar.wait_for(state="visible")
    to_report = editing.locator(".progress-steps a")
    expect(to_report).to_be_visible(timeout=90_000)
    expect(bar).to_have_attribute("value", "493")
    expect(editing.locator(".while-going")).to_be_hidden()
    to_report.click()
    undo = editing.locator("form[action$='/undo/'] [type=submit]")
    expect(undo).to_be_visible()
    assert Theme.objects.published().count() == 493
    assert flaws(editing) == []

    undo.click()
    expect(to_report).to_be_visible(timeout=90_000)
    to_report.click()
    expect(editing.locator(".outcomes")).to_be_visible()
    assert flaws(editing) == []

    assert Theme.objects.published().count() == 0
    assert editing.complaints == []
