"""Reading and filtering in a browser: controls land on what they lead to, with and without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def network():
    country = factories.make_country(code="BR", slug="br", name="Brasil")
    for number in range(24):
        institution = factories.make_institution(country=country, name=f"Servicio {number:02}")
        factories.make_membership(institution=institution)
    about = {"countries": [country], "institutions": [institution]}
    for _number in range(8):
        factories.make_product(**about)
        factories.make_news(**about)


def is_at_the_top(page, selector):
    """Whether the element begins in the upper part of the window, where a reader looks first."""
    place = page.locator(selector).evaluate("element => element.getBoundingClientRect().top / innerHeight")
    return -0.1 < place < 0.5


def test_a_second_skip_link_leads_to_the_results(page, network):
    page.goto("/es/instituciones/")

    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator(".skip:focus")).to_be_in_viewport()
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "results"


@pytest.mark.parametrize("scripted", [True, False])
def test_filters_chips_and_pages_land_on_the_results(browser, live_server, network, scripted):
    size = {"width": 360, "height": 740}
    context = browser.new_context(base_url=live_server.url, java_script_enabled=scripted, viewport=size)
    page = context.new_page()
    page.goto("/es/instituciones/")

    page.locator(".filters summary").click()
    page.locator("#id_country").select_option("BR")
    page.locator(".filters button[type=submit]").click()
    for control in (".pagination [rel=next]", ".chips a >> nth=0"):
        assert page.url.endswith("#results")
        expect(page.locator("#results .results__count")).to_be_in_viewport()
        page.locator(control).click()
    assert page.url.endswith("/es/instituciones/?sort=title#results")
    context.close()


def test_after_a_wrong_filter_the_reader_lands_on_the_summary_and_goes_on_to_the_field(page, network):
    page.goto("/es/acuerdos/?year=abc#results")

    assert page.evaluate("document.activeElement.getAttribute('role')") == "alert"
    page.locator("[role=alert] a").click()
    assert page.evaluate("document.activeElement.id") == "id_year"


def test_after_a_wrong_report_the_reader_stands_at_the_summary(page, network):
    page.goto("/es/solicitudes/correction/")
    page.locator("form.form").evaluate("form => { form.noValidate = true }")

    page.locator("form.form button").click()

    assert page.evaluate("document.activeElement.getAttribute('role')") == "alert"


@pytest.mark.parametrize("width", [320, 1280])
def test_contents_lead_to_the_parts_of_a_profile(page, network, width):
    page.set_viewport_size({"width": width, "height": 740})
    page.goto("/es/paises/br/")

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator(".on-this-page a[href='#products']").click()

    assert is_at_the_top(page, "#products-heading")


def test_axe_finds_no_flaw_in_profiles_and_errors(page, network):
    from axe_playwright_python.sync_playwright import Axe

    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for path in ("/es/paises/br/", "/es/instituciones/", "/es/acuerdos/?year=abc"):
            page.goto(path)

            found = Axe().run(page)

            assert found.violations_count == 0, found.generate_report()
