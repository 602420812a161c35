"""Large text, a narrow screen, wide spacing: nothing is cut, covered, lost or sticks out."""

#: 400 % zoom of a window of 1280 by 1024 px is one of 320 by 256 CSS pixels (WCAG 1.4.10).
ZOOMED = {"width": 320, "height": 256}


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


def flaws_at(page, measure, widths) -> list[str]:
    """What is wrong with the page that is open at each width, which it is given one after the other."""
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"{width} px: {flaw}" for flaw in measure(page, "flaws")]
    return found


def test_text_of_twice_the_size_fits(window, visit, measure, page_type):
    visit(window, page_type)

    measure(window, "enlargeText")

    found = flaws_at(window, measure, [1280, 360])
    assert found == [], "\n".join(found)


def test_wide_spacing_of_text_fits(window, visit, measure, page_type):
    visit(window, page_type)

    measure(window, "space")

    found = flaws_at(window, measure, [1280, 360])
    assert found == [], "\n".join(found)


def test_a_zoom_of_400_percent_keeps_every_control_and_all_text(window, visit, measure, page_type):
    visit(window, page_type)
    wide = measure(window, "controls")

    window.set_viewport_size(ZOOMED)

    assert set(wide) - set(measure(window, "controls")) == set()
    found = measure(window, "flaws")
    assert found == [], "\n".join(found)


def test_no_text_is_cut_covered_or_outside_at_any_width(window, visit, measure, page_type, language):
    visit(window, page_type, language)

    found = flaws_at(window, measure, [320, 768, 1280, 1920])
    assert found == [], "\n".join(found)
