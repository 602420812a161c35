"""The table of page types is whole: what the proof opens is what the portal has."""

from django.contrib import admin

from tests.browser.addresses import ADMIN_NO_PAGES, ADMIN_PAGES, NO_PAGES, page_types, url_names


def test_every_public_url_name_is_a_page_type_or_known_to_be_no_page():
    known = {page_type.route for page_type in page_types()} | NO_PAGES
    unnamed = {None}  # what machines ask for: healthz, readyz, robots.txt, security.txt, favicon.ico

    missing = {name for name in url_names() if name not in known and not str(name).endswith("_data")}

    assert missing - unnamed == set(), "one line each in PAGES of tests/browser/addresses.py"


def test_every_url_name_of_the_admin_that_is_no_models_is_a_page_type():
    of_models = {
        pattern.name for model_admin in admin.site._registry.values() for pattern in model_admin.get_urls()
    }
    known = {page_type.route.removeprefix("admin:") for page_type in ADMIN_PAGES} | ADMIN_NO_PAGES

    missing = {getattr(pattern, "name", None) for pattern in admin.site.get_urls()} - of_models - known

    assert missing - {None} == set(), "one line each in ADMIN_PAGES of tests/browser/addresses.py"


def test_page_types_have_names_of_their_own():
    names = [page_type.file_name for page_type in page_types()]

    assert len(names) == len(set(names))
