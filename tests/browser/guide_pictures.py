"""The pictures of the editors' guide, from a running portal with the shipped data.

    python -m tests.browser.guide_pictures --portal http://127.0.0.1:8000 --user guia --translator Inês

The password, the same for both, is asked for, or read from GUIDE_PASSWORD. The accounts are made up for the
occasion, in a database that may be thrown away. The translator is in the groups that translate into
Portuguese and into English: with one, the pictures of the translators' pages are taken, in each language,
and the superuser publishes two pieces of news for them; without one, the others are taken.
"""

import argparse
import getpass
import io
import os
from pathlib import Path

import polib
from PIL import Image
from playwright.sync_api import sync_playwright

from cinterfor.translations.aligning import State
from tests.browser.chromium import ARGUMENTS, chromium

FOLDER = Path(__file__).parents[2] / "cinterfor" / "static" / "cinterfor" / "guide"
#: As the guide shows them, in CSS pixels; and the most that one may weigh, in bytes.
WIDTH, HEIGHT, HEAVIEST = 1000, 560, 60_000
COUNTRY = "/es/admin/network/country/"
NEWS = "/es/admin/knowledge/newsitem/"
#: By the language of the screen, the one that is translated into; a picture is `<name>-<screen>.webp`.
SCREENS = {"es": "pt", "pt": "pt", "en": "en"}
TITLE = "Abre un centro de energías renovables"
SUMMARY = "El centro formará a 120 técnicos por año en energía solar y eólica."
MORE = "Se lee en español, portugués e inglés."
#: What a translator has written in a file; the number of the last is not that of its source.
TRANSLATIONS = {
    "pt": {
        TITLE: "Abre um centro de energias renováveis",
        SUMMARY: "O centro formará 210 técnicos por ano em energia solar e eólica.",
    },
    "en": {
        TITLE: "A centre for renewable energy opens",
        SUMMARY: "The centre will train 210 technicians a year in solar and wind energy.",
    },
}


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
    page.context.clear_cookies()
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


def publish_news(page) -> None:
    """One piece that exists in Spanish only, and one whose Spanish summary says more than it did."""
    page.goto(NEWS + "add/")
    page.fill("#id_title_es", TITLE)
    page.fill("#id_summary_es", SUMMARY)
    page.fill("#id_date", "2026-11-20")
    page.click("[name=_publish]")
    page.wait_for_selector(".messagelist .success")
    page.goto(NEWS + "?q=saludo")
    page.click("#result_list tbody th a")
    page.fill("#id_summary_es", f"{page.input_value('#id_summary_es')} {MORE}")
    page.click("[name=_publish]")


def take_for_translators(page, screen: str, language: str) -> None:
    desk = f"/{screen}/admin/translations"
    page.goto(f"{desk}/queue/?language={language}&sort=newest")
    show(page, "h1")
    keep(page, f"queue-{screen}")
    page.click(f"tbody tr:has(.state--{State.OUTDATED}) th a")
    show(page, f".segment:has(.state--{State.OUTDATED})")
    keep(page, f"bench-{screen}")
    page.goto(f"{desk}/{language}/")
    show(page, "h1")
    keep(page, f"files-{screen}")
    page.set_input_files("[type=file]", translated_file(page, desk, language))
    page.click("section:has(#send) [type=submit]")
    page.wait_for_selector(".versions")
    show(page, "h1")
    keep(page, f"import-{screen}")
    page.click("form[action$='/give-up/'] button")


def translated_file(page, desk: str, language: str) -> dict:
    """The texts as they are downloaded, with what a translator has written."""
    catalogue = polib.pofile(page.request.get(f"{desk}/{language}/texts/?form=po").text())
    for entry in catalogue:
        entry.msgstr = TRANSLATIONS[language].get(entry.msgid, entry.msgstr)
    return {
        "name": f"{language}.po",
        "mimeType": "text/x-gettext-translation",
        "buffer": str(catalogue).encode(),
    }


def prepare_a_change(page) -> None:
    """Save the record with other words, beside the public one."""
    page.fill("#id_capital_es", "Ciudad de Montevideo")
    page.click("[name=_continue]")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--portal", default="http://127.0.0.1:8000", help="its address, without a path")
    parser.add_argument("--user", default="guia")
    parser.add_argument("--translator")
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
        if given.translator:
            publish_news(page)
            log_in(page, given.translator, password)
            for screen, language in SCREENS.items():
                take_for_translators(page, screen, language)
        else:
            take_all(page)
        browser.close()


if __name__ == "__main__":
    main()
