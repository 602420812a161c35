"""Without JavaScript, without style sheets, with forced colours, on paper: the pages still say it all."""

import io

import pytest
from PIL import Image

from tests.browser.addresses import first_of_each

PLAIN = pytest.mark.parametrize("page_type", first_of_each(), ids=lambda page_type: page_type.name)
#: Pictures that an icon may be without a style sheet, in CSS pixels.
LARGEST_ICON = 64
#: What only the eye should meet twice: text that follows itself.
REPEATED = """() => {
  const texts = [];  // a title may follow its own name in breadcrumbs; cards and cells may say the same
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    const words = walker.currentNode.data.trim();
    const isText = parent.checkVisibility() && !parent.closest("script, style, option, svg, h1");
    if (words && isText) texts.push({ words, box: parent.closest(".card, td") });
  }
  return texts
    .filter(({ words, box }, place) =>
      /\\p{L}{3}/u.test(words) && words === texts[place - 1]?.words && box === texts[place - 1].box)
    .map(({ words }) => words);
}"""
#: Icons are taken from a file of symbols; a drawn cover is a picture made of its own.
HUGE_ICONS = """most => [...document.querySelectorAll("svg")]
  .filter((one) => one.querySelector("use[href*='.svg#']") && one.getBoundingClientRect().width > most)
  .map((one) => one.outerHTML.slice(0, 120))"""
#: Signs that stand in the text for the eye alone, beside words that say the same.
SIGNS = """() => [...document.querySelectorAll("[aria-hidden=true]")]
  .filter((one) => !one.closest("svg, form") && one.textContent.trim() && one.checkVisibility())
  .map((one) => one.outerHTML.slice(0, 120))"""
DEAD_BUTTONS = """() => [...document.querySelectorAll("button")]
  .filter((one) => one.checkVisibility() && !one.popoverTargetElement && (one.type === "button" || !one.form))
  .map((one) => one.outerHTML.slice(0, 120))"""
NAMELESS = """() => [...document.querySelectorAll("img:not([alt]), svg:not([aria-hidden=true])")]
  .filter((one) => one.localName === "img" || !(one.getAttribute("aria-label") ||
    one.getAttribute("aria-labelledby") || one.querySelector("title, text")))
  .map((one) => one.outerHTML.slice(0, 120))"""


@PLAIN
def test_without_javascript_every_page_opens_whole_and_shows_no_dead_button(
    new_window, visit, measure, page_type
):
    page, plain = new_window(), new_window(java_script_enabled=False)
    visit(page, page_type)
    visit(plain, page_type)

    assert plain.locator("h1").is_visible()
    assert set(measure(page, "requests")) - set(measure(plain, "requests")) == set()
    assert plain.evaluate(DEAD_BUTTONS) == []


@PLAIN
def test_without_style_sheets_a_page_reads_well(window, visit, page_type):
    window.route("**/*.css", lambda route: route.abort())
    visit(window, page_type)

    assert window.evaluate(REPEATED) == []
    assert window.evaluate(SIGNS) == []
    assert window.evaluate(HUGE_ICONS, LARGEST_ICON) == []
    assert window.evaluate(NAMELESS) == []
    assert window.evaluate("document.querySelector('main').innerText.trim().length") > 40


def contrast(one, other) -> float:
    """The contrast ratio of WCAG between two colours of red, green and blue."""

    def luminance(colour):
        parts = [part / 255 for part in colour]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def best_contrast(picture: Image.Image, ground: tuple) -> float:
    """Between the ground and the colour of the picture that differs most from it."""
    return max(
        contrast(ground, colour) for _count, colour in picture.getcolors(picture.width * picture.height)
    )


MARKS = ".mark, [class*='mark--'], svg"
AROUND = 3  # CSS pixels
#: Marks of one kind look alike: one of each is enough.
KIND = "one => `${one.className.baseVal ?? one.className} ${one.innerHTML.slice(0, 60)}`"
#: A mark with words begins with its sign, which is about as wide as a letter is high.
WIDTH = """one => one.localName === "svg" || !one.innerText?.trim()
  ? Infinity : parseFloat(getComputedStyle(one).fontSize) * 0.8"""


def pale_marks(page) -> list[str]:
    """One mark of each kind that the page shows, where it hardly stands out from its ground."""
    seen, pale = set(), []
    for mark in page.locator(MARKS).all():
        kind = mark.evaluate(KIND).strip()
        if kind in seen or not mark.is_visible():
            continue
        seen.add(kind)
        sign, ground = sign_and_ground(page, mark)
        if best_contrast(sign, ground) < 3:
            pale.append(kind)
    return pale


def sign_and_ground(page, mark) -> tuple[Image.Image, tuple]:
    """A picture of the mark without its words, and the colour of the page beside it."""
    mark.scroll_into_view_if_needed()
    box, width = mark.bounding_box(), mark.evaluate(WIDTH)
    left, top = max(box["x"] - AROUND, 0), max(box["y"] - AROUND, 0)
    clip = {"x": left, "y": top, "width": box["width"] + AROUND, "height": box["height"] + AROUND}
    picture = Image.open(io.BytesIO(page.screenshot(clip=clip))).convert("RGB")
    right = min(picture.width, AROUND + round(min(width, box["width"])))
    return picture.crop((AROUND, AROUND, right, picture.height)), picture.getpixel((0, 0))


def test_the_measure_sees_a_mark_that_is_too_pale(window):
    look = "display:inline-block;inline-size:20px;block-size:20px;background:"
    window.set_content(
        f'<p><i class="mark pale" style="{look}#ddd"></i> and <i class="mark" style="{look}#777"></i>'
    )

    assert pale_marks(window) == ["mark pale"]


@PLAIN
def test_marks_and_icons_are_seen_with_forced_colours(new_window, visit, page_type):
    page = new_window(forced_colors="active")
    visit(page, page_type)
    found = []

    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found += [f"{scheme}: {kind}" for kind in pale_marks(page)]

    assert found == [], "\n".join(found)


@PLAIN
def test_on_paper_nothing_is_cut_and_the_title_comes_soon(new_window, visit, measure, page_type):
    page = new_window(794, 1123)  # A4 in CSS pixels
    page.emulate_media(media="print", color_scheme="dark")
    visit(page, page_type)

    top = page.locator("h1").bounding_box()["y"]

    assert measure(page, "flaws") == []
    assert top < 1123 / 2
    assert page.evaluate("getComputedStyle(document.body).color") != "rgb(255, 255, 255)"
