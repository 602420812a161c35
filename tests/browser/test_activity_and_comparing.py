"""Choosing a period and comparing, in a browser: without JavaScript, on a phone, without a flaw for axe."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
COMPARED = "/es/comparar/?country=UY&country=BR&country=CL&country=DO"
PAGES = ["/es/actividad/", "/es/actividad/?year_from=x", "/es/comparar/", COMPARED]


@pytest.fixture
def countries():
    names = {"UY": "Uruguay", "BR": "Brasil", "CL": "Chile", "DO": "República Dominicana"}
    found = [factories.make_country(code=code, name=name) for code, name in names.items()]
    theme = factories.make_theme()
    for signed in ("2014", "2016-05", None):
        factories.make_agreement(countries=found[:2], themes=[theme], signed=signed)
    factories.make_product(countries=found, themes=[theme])
    factories.make_event(country=found[2])


def test_a_reader_without_javascript_chooses_a_period_and_compares(browser, live_server, countries):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()

    page.goto("/es/actividad/")
    page.locator("#id_year_from").fill("2015")
    page.locator("#id_country").select_option("UY")
    page.locator(".scope button").click()
    page.locator(".is-agreement a").first.click()
    assert page.locator(".results__count").inner_text().startswith("1 ")

    page.goto("/es/comparar/?country=UY")
    page.locator("#id_country_2").select_option("BR")
    page.locator(".chooser.is-country button").click()
    assert page.locator("thead th").all_inner_texts() == ["Uruguay", "Brasil"]
    assert page.locator("tbody.is-agreement .compare__total td").all_inner_texts() == ["3", "3"]
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_activity_and_comparison_fit_the_screen_and_axe_finds_no_flaw(page, countries, width):
    page.set_viewport_size({"width": width, "height": 800})
    for scheme, path in zip(("light", "dark") * 2, PAGES, strict=True):
        page.emulate_media(color_scheme=scheme)
        page.goto(path)

        found = Axe().run(page)

        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert found.violations_count == 0, found.generate_report()


def test_the_names_of_the_columns_stay_in_view_above_what_has_the_focus(page, countries):
    page.goto(COMPARED)

    link = page.locator("tbody.is-event a").last
    link.focus()

    head, focused = page.locator("thead th").first.bounding_box(), link.bounding_box()
    assert head["y"] >= 0 and head["y"] + head["height"] <= focused["y"]
