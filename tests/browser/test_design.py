"""The frame of pages in a browser: light and dark, the menu on a phone, the pages of a list, the admin."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from agreements.models import Agreement
from tests import factories
from tests.admin.forms import address

pytestmark = pytest.mark.django_db(transaction=True)
PAPER, NIGHT = "rgb(251, 248, 242)", "rgb(18, 24, 31)"
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
SHIFTS = """new PerformanceObserver(list => list.getEntries().forEach(entry => {
    window.shifted = (window.shifted || 0) + entry.value;
})).observe({type: "layout-shift", buffered: true})"""


def ground(page):
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


@pytest.fixture
def staff(let_in, admin_user):
    """The reader is an administrator."""
    let_in(admin_user)


def test_the_choice_of_dark_lasts_on_other_pages_and_in_the_admin(page):
    page.emulate_media(color_scheme="light")
    page.goto("/es/")
    assert ground(page) == PAPER

    page.locator("#theme").select_option("dark")
    assert ground(page) == NIGHT

    for path in ("/pt/instituicoes/", "/es/admin/login/"):
        page.goto(path)
        assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"


def test_the_choice_of_the_admin_holds_on_the_portal(page):
    page.emulate_media(color_scheme="light")
    page.goto("/es/admin/login/")
    page.locator(".theme-toggle").click()

    page.goto("/es/")

    assert ground(page) == NIGHT
    assert page.locator("#theme").input_value() == "dark"


@pytest.mark.parametrize(("scheme", "colour"), [("light", PAPER), ("dark", NIGHT)])
def test_without_a_choice_or_javascript_the_system_decides(browser, live_server, scheme, colour):
    context = browser.new_context(
        base_url=live_server.url, java_script_enabled=False, color_scheme=scheme, viewport=PHONE
    )
    page = context.new_page()
    page.goto("/es/")

    assert ground(page) == colour
    assert not page.locator("#theme").is_visible()
    context.close()


def test_on_a_phone_the_menu_opens_by_keyboard_without_javascript(browser, live_server):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto("/es/")
    menu, first = page.locator(".menu summary"), page.locator(".menu a").first
    assert not first.is_visible()

    menu.focus()
    page.keyboard.press("Enter")
    expect(first).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/es/paises/")

    menu.click()
    assert page.locator(".menu a[aria-current=page]").inner_text() == "Países"
    context.close()


def test_on_a_wide_screen_the_menu_lies_open(page):
    page.set_viewport_size(DESK)
    page.goto("/es/")

    assert page.locator(".menu a").count() == 8
    assert all(link.is_visible() for link in page.locator(".menu a").all())
    assert not page.locator(".menu summary").is_visible()


@pytest.mark.parametrize("width", [320, 1280])
def test_pages_of_a_list_are_numbered_and_large_enough_to_touch(page, staff, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/en/admin/styleguide/?page=5")
    pages = page.locator(".pagination")

    assert pages.locator("[aria-current=page]").inner_text() == "5"
    assert pages.locator(".pagination__range").inner_text() == "Results 81–100 of 412"
    numbers = [part for part in pages.locator("li").all_inner_texts() if part.isdigit() or part == "…"]
    assert numbers == ["1", "…", "4", "5", "6", "…", "21"]
    boxes = [link.bounding_box() for link in pages.locator("a").all()]
    assert min(min(box["width"], box["height"]) for box in boxes) >= 24
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.proof
@pytest.mark.parametrize(("scheme", "viewport"), [("light", PHONE), ("dark", DESK)], ids=["phone", "desk"])
def test_axe_finds_no_flaw_in_the_admin_and_the_style_guide(page, staff, scheme, viewport):
    agreement = factories.make_party().agreement
    paths = ["/es/admin/", address(Agreement, "changelist"), address(Agreement, "change", agreement)]
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(viewport)

    for path in (*paths, "/es/admin/styleguide/?page=5"):
        page.goto(path)
        page.wait_for_load_state("networkidle")
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_flaw_in_the_login(page, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(PHONE)
    page.goto("/pt/admin/login/")

    found = Axe().run(page)

    assert found.violations_count == 0, found.generate_report()


def test_fonts_that_come_late_move_next_to_nothing(page):
    factories.make_membership()
    page.add_init_script(SHIFTS)
    page.route("**/*.woff2", lambda route: (page.wait_for_timeout(500), route.continue_()))

    page.goto("/es/instituciones/")
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(300)

    assert page.evaluate("document.fonts.check('16px \"Noto Sans\"')")
    assert page.evaluate("window.shifted || 0") < 0.01


def test_on_paper_there_is_no_menu_and_the_ground_is_white(page):
    page.emulate_media(color_scheme="dark", media="print")
    page.goto("/es/acuerdos/")

    assert ground(page) == "rgb(255, 255, 255)"
    hidden = (".menu", ".find", ".masthead__tools", ".filters", ".footer__columns")
    assert not any(page.locator(part).first.is_visible() for part in hidden)


def test_on_paper_no_heading_stands_above_links_that_only_a_screen_opens(page):
    page.emulate_media(media="print")
    page.goto(factories.make_product().get_absolute_url())

    assert page.get_by_role("heading", name="Dirección permanente").is_visible()
    assert not page.locator("section:has(> .data-menu)").is_visible()


def test_twice_as_large_letters_fit_the_narrowest_screen(page):
    factories.make_membership()
    page.set_viewport_size({"width": 320, "height": 800})

    for path in ("/pt/", "/pt/instituicoes/", "/pt/buscar/?q=formacao"):
        page.goto(path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")

        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
