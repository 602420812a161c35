"""A real browser: the system's Chromium, driven by Playwright, on a live server."""

import os
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from playwright.sync_api import expect, sync_playwright

from cinterfor.desk.roles import make_groups
from tests.browser.chromium import ARGUMENTS, chromium
from tests.browser.complaints import listen


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker("browser")


def pytest_runtest_setup():
    """Without Chromium the tests here are skipped, in one line of the report; in CI they fail."""
    if chromium() is None:
        refuse = pytest.fail if os.environ.get("CI") else pytest.skip
        refuse("Chromium is not installed: apt-get install chromium, or CHROMIUM=/path/to/it.")


@pytest.fixture(scope="module")
def browser():
    with pytest.MonkeyPatch.context() as environment, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread, and there Django refuses its database layer.
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "yes")
        # The arguments say headless themselves: Playwright's own way wants another build of Chromium.
        opened = playwright.chromium.launch(
            executable_path=chromium(), headless=False, args=ARGUMENTS, timeout=60_000
        )
        yield opened
        opened.close()


@pytest.fixture
def context(browser, live_server):
    """A reader's window, whose addresses begin at the live server."""
    opened = browser.new_context(base_url=live_server.url, locale="es-UY", reduced_motion="reduce")
    yield opened
    opened.close()


@pytest.fixture
def page(context):
    expect.set_options(timeout=10_000)
    opened = context.new_page()
    opened.set_default_timeout(20_000)
    return opened


def watched(page, address):
    """The page, noting what the browser complains of."""
    page.complaints = listen(page, address)
    return page


@pytest.fixture
def let_in(context, client, live_server):
    """Gives the window the session of an account."""

    def give(account):
        client.force_login(account)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
        context.add_cookies([cookie])

    return give


@pytest.fixture
def editing(page, let_in, admin_user, live_server):
    """A window of an administrator."""
    let_in(admin_user)
    return watched(page, live_server.url)


@pytest.fixture
def window_of(browser, live_server, django_user_model):
    """Opens a window of its own for a member of a group, who logs in as people do."""
    opened = []

    def open_window(name, group, language="es"):
        make_groups()  # the tests before this one may have emptied the tables
        account = django_user_model.objects.create_user(name, password="x", is_staff=True)
        account.groups.add(Group.objects.get(name=group))
        opened.append(browser.new_context(base_url=live_server.url, reduced_motion="reduce"))
        page = watched(opened[-1].new_page(), live_server.url)
        page.set_default_timeout(20_000)
        page.goto(f"/{language}/admin/")
        page.fill("#id_username", name)
        page.fill("#id_password", "x")
        page.locator("#login-form [type=submit]").click()
        page.locator("#user-tools").wait_for()
        return page

    yield open_window
    for context in opened:
        context.close()
