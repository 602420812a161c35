"""A copy of the portal's sources, in which catalogues may be written; a record to translate."""

import os
import shutil
import subprocess
import sys

import pytest
from django.conf import settings

from tests import factories
from tests.desk.conftest import account_in, logged_in, publisher, translator, writer

from .bench_forms import BODY, CORPO

__all__ = ["account_in", "logged_in", "publisher", "translator", "writer"]

LEFT_OUT = shutil.ignore_patterns(".*", "var", "tests", "node_modules", "data", "static", "__pycache__")


@pytest.fixture
def sources(tmp_path):
    return shutil.copytree(settings.BASE_DIR, tmp_path / "sources", ignore=LEFT_OUT)


@pytest.fixture
def manage(sources):
    """Runs manage.py in the copy, where there is no database at the address given."""

    def run(*arguments, **environment):
        nowhere = {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing"}
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=sources,
            env=os.environ | nowhere | environment,
            capture_output=True,
            text=True,
            timeout=60,
        )

    return run


@pytest.fixture(scope="session")
def xgettext():
    if shutil.which("xgettext"):
        return
    if os.environ.get("CI") == "true":
        pytest.fail("xgettext is missing: nothing here can tell whether the catalogues are complete.")
    pytest.skip("xgettext is missing: install the system's package gettext.")


@pytest.fixture
def changed_texts(settings, tmp_path):
    """An empty folder of changed texts of this test’s own."""
    settings.LOCALE_OVERRIDES = tmp_path / "changed"
    settings.LOCALE_PATHS = [settings.LOCALE_OVERRIDES, settings.LOCALE_PATHS[-1]]
    return settings.LOCALE_OVERRIDES


@pytest.fixture
def draft():
    return factories.make_page(
        publication_status="draft", title_es="Título", title_pt="", body_es=BODY, body_pt=CORPO
    )
