"""The style sheets: contrast of every colour on every ground, and the weight of what a reader fetches."""

import gzip
import re

import brotli
import pytest
from django.conf import settings

STATIC = settings.BASE_DIR / "cinterfor" / "static"
CSS, SCRIPTS = STATIC / "cinterfor" / "css", STATIC / "cinterfor" / "js"
TEMPLATES = settings.BASE_DIR / "templates"
TOKENS = (CSS / "tokens.css").read_text()

KILOBYTE = 1000
PAIR = r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)"
GROUNDS = ["paper", "paper-raised", "paper-sunk"]
TEXTS = ["ink", "muted", "annatto", "sea", "plum", "leaf", "gold", "pressed"]
#: What is written on what, apart from texts on grounds: marked words, and the words of buttons.
WRITTEN = [("ink", "found"), ("paper", "annatto"), ("paper", "pressed"), ("paper", "ink")]


def pairs():
    """The colours by name: by day, at night."""
    return {name: (day, night) for name, day, night in re.findall(PAIR, TOKENS)}


def linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted([luminance(one), luminance(other)], reverse=True)
    return (light + 0.05) / (dark + 0.05)


def too_faint(combinations, least: float):
    """The combinations that fall short, by day (0) or at night (1)."""
    colours = pairs()
    return [
        (upper, lower, "by day" if scheme == 0 else "at night")
        for upper, lower in combinations
        for scheme in (0, 1)
        if contrast(colours[upper][scheme], colours[lower][scheme]) < least
    ]


def test_contrast_is_computed_as_the_guidelines_say():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_every_text_is_read_on_every_ground():
    on_grounds = [(text, ground) for text in TEXTS for ground in GROUNDS]

    assert too_faint(on_grounds + WRITTEN, 4.5) == []


def test_the_edges_of_fields_are_seen_on_every_ground():
    assert too_faint([("field", ground) for ground in GROUNDS], 3) == []


def test_the_colours_of_the_night_are_read_in_the_footer():
    night = re.search(r"--night: (#\w{6});", TOKENS).group(1)

    assert [name for name in TEXTS if contrast(pairs()[name][1], night) < 4.5] == []


def test_browsers_without_pairs_get_the_colours_of_the_day():
    fallback = TOKENS.split("@supports not")[1].split("@media print")[0]
    given = dict(re.findall(r"--([\w-]+): (#\w{6});", fallback))
    given.pop("night")

    assert given == {name: day for name, (day, _night) in pairs().items()}


def test_colours_are_written_in_one_place():
    # The admin tints its rows and messages; covers are objects, whose inks stay by day and by night.
    written = {
        sheet.name: re.findall(r"#[0-9a-fA-F]{6}\b", re.sub(r'url\(".*?"\)', "", sheet.read_text()))
        for sheet in CSS.rglob("*.css")
        if sheet not in (CSS / "tokens.css", CSS / "covers.css", CSS / "admin" / "base.css")
    }

    assert {name: colours for name, colours in written.items() if colours} == {}


def compressed(path) -> int:
    """Bytes as WhiteNoise serves them; fonts are compressed in themselves."""
    content = path.read_bytes()
    return len(content) if path.suffix == ".woff2" else len(brotli.compress(content))


def linked(html: str) -> set:
    """The files of ours that a page fetches: styles, scripts, preloaded fonts, pictures."""
    return {STATIC / path for path in re.findall(r'(?:href|src)="/static/([^"#]+)', html)}


def sheets_of(template) -> set:
    named = re.findall(r'{% static "(cinterfor/css/[\w-]+\.css)" %}', template.read_text())
    return {STATIC / path for path in named}


def test_the_style_sheets_of_any_page_for_readers_and_all_scripts_together_are_small():
    everywhere = sheets_of(TEMPLATES / "base.html")
    heaviest = max(
        sum(map(compressed, everywhere | sheets_of(template)))
        for template in TEMPLATES.rglob("*.html")
        if "admin" not in template.parts
    )

    assert heaviest <= 20 * KILOBYTE
    assert sum(map(compressed, SCRIPTS.glob("*.js"))) <= 20 * KILOBYTE


def test_the_script_of_the_choice_between_light_and_dark_is_below_two_kilobytes():
    assert (SCRIPTS / "theme.js").stat().st_size < 2 * KILOBYTE


@pytest.mark.django_db
def test_the_first_view_is_small(client):
    html = client.get("/es/").content.decode()
    page, files = len(gzip.compress(html.encode())), linked(html)

    assert {path.name for path in files if path.suffix == ".woff2"} == {
        "noto-sans.woff2",
        "source-serif-4.woff2",
    }
    assert page <= 25 * KILOBYTE
    assert page + sum(map(compressed, files)) <= 120 * KILOBYTE
