"""Pictures of every page type from a running portal, and sheets on which many are seen at once.

    python -m tests.browser.screenshots FOLDER [--portal http://127.0.0.1:8000] [--only institution]

Each page is taken in every language, width and colour scheme, unless fewer are asked for.
"""

import argparse
import os
from itertools import product
from pathlib import Path

import django
from django.apps import apps

if not apps.ready:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cinterfor.settings")
    django.setup()

from playwright.sync_api import Error, sync_playwright
from tqdm import tqdm

from tests.browser.addresses import LANGUAGES, page_types
from tests.browser.chromium import ARGUMENTS, chromium
from tests.browser.contact_sheets import make_sheets
from tests.browser.proof.portal import examples

WIDTHS, SCHEMES = (360, 768, 1280, 1920), ("light", "dark")
#: Longer pages are taken to here, in CSS pixels.
MOST_HEIGHT = 6000


def words(text: str) -> list[str]:
    return text.split(",")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--portal", default="http://127.0.0.1:8000", help="its address, without a path")
    parser.add_argument("--only", default="", help="page types with this in their name")
    parser.add_argument("--languages", type=words, default=LANGUAGES)
    parser.add_argument("--widths", type=words, default=WIDTHS)
    parser.add_argument("--schemes", type=words, default=SCHEMES)
    return parser.parse_args()


def take(page, page_type, address, file) -> str:
    """One page into one file; what went wrong, in words."""
    try:
        answer = page.goto(address)
        if page_type.act:
            page_type.act(page)
        page.evaluate("document.fonts.ready.then(() => 0)")
        height = min(page.evaluate("document.documentElement.scrollHeight"), MOST_HEIGHT)
        width = page.viewport_size["width"]
        page.screenshot(path=file, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})
    except Error as error:
        return f"{address}: {error.message.splitlines()[0]}"
    return "" if answer.status == page_type.status else f"{address}: {answer.status}"


def take_all(browser, given) -> list[str]:
    """Every page in every state, one folder for each language, width and scheme."""
    chosen = [one for one in page_types() if given.only in one.name]
    found, complaints = examples(given.portal), []
    for language, width, scheme in product(given.languages, given.widths, given.schemes):
        folder = given.folder / f"{language}-{width}-{scheme}"
        folder.mkdir(parents=True, exist_ok=True)
        viewport = {"width": int(width), "height": 900}
        context = browser.new_context(viewport=viewport, color_scheme=scheme, reduced_motion="reduce")
        page = context.new_page()
        for page_type in tqdm(chosen, desc=folder.name, disable=None):
            if address := page_type.address(language, found):
                file = folder / f"{page_type.file_name}.png"
                complaints.append(take(page, page_type, given.portal + address, file))
        context.close()
        make_sheets(folder, given.folder / "sheets")
    return [complaint for complaint in complaints if complaint]


def main() -> None:
    given = arguments()
    with sync_playwright() as playwright:
        # A scrollbar would cover the right margin of what was laid out without it.
        browser = playwright.chromium.launch(
            executable_path=chromium(), headless=False, args=[*ARGUMENTS, "--hide-scrollbars"]
        )
        complaints = take_all(browser, given)
        browser.close()
    print("\n".join([*complaints, f"The sheets are in {given.folder / 'sheets'}."]))


if __name__ == "__main__":
    main()
