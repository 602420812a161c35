"""axe-core finds no violation of WCAG 2.2 A, AA or its best practices, on any page in any language."""

import re

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.contrib import admin
from django.urls import reverse
from django.utils import translation

from tests.browser.addresses import ADMIN_PAGES
from tests.browser.proof.axe import violations, violations_in_all_states

MODELS = [pytest.param(model, id=model._meta.label) for model in admin.site._registry]


def test_axe_is_new_enough_and_sees_targets_that_are_too_small(window):
    window.set_content(
        '<html lang="en"><title>x</title><main><h1>x</h1>'
        '<button style="width:9px;height:9px;padding:0">a</button>'
        '<button style="width:9px;height:9px;padding:0">b</button></main>'
    )
    window.evaluate(AXE_SCRIPT)

    assert tuple(map(int, window.evaluate("axe.version").split(".")[:2])) >= (4, 8)
    assert {place.split()[0] for place in violations(window)} == {"target-size"}


def test_axe_finds_no_violation(window, visit, page_type, language):
    visit(window, page_type, language)

    found = violations_in_all_states(window)
    assert found == [], "\n".join(found)


def test_axe_finds_no_violation_at_the_login(window, portal, language):
    window.goto(f"{portal}/{language}/admin/login/")
    found = violations_in_all_states(window)
    window.locator("form").evaluate("form => { form.noValidate = true; form.submit() }")
    window.locator(".errornote").wait_for()

    found += violations_in_all_states(window)
    assert found == [], "\n".join(found)


@pytest.mark.parametrize("page_type", ADMIN_PAGES, ids=lambda page_type: page_type.name)
def test_axe_finds_no_violation_on_pages_of_the_admin(editing, visit, page_type, language):
    visit(editing, page_type, language)

    found = violations_in_all_states(editing)
    assert found == [], "\n".join(found)


def admin_pages(page, portal, model, language):
    """List, form to add, form to change, its history and confirmation of deletion, where they are."""
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    with translation.override(language):
        listed = portal + reverse(f"{name}_changelist")
    yield listed
    page.goto(listed)
    # The side bar has such links too; only the list's own says that there is a form to add.
    if page.locator("#content .object-tools a.addlink").count():
        yield f"{listed}add/"
    record = re.search(r"/(\d+)/change/", page.locator("#result_list").inner_html())[0]
    record = listed.rstrip("/") + record.removesuffix("change/")
    page.goto(f"{record}change/")
    yield from (f"{record}{action}/" for action in ("change", "history"))
    # Some kinds nobody deletes: their forms lead to no confirmation.
    if page.locator("#content a.deletelink").count():
        yield f"{record}delete/"


@pytest.mark.parametrize("model", MODELS)
def test_axe_finds_no_violation_on_lists_and_forms_of_the_admin(editing, portal, model, language):
    found = []

    for address in list(admin_pages(editing, portal, model, language)):
        assert editing.goto(address).status == 200, address
        page = address.removeprefix(portal)
        found += [f"{page}: {flaw}" for flaw in violations_in_all_states(editing)]

    assert found == [], "\n".join(found)
