"""The Nu HTML checker finds nothing wrong on any page in any language."""

import re

from tests.browser.addresses import LANGUAGES, page_types
from tests.browser.proof.portal import read
from tests.browser.proof.tools import check_markup

#: Advice that is meant otherwise here, each with its reason.
MEANT = [
    # Without JavaScript and in old browsers the role is what makes <search> a landmark.
    r"The “search” role is unnecessary for element “search”",
]


def test_the_checker_sees_a_flaw(tmp_path):
    page = tmp_path / "flawed.html"
    page.write_text('<!doctype html><html lang="en"><title>x</title><p id="a"><p id="a">')

    assert [message["type"] for message in check_markup([page])] == ["error", "info"]


def test_pages_are_valid_html(portal, examples, tmp_path):
    files = []
    for page_type in page_types():
        for language in LANGUAGES:
            address = page_type.address(language, examples)
            if page_type.act or address is None:
                continue
            status, html = read(portal + address.replace("ó", "%C3%B3"))
            assert status == page_type.status, address
            files.append(tmp_path / f"{page_type.file_name}-{language}.html")
            files[-1].write_text(html)

    found = {}
    for message in check_markup(files):
        if not any(re.search(meant, message["message"]) for meant in MEANT):
            said = f"{message.get('subType', message['type'])}: {message['message']}"
            where = f"{message['url'].rpartition('/')[2]}: {message.get('extract', '').strip()[:120]}"
            found.setdefault(said, []).append(where)

    lines = [f"{said} ({len(places)} times, first in {places[0]})" for said, places in found.items()]
    assert lines == [], "\n".join(lines)
