"""Large text, a narrow screen, wide spacing: nothing is cut, covered, lost or sticks out."""

import pytest

from tests.browser.addresses import LANGUAGES

#: 400 % zoom of a window of 1280 by 1024 px is one of 320 by 256 CSS pixels (WCAG 1.4.10).
ZOOMED = (320, 256)


def test_the_measures_see_what_sticks_out_overlaps_and_is_cut(window, measure):
    window.set_content(
        '<p style="inline-size:2000px;white-space:nowrap">sticks out ' + "x" * 400 + "</p>"
        '<p id="under">under</p><p id="over" style="margin-top:-2.2em">over</p>'
        '<p id="cut" style="inline-size:3em;overflow:hidden;white-space:nowrap">cut off at once</p>'
    )

    found = " ".join(measure(window, "flaws"))

    assert "sticks out: p “sticks out" in found
    assert "overlaps: p#over" in found or "overlaps: p#under" in found
    assert "is cut: p#cut" in found


@pytest.mark.parametrize("width", [1280, 360])
def test_text_of_twice_the_size_fits(new_window, visit, measure, page_type, width):
    page = new_window(width)
    visit(page, page_type)

    measure(page, "enlargeText")

    found = measure(page, "flaws")
    assert found == [], "\n".join(found)


def test_a_zoom_of_400_percent_keeps_every_control_and_all_text(new_window, visit, measure, page_type):
    page = new_window()
    visit(page, page_type)
    wide = measure(page, "controls")

    page.set_viewport_size(dict(zip(("width", "height"), ZOOMED, strict=True)))

    assert set(wide) - set(measure(page, "controls")) == set()
    found = measure(page, "flaws")
    assert found == [], "\n".join(found)


@pytest.mark.parametrize("width", [1280, 360])
def test_wide_spacing_of_text_fits(new_window, visit, measure, page_type, width):
    page = new_window(width)
    visit(page, page_type)

    measure(page, "space")

    found = measure(page, "flaws")
    assert found == [], "\n".join(found)


@pytest.mark.parametrize("width", [320, 768, 1280, 1920])
def test_no_text_is_cut_covered_or_outside_at_any_width(new_window, visit, measure, page_type, width):
    page = new_window(width)
    found = []
    for language in LANGUAGES:
        visit(page, page_type, language)
        found += [f"{language}: {flaw}" for flaw in measure(page, "flaws")]

    assert found == [], "\n".join(found)
