"""Everything is reached, seen and done by keyboard alone, in the order of the page, without a trap."""

from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.browser.addresses import PageType, first_of_each

#: Presses beyond the stops of the page: regions that scroll are stops too.
SPARE = 40
#: CSS pixels by which a stop may stand higher or further left than the one before, and still be in order.
BACK = 8
INSTITUTIONS = PageType("institution list", "institution_list")


def walk(page, measure) -> list[dict]:
    """Press Tab until the page is left, and tell each stop that was met."""
    expected, met = measure(page, "begin"), []
    for _press in range(expected + SPARE):
        page.keyboard.press("Tab")
        stop = measure(page, "step")
        if stop is None or (met and stop["number"] == met[0]["number"]):
            break
        met.append(stop)
    return met


def flaws_of(met, names) -> list[str]:
    numbers = [stop["number"] for stop in met if stop["number"] >= 0]
    found = [f"is never reached: {name}" for number, name in enumerate(names) if number not in numbers]
    if numbers != sorted(numbers):
        found.append("the order of the stops is not that of the page")
    found += [f"{flaw}: {stop['name']}" for stop in met for flaw in stop["flaws"]]
    for before, after in pairwise(met):
        up, left = before["top"] - after["top"], before["left"] - after["left"]
        if up > BACK and left > BACK and not (before["isInPicture"] and after["isInPicture"]):
            found.append(f"the focus jumps back from {before['name']} to {after['name']}")
    return found


def tab_to(page, target):
    """Press Tab until the target has the focus."""
    for _press in range(250):
        page.keyboard.press("Tab")
        if target.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"never reached: {target}")


def test_the_measure_sees_a_trap_an_unseen_focus_and_a_stop_out_of_order(window, measure):
    window.set_content(
        '<a href="#a">one</a><a href="#b" style="outline:0">two</a><a href="#c" tabindex="1">three</a>'
        '<button onkeydown="event.preventDefault()">four</button><a href="#d">five</a>'
    )

    found = " ".join(flaws_of(walk(window, measure), measure(window, "stopNames")))

    assert "no focus indicator: a “two”" in found
    assert "is never reached: a “three”" in found
    assert "is never reached: a “five”" in found


def test_the_measure_sees_stops_that_are_not_in_the_order_of_the_page(window, measure):
    def leads_to(stop):
        return f'href="#" onkeydown="event.preventDefault(); document.links[{stop}].focus()"'

    window.set_content(f"<a {leads_to(2)}>one</a><a {leads_to(0)}>two</a><a {leads_to(1)}>three</a>")

    assert "order of the stops" in " ".join(flaws_of(walk(window, measure), measure(window, "stopNames")))


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("page_type", first_of_each(), ids=lambda page_type: page_type.name)
def test_tab_reaches_and_shows_every_control_in_the_order_of_the_page(
    new_window, visit, measure, page_type, width
):
    page = new_window(width)
    visit(page, page_type)
    for menu in page.locator("details:not([open]) > summary").all():
        if menu.is_visible():
            menu.press("Enter")

    met = walk(page, measure)

    found = flaws_of(met, measure(page, "stopNames"))
    assert found == [], "\n".join(found)


@pytest.mark.parametrize("key", ["Enter", "Space"])
@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("page_type", [PageType("home", "home"), INSTITUTIONS], ids=lambda one: one.name)
def test_menus_open_and_close_by_key(new_window, visit, page_type, width, key):
    page = new_window(width)
    visit(page, page_type)

    for menu in page.locator("details > summary").all():
        if not menu.is_visible():
            continue
        is_open = menu.evaluate("summary => summary.parentElement.open")
        menu.press(key)
        assert menu.evaluate("summary => summary.parentElement.open") is not is_open
        menu.press(key)
        assert menu.evaluate("summary => summary.parentElement.open") is is_open


@pytest.mark.parametrize("page_type", first_of_each(), ids=lambda page_type: page_type.name)
def test_skip_links_begin_the_page_show_themselves_and_lead_to_their_target(window, visit, page_type):
    visit(window, page_type)
    window.keyboard.press("Tab")
    links = window.locator("a.skip").all()
    assert links
    expect(links[0]).to_be_focused()

    for link in links:
        visit(window, page_type)
        tab_to(window, link)
        expect(link).to_be_in_viewport(ratio=0.9)
        target = link.get_attribute("href").removeprefix("#")
        window.keyboard.press("Enter")
        assert window.evaluate("document.activeElement.id") == target


def test_a_list_is_filtered_sorted_turned_and_downloaded_by_keyboard(window, visit):
    visit(window, INSTITUTIONS)
    form = window.locator(".filters form")
    if not form.is_visible():
        tab_to(window, window.locator(".filters summary"))
        window.keyboard.press("Enter")
    tab_to(window, form.locator("[name=sort]"))
    window.keyboard.press("End")
    tab_to(window, form.locator("[type=submit]"))
    with window.expect_navigation():
        window.keyboard.press("Enter")
    assert "sort=" in window.url

    tab_to(window, window.locator("a[rel=next]"))
    with window.expect_navigation():
        window.keyboard.press("Enter")
    assert "page=2" in window.url and "sort=" in window.url

    download = window.locator("a[href*='.csv']").first
    menu = window.locator("details:has(a[href*='.csv']):not([open]) > summary")
    if menu.count():
        tab_to(window, menu.first)
        window.keyboard.press("Enter")
    tab_to(window, download)
    with window.expect_download() as saved:
        window.keyboard.press("Enter")
    assert saved.value.suggested_filename.endswith(".csv")


@pytest.mark.parametrize("width", [1280, 360])
def test_the_language_is_changed_by_keyboard_and_the_page_stays(new_window, visit, width):
    page = new_window(width)
    visit(page, INSTITUTIONS)
    link = page.locator("header a[hreflang=pt]").first
    if not link.is_visible():
        tab_to(page, page.locator("header details:has(a[hreflang=pt]) > summary").first)
        page.keyboard.press("Enter")

    tab_to(page, link)
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert page.url.endswith("/pt/instituicoes/")
