"""Public pages in a browser: no complaint, no request to another host, room on every screen."""

import pytest

from tests import factories
from tests.browser.complaints import listen

pytestmark = pytest.mark.django_db(transaction=True)
LANGUAGES = ("es", "pt", "en")
PATHS = {
    "es": [
        "/es/",
        "/es/instituciones/",
        "/es/instituciones/senai/",
        "/es/acuerdos/?status=in-force",
        "/es/nada/",
    ],
    "pt": [
        "/pt/",
        "/pt/instituicoes/",
        "/pt/instituicoes/senai/",
        "/pt/acordos/?status=in-force",
        "/pt/nada/",
    ],
    "en": [
        "/en/",
        "/en/institutions/",
        "/en/institutions/senai/",
        "/en/agreements/?status=in-force",
        "/en/x/",
    ],
}


@pytest.fixture
def network():
    country = factories.make_country(code="BR")
    institution = factories.make_institution(slug="senai", country=country, acronym="SENAI")
    factories.make_membership(institution=institution)
    factories.make_party(agreement=factories.make_agreement(), institution=institution)
    factories.make_product(institutions=[institution])
    factories.make_page(menu="footer")


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_open_without_a_complaint_or_a_request_to_another_host(page, live_server, network, language):
    complaints = listen(page, live_server.url)

    for path in PATHS[language]:
        page.goto(path)

        assert page.locator("html").get_attribute("lang") == language
        assert page.locator("h1").is_visible()
    # The browser itself notes the 404 of the page that is not there.
    assert [complaint for complaint in complaints if "404" not in complaint] == []


@pytest.mark.parametrize("width", [320, 360, 768, 1280, 1920])
def test_no_page_is_wider_than_the_screen(page, network, width):
    page.set_viewport_size({"width": width, "height": 900})

    for path in PATHS["pt"]:
        page.goto(path)

        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_the_portal_works_without_javascript(browser, live_server, network):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()

    page.goto("/es/instituciones/")
    page.locator("#id_membership").select_option("constituent")
    page.locator(".filters button").click()

    assert "membership=constituent" in page.url
    assert page.get_by_role("link", name="SENAI").first.is_visible()
    context.close()


def test_a_keyboard_reaches_the_content_at_once(page, network):
    page.goto("/es/")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "content"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_flaw(page, network, scheme):
    from axe_playwright_python.sync_playwright import Axe

    page.emulate_media(color_scheme=scheme)
    for path in PATHS["es"]:
        page.goto(path)

        found = Axe().run(page)

        assert found.violations_count == 0, found.generate_report()
