"""What is vendored is what its maintainers published: the lock names it, its hash proves it."""

import hashlib
import json

from django.conf import settings

VENDOR = settings.BASE_DIR / "cinterfor" / "static" / "vendor"


def locked():
    return json.loads((VENDOR / "vendor.lock").read_text())


def test_each_vendored_file_has_the_hash_that_the_lock_says():
    wrong = {
        path
        for package in locked()
        for path, expected in package["files"].items()
        if hashlib.sha256((VENDOR / path).read_bytes()).hexdigest() != expected
    }

    assert wrong == set()


def test_no_vendored_file_is_missing_from_the_lock():
    found = {str(path.relative_to(VENDOR)) for path in VENDOR.rglob("*") if path.is_file()} - {"vendor.lock"}

    assert found == {path for package in locked() for path in package["files"]}


def test_each_package_names_its_version_its_origin_and_its_licence():
    for package in locked():
        assert package["name"] and package["version"] and package["integrity"].startswith("sha512-")
        assert any("LICEN" in path for path in package["files"])


def test_the_tabs_of_the_admin_use_the_vendored_script():
    assert settings.JQUERY_UI_URL.removeprefix("vendor/") in {
        path for package in locked() for path in package["files"]
    }
