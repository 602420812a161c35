"""What is vendored is what its maintainers published: the lock names it, its hash proves it."""

import hashlib
import json

import pytest
from django.conf import settings
from fontTools.ttLib import TTFont

SITE = settings.BASE_DIR / "cinterfor"
SERVED = SITE / "static" / "vendor"
FONTS = SITE / "fonts"  # the originals, which subset_fonts cuts; never served
STYLES = settings.BASE_DIR / "knowledge" / "citing" / "styles"
each_folder = pytest.mark.parametrize("folder", [SERVED, FONTS, STYLES], ids=["served", "fonts", "styles"])


def locked(folder):
    return json.loads((folder / "vendor.lock").read_text())


@each_folder
def test_each_vendored_file_has_the_hash_that_the_lock_says(folder):
    wrong = {
        path
        for package in locked(folder)
        for path, expected in package["files"].items()
        if hashlib.sha256((folder / path).read_bytes()).hexdigest() != expected
    }

    assert wrong == set()


@each_folder
def test_no_vendored_file_is_missing_from_the_lock(folder):
    found = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()} - {"vendor.lock"}

    assert found == {path for package in locked(folder) for path in package["files"]}


@each_folder
def test_each_package_names_its_version_its_origin_and_its_licence(folder):
    for package in locked(folder):
        assert package["name"] and package["version"] and package["integrity"].startswith("sha512-")
        assert any("LICEN" in path for path in package["files"])


def test_the_tabs_of_the_admin_use_the_vendored_script():
    assert settings.JQUERY_UI_URL.removeprefix("vendor/") in {
        path for package in locked(SERVED) for path in package["files"]
    }


def test_the_cut_fonts_hold_every_letter_that_the_portal_writes():
    texts = [*(SITE / "data").glob("*.json"), *(settings.BASE_DIR / "locale").rglob("*.po")]
    written = set().union(*(path.read_text() for path in texts)) - {
        "\n",
        "≈",
    }  # ≈ stands in one internal note

    for name in ("noto-sans.woff2", "source-serif-4.woff2"):
        letters = TTFont(SITE / "static" / "cinterfor" / "fonts" / name).getBestCmap()
        assert written <= {chr(code) for code in letters}


@pytest.mark.parametrize(
    ("name", "family", "weight"),
    [
        ("NotoSans-Regular.ttf", "Noto Sans", 400),
        ("NotoSans-SemiBold.ttf", "Noto Sans", 600),
        ("SourceSerif4-SemiBold.ttf", "Source Serif 4", 600),
    ],
)
def test_the_fonts_for_pictures_are_found_by_family_and_weight(name, family, weight):
    font = TTFont(SITE / "pictures" / "fonts" / name)

    assert font["name"].getDebugName(16) == family
    assert font["OS/2"].usWeightClass == weight
    assert "fvar" not in font
