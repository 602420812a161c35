"""Both processes of a running portal take up a changed text, without a restart."""

import os
import subprocess
import sys
import time
from collections import Counter
from urllib.parse import urlsplit
from urllib.request import urlopen

import polib
import pytest
from django.conf import settings as portal_settings
from django.db import connection

from cinterfor.translations import overrides
from cinterfor.translations.reloading import INTERVAL
from tests.browser.proof.portal import free_port, wait_for

pytestmark = [pytest.mark.proof, pytest.mark.usefixtures("django_db_setup")]


@pytest.fixture
def portal(changed_texts, tmp_path):
    """Address and log of a portal with two processes over the database of the tests."""
    name = connection.settings_dict["NAME"]
    environment = os.environ | {
        "DATABASE_URL": urlsplit(portal_settings.DATABASE_URL)._replace(path=f"/{name}").geturl(),
        "LOCALE_OVERRIDES": str(changed_texts),
        "WEB_CONCURRENCY": "2",
        "DEBUG": "no",
        "HTTPS": "no",
        "ALLOWED_HOSTS": "127.0.0.1",
    }
    port, log = free_port(), tmp_path / "processes"
    command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}"]
    command += ["--access-logfile", str(log), "--access-logformat", "%(p)s"]
    server = subprocess.Popen(command, env=environment, cwd=portal_settings.BASE_DIR)
    try:
        wait_for(f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}", log
    finally:
        server.terminate()
        server.wait(timeout=30)


def answers(address, log, text):
    """How often each text was read, asking until both processes have answered often."""
    log.write_text("")
    found = Counter()
    while not _both_answered(log):
        with urlopen(f"{address}/pt/acordos.atom") as answer:  # noqa: S310 - our own server
            found[text in answer.read().decode()] += 1
    return found


def _both_answered(log) -> bool:
    counted = Counter(log.read_text().split()).values()
    return len(counted) == 2 and min(counted) >= 3


def test_a_changed_text_is_shown_by_both_processes(portal):
    address, log = portal
    assert answers(address, log, "pactos de teste").keys() == {False}

    overrides.write("pt", [polib.POEntry(msgid="agreements", msgstr="pactos de teste")])
    time.sleep(INTERVAL)

    assert answers(address, log, "pactos de teste").keys() == {True}
    overrides.write("pt", [])
    time.sleep(INTERVAL)
    assert answers(address, log, "pactos de teste").keys() == {False}
