"""Long checks of every page type: one portal for the session, and windows onto it."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.addresses import LANGUAGES, page_types
from tests.browser.proof import portal as portals
from tests.browser.proof.furnish import ADMINISTRATOR

MEASURES = "\n".join((Path(__file__).parent / name).read_text() for name in ("layout.js", "keyboard.js"))


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker("proof")


@pytest.fixture(scope="session")
def portal(request):
    """The address of the running portal. With --reuse-db its database is kept for the next time."""
    keep = request.config.getoption("reuse_db") and not request.config.getoption("create_db")
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    with portals.started(f"proof_{worker}", keep) as address:
        yield address


@pytest.fixture(scope="session")
def examples(portal):
    return portals.examples(portal)


@pytest.fixture
def visit(portal, examples):
    """Open a page type in a language: `visit(page, page_type, "es")`; skips what the portal has not."""

    def open_page(page, page_type, language="es"):
        address = page_type.address(language, examples)
        if address is None:
            pytest.skip("the shipped records have no example")
        answer = page.goto(portal + address)
        assert answer.status == page_type.status, address
        if page_type.act:
            page_type.act(page)
        page.evaluate("document.fonts.ready.then(() => 0)")
        return address

    return open_page


@pytest.fixture
def new_window(browser):
    """Windows with the settings of one reader: `new_window(width=360, color_scheme="dark")`."""
    opened = []

    def open_window(width=1280, height=900, **settings):
        expect.set_options(timeout=10_000)
        context = browser.new_context(
            viewport={"width": width, "height": height},
            reduced_motion=settings.pop("reduced_motion", "reduce"),
            locale="es-UY",
            **settings,
        )
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        # A scroll bar would take its width from the page: 320 px are to be 320.
        context.new_cdp_session(page).send("Emulation.setScrollbarsHidden", {"hidden": True})
        return page

    yield open_window
    for context in opened:
        context.close()


@pytest.fixture
def window(new_window):
    return new_window()


@pytest.fixture(scope="session")
def administrator(portal):
    """The cookies of an administrator's session, to be opened in any window."""
    from http.cookiejar import CookieJar
    from urllib.parse import urlencode
    from urllib.request import HTTPCookieProcessor, build_opener

    jar = CookieJar()
    opener = build_opener(HTTPCookieProcessor(jar))
    login = f"{portal}/es/admin/login/"
    opener.open(login).read()
    token = next(cookie.value for cookie in jar if cookie.name == "csrftoken")
    sent = urlencode(ADMINISTRATOR | {"csrfmiddlewaretoken": token}).encode()
    opener.open(login, sent).read()
    return [{"name": cookie.name, "value": cookie.value, "url": portal} for cookie in jar]


@pytest.fixture
def editing(new_window, administrator):
    page = new_window()
    page.context.add_cookies(administrator)
    return page


@pytest.fixture
def measure():
    """Call one of the measures of layout.js or keyboard.js on a page: `measure(page, "overlaps")`."""

    def call(page, name):
        if not page.evaluate("'proof' in window"):
            page.evaluate(MEASURES)
        return page.evaluate(f"proof.{name}()")

    return call


def pytest_generate_tests(metafunc):
    """Tests that take `page_type` run once for each, and with `language` once for each language."""
    given = {mark.args[0] for mark in metafunc.definition.iter_markers("parametrize")}
    if "page_type" in metafunc.fixturenames and "page_type" not in given:
        metafunc.parametrize("page_type", page_types(), ids=lambda page_type: page_type.name)
    if "language" in metafunc.fixturenames:
        metafunc.parametrize("language", LANGUAGES)
