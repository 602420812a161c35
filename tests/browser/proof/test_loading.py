"""How pages come in: nothing moves once it stands, also where fonts are late, and little is sent."""

import pytest

from tests.browser.addresses import PageType, first_of_each

OBSERVE = """
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      shifts.push([entry.value, ...entry.sources.map(({ node }) =>
        node?.nodeType === 1 ? `${node.localName}.${node.className}` : node?.textContent?.slice(0, 40))]);
  }).observe({ type: "layout-shift", buffered: true });
"""
LATE = 400  # milliseconds by which fonts come later than all else
VIEWS = [
    PageType("home", "home"),
    PageType("institution list", "institution_list"),
    PageType("institution, fullest", "institution_detail", record=("institution", "fullest")),
]
KILOBYTE = 1000
#: Most bytes of a first view as they are sent: everything, and by kind.
MOST = {"all": 120, "Document": 25, "Stylesheet": 20, "Script": 20}


def shifts_of(page):
    page.wait_for_timeout(150)
    return page.evaluate("shifts")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("page_type", first_of_each(), ids=lambda page_type: page_type.name)
def test_nothing_moves_while_a_page_comes_in(new_window, visit, page_type, width):
    page = new_window(width)
    page.add_init_script(OBSERVE)

    visit(page, page_type)

    assert shifts_of(page) == []


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("page_type", first_of_each(), ids=lambda page_type: page_type.name)
def test_nothing_moves_where_fonts_come_late(new_window, portal, examples, page_type, width):
    page, held = new_window(width), []
    page.add_init_script(OBSERVE)
    page.route("**/*.woff2", lambda route: held.append(route))  # Playwright cannot call a builtin

    page.goto(portal + page_type.address("es", examples), wait_until="domcontentloaded")
    page.wait_for_timeout(LATE)
    assert held, "no font was asked for"
    while held:
        held.pop().continue_()
        page.wait_for_timeout(20)
    page.evaluate("document.fonts.ready.then(() => 0)")

    assert sum(shift[0] for shift in shifts_of(page)) == 0, page.evaluate("shifts")


def kilobytes_sent(page, open_page) -> dict[str, float]:
    """What is sent for a page, by the kind of resource; “all” counts the headers of the answers too."""
    kinds, heads, sent = {}, {}, {"all": 0}
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")

    def note(event):
        kinds[event["requestId"]] = event["type"]
        heads[event["requestId"]] = event["response"]["encodedDataLength"]

    def add(event):
        size, kind = event["encodedDataLength"], kinds.get(event["requestId"], "Other")
        sent["all"] += size / KILOBYTE
        sent[kind] = sent.get(kind, 0) + (size - heads.get(event["requestId"], 0)) / KILOBYTE

    devtools.on("Network.responseReceived", note)

    devtools.on("Network.loadingFinished", add)
    open_page()
    page.wait_for_load_state("networkidle")
    return {kind: round(size, 1) for kind, size in sent.items()}


@pytest.mark.parametrize("page_type", VIEWS, ids=lambda page_type: page_type.name)
def test_a_first_view_is_light(new_window, visit, page_type, record_property):
    page = new_window(360, 740)

    sent = kilobytes_sent(page, lambda: visit(page, page_type))
    record_property("kilobytes", sent)
    print(page_type.name, sent)

    assert {kind: sent[kind] for kind, most in MOST.items() if sent.get(kind, 0) > most} == {}
