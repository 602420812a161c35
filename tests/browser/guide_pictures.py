"""The pictures of the editors' guide, from a running portal with the shipped data.

    python -m tests.browser.guide_pictures --portal http://127.0.0.1:8000 --user guia

The password is asked for, or read from GUIDE_PASSWORD. The account and its name are made up for the
occasion, in a database that may be thrown away: one change is prepared and one draft is typed, and
nothing is published.
"""

import argparse
import getpass
import io
import os
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser.chromium import ARGUMENTS, chromium

FOLDER = Path(__file__).parents[2] / "cinterfor" / "static" / "cinterfor" / "guide"
#: As the guide shows them, in CSS pixels; and the most that one may weigh, in bytes.
WIDTH, HEIGHT, HEAVIEST = 1000, 560, 60_000
COUNTRY = "/es/admin/network/country/"


def keep(page, name: str) -> None:
    """What is on the screen as WebP, as good as its weight allows."""
    shot = Image.open(io.BytesIO(page.screenshot(clip={"x": 0, "y": 0, "width": WIDTH, "height": HEIGHT})))
    for quality in range(90, 20, -10):
        packed = io.BytesIO()
        shot.convert("RGB").save(packed, "WEBP", quality=quality, method=6)
        if packed.tell() <= HEAVIEST:
            break
    (FOLDER / f"{name}.webp").write_bytes(packed.getvalue())
    print(f"{name}: {packed.tell()} bytes")


def show(page, selector: str) -> None:
    """Scroll until the part stands a little below the upper edge."""
    page.locator(selector).first.evaluate(
        "it => window.scrollTo(0, it.getBoundingClientRect().top + scrollY - 40)"
    )


def log_in(page, user: str, password: str) -> None:
    page.goto("/es/admin/")
    page.fill("#id_username", user)
    page.fill("#id_password", password)
    page.click("[type=submit]")


def take_all(page) -> None:
    page.goto("/es/admin/")
    keep(page, "work-list")
    page.goto("/es/admin/knowledge/newsitem/add/")
    page.fill("#id_title_es", "Abre un centro de energías renovables")
    keep(page, "languages")
    page.goto(COUNTRY + "?q=uruguay")
    page.click("#result_list tbody th a")
    prepare_a_change(page)
    keep(page, "pending")
    key = page.url.rstrip("/").split("/")[-2]
    show(page, ".submit-row.steps")
    keep(page, "steps")
    for name in ("preview", "history", "pin"):
        page.goto(f"{COUNTRY}{key}/{name}/")
        page.wait_for_load_state("networkidle")
        keep(page, name)


def prepare_a_change(page) -> None:
    """Save the record with other words, beside the public one."""
    page.fill("#id_capital_es", "Ciudad de Montevideo")
    page.click("[name=_continue]")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--portal", default="http://127.0.0.1:8000", help="its address, without a path")
    parser.add_argument("--user", default="guia")
    given = parser.parse_args()
    password = os.environ.get("GUIDE_PASSWORD") or getpass.getpass()
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), headless=False, args=[*ARGUMENTS, "--hide-scrollbars"]
        )
        context = browser.new_context(
            base_url=given.portal,
            viewport={"width": WIDTH, "height": HEIGHT + 40},
            color_scheme="light",
            reduced_motion="reduce",
        )
        page = context.new_page()
        log_in(page, given.user, password)
        take_all(page)
        browser.close()


if __name__ == "__main__":
    main()
