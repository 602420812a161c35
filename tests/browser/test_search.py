"""The search page and the suggestions in a browser: by keyboard, by touch, without JavaScript."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests import factories
from tests.browser.complaints import listen

pytestmark = pytest.mark.django_db(transaction=True)
SEARCH = {"es": "/es/buscar/", "pt": "/pt/buscar/", "en": "/en/search/"}
#: The search page has one field, the other pages another.
FIELDS = [({"es": "/es/", "pt": "/pt/", "en": "/en/"}, "#find"), (SEARCH, "#words")]
#: What a reader may ask for: found, narrowed, corrected, nothing, nothing with filters, no words.
QUERIES = [
    "?q=soldadura",
    "?q=soldadura&country=BR",
    "?q=soldadira",
    "?q=zzzzqq",
    "?q=soldadura&type=news",
    "",
]


@pytest.fixture
def records():
    brazil, uruguay = factories.make_country(code="BR"), factories.make_country(code="UY")
    factories.make_institution(slug="senai", country=brazil, name="Escuela de soldadura", acronym="ESOL")
    factories.make_institution(slug="inefop", country=uruguay, name="Instituto de soldadura")
    theme = factories.make_theme(slug="welding", name_es="Soldadura", name_pt="Soldagem", name_en="Welding")
    factories.make_product(slug="manual", title="Manual de soldadura", themes=[theme])
    factories.make_news()


def suggest(page, words="solda", path="/es/", field="#find"):
    """Type into a field, and wait until there are suggestions."""
    page.goto(path)
    page.locator(field).press_sequentially(words)
    page.get_by_role("listbox").get_by_role("option").first.wait_for()
    return page.locator(field)


def visit(page, address, status=200):
    """Open a page; one that failed would have no flaw either."""
    assert page.goto(address).status == status, address


def active(page):
    return page.locator('[role="option"][aria-selected="true"]')


def assert_no_flaw(page):
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_a_suggestion_is_chosen_by_keyboard_and_leads_to_its_record(page, records):
    field = suggest(page, "manual")

    page.keyboard.press("ArrowDown")
    expect(active(page)).to_contain_text("Manual de soldadura")
    expect(field).to_have_attribute("aria-activedescendant", active(page).get_attribute("id"))
    page.keyboard.press("Enter")

    page.wait_for_url("**/manual/")
    assert "Manual de soldadura" in page.locator("h1").inner_text()


def test_the_arrows_go_round_through_the_field_itself(page, records):
    field = suggest(page)
    options = page.get_by_role("listbox").get_by_role("option")

    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")

    expect(active(page)).to_have_count(0)
    assert field.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")


def test_home_goes_to_the_beginning_of_the_words(page, records):
    field = suggest(page)

    page.keyboard.press("ArrowDown")
    page.keyboard.press("Home")

    assert field.evaluate("field => field.selectionStart") == 0
    expect(active(page)).to_have_count(0)


def test_enter_without_a_choice_searches_for_the_words(page, records):
    suggest(page, "soldadura")

    page.keyboard.press("Enter")

    page.wait_for_url("**/es/buscar/?q=soldadura")
    expect(page.locator(".hit").first).to_be_visible()


def test_escape_closes_the_suggestions_and_then_clears_the_words(page, records):
    field = suggest(page)

    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("solda")
    page.keyboard.press("Escape")

    expect(field).to_have_value("")


def test_tab_leaves_the_field_and_closes_the_suggestions(page, records):
    field = suggest(page)

    page.keyboard.press("Tab")

    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).not_to_be_focused()


def test_suggestions_close_where_no_words_are_left(page, records):
    field = suggest(page)

    field.fill("")

    expect(page.get_by_role("listbox")).to_be_hidden()


def test_a_tap_on_a_suggestion_leads_to_its_record(browser, live_server, records):
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    suggest(page, "manual", SEARCH["es"], "#words")

    page.get_by_role("listbox").get_by_role("option", name="Manual de soldadura").tap()

    page.wait_for_url("**/manual/")
    context.close()


def test_how_many_suggestions_there_are_is_told(page, records):
    suggest(page, "manual")

    expect(page.locator(".find [role=status]").first).to_contain_text("1")


def test_a_suggestion_in_another_language_says_so(page):
    factories.make_institution(name_es="Taller de soldadura", name_pt="", name_en="")

    suggest(page, "taller", "/en/")

    words = page.get_by_role("listbox").get_by_role("option").get_by_text("Taller de soldadura")
    expect(words).to_have_attribute("lang", "es")


def test_the_form_searches_on_where_suggestions_fail(page, records):
    page.route("**/sugerencias/**", lambda route: route.abort())
    page.goto("/es/")

    with page.expect_event("requestfailed"):
        page.locator("#find").press_sequentially("soldadura")
    page.keyboard.press("Enter")

    page.wait_for_url("**/es/buscar/?q=soldadura")
    expect(page.locator(".hit").first).to_be_visible()


def test_only_the_newest_words_are_answered(page, records):
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "sugerencias" in request.url else None)

    suggest(page, "manual")

    assert asked[-1].endswith("?q=manual")
    assert len(asked) < len("manual")


def test_search_works_without_javascript(browser, live_server, records):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()

    page.goto("/es/")
    assert page.locator("#find").get_attribute("role") is None
    page.locator("#find").fill("soldadura")
    page.keyboard.press("Enter")
    page.locator(".facet a").filter(has_text="Producto").first.click()

    assert "type=product" in page.url
    assert page.locator(".hit").count() == 1
    context.close()


@pytest.mark.parametrize(("width", "height"), [(360, 740), (1280, 900)])
def test_choosing_a_facet_lands_on_the_results(page, records, width, height):
    page.set_viewport_size({"width": width, "height": height})
    page.goto(SEARCH["es"] + "?q=soldadura")
    if width < 992:
        page.locator(".facets summary").first.click()

    page.locator(".facet a").filter(has_text="Producto").first.click()
    page.wait_for_url(re.compile(r"type=product.*#results$"))

    expect(page.locator("#results")).to_be_in_viewport()
    expect(page.locator(".hit")).to_have_count(1)
    expect(page.locator('.facet a[aria-current="true"]')).to_have_count(1)


def test_facets_stand_open_beside_the_results_and_are_folded_on_a_phone(page, records):
    page.goto(SEARCH["es"] + "?q=soldadura&country=BR")
    facet = page.locator(".facet a").first

    page.set_viewport_size({"width": 1280, "height": 900})
    expect(facet).to_be_visible()
    page.set_viewport_size({"width": 360, "height": 740})

    expect(facet).to_be_hidden()


@pytest.mark.parametrize("language", SEARCH)
def test_search_pages_open_without_a_complaint_or_a_request_to_another_host(
    page, live_server, records, language
):
    complaints = listen(page, live_server.url)

    for query in QUERIES:
        visit(page, SEARCH[language] + query)
    suggest(page, path=SEARCH[language], field="#words")

    assert complaints == []


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_no_search_page_is_wider_than_the_screen(page, records, width):
    page.set_viewport_size({"width": width, "height": 900})

    for query in [*QUERIES, "?q=" + "soldadura" * 20]:
        visit(page, SEARCH["pt"] + query)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, query
    for path, field in FIELDS:
        suggest(page, path=path["pt"], field=field)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, field


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_flaw_on_search_pages(page, records, scheme):
    page.emulate_media(color_scheme=scheme)

    for query in QUERIES:
        visit(page, SEARCH["es"] + query)
        assert_no_flaw(page)
    visit(page, SEARCH["es"] + "?q=soldadura&type=nothing", status=400)
    assert_no_flaw(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_no_flaw_in_open_suggestions(page, records, scheme, width):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})

    for path, field in FIELDS:
        suggest(page, path=path["es"], field=field)
        page.keyboard.press("ArrowDown")

        assert_no_flaw(page)
