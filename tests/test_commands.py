"""The commands of the Makefile, as far as they can be tried without installing anything."""

import os
import re
import shutil
import socket
import stat
import subprocess
import sys
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import settings

PROJECT = Path(__file__).resolve().parents[1]
LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-postgres.txt")

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")


@pytest.fixture
def project(tmp_path):
    """A copy of what make reads, at a path with a space, whose .venv is that of these tests."""
    folder = tmp_path / "the portal"
    folder.mkdir()
    for name in ("Makefile", "pyproject.toml", *LOCKS):
        shutil.copy(PROJECT / name, folder)
    (folder / ".venv" / "bin").mkdir(parents=True)
    (folder / ".venv" / "bin" / "python").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    (folder / ".venv" / "bin" / "python").chmod(0o755)
    return folder


def make(folder, *arguments, **changes):
    # What a make above this one says to its children is not meant for these.
    inherited = {name: text for name, text in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(
        ["make", *arguments],
        cwd=folder,
        env={**inherited, "DATABASE_URL": "", "POSTGRES_BINARIES": "", "PYTHON": ""} | changes,
        capture_output=True,
        text=True,
        check=False,
    )


def pins(lock):
    return set(re.findall(r"^([a-z0-9-]+)==(\S+)", (PROJECT / lock).read_text(), re.M))


def test_help_names_every_command_and_is_the_default(project):
    commands = re.findall(r"^([a-z]+):.* ## ", (PROJECT / "Makefile").read_text(), re.M)

    listed = re.findall(r"^  make (\w+) +\S", make(project).stdout, re.M)

    assert listed == commands
    assert {"run", "test", "stop", "superuser", "messages", "lint", "lock", "proof", "load", "help"} <= set(
        listed
    )


@pytest.mark.parametrize("command", ["run", "test", "lint", "load", "messages", "proof", "superuser", "stop"])
def test_no_command_stumbles_over_a_path_with_a_space(command, project):
    result = make(project, "-n", command)

    assert result.returncode == 0, result.stderr
    assert "the portal" not in result.stdout  # every path is relative


def test_local_settings_are_private_whatever_the_umask(project):
    before = os.umask(0)
    try:
        result = make(project, "environment")
    finally:
        os.umask(before)

    assert result.returncode == 0, result.stderr
    assert stat.S_IMODE((project / "var" / "local.env").stat().st_mode) == 0o600


def test_local_settings_hold_a_random_key_and_no_public_host(project, tmp_path):
    make(project, "environment")
    first = (project / "var" / "local.env").read_text()
    (project / "var" / "local.env").unlink()
    make(project, "environment")
    second = (project / "var" / "local.env").read_text()

    keys = [re.search(r"^SECRET_KEY=(\S{50,})$", text, re.M)[1] for text in (first, second)]
    assert keys[0] != keys[1]
    assert "ALLOWED_HOSTS=127.0.0.1,localhost,[::1],testserver\nHTTPS=no\nEMBEDDED_POSTGRES=yes\n" in first


def test_local_settings_once_written_are_left_alone(project):
    (project / "var").mkdir()
    (project / "var" / "local.env").write_text("SECRET_KEY=mine\n")

    make(project, "environment")

    assert (project / "var" / "local.env").read_text() == "SECRET_KEY=mine\n"


def test_packages_are_installed_only_when_their_lock_has_changed(project):
    pip = project / "pip"
    pip.write_text("#!/bin/sh\necho pip was called\n")
    pip.chmod(0o755)

    answers = [make(project, "packages", "PIP=./pip").stdout for _ in range(2)]
    (project / "requirements.txt").write_text("# another lock\n")
    answers.append(make(project, "packages", "PIP=./pip").stdout)

    assert ["pip was called" in answer for answer in answers] == [True, False, True]


def test_a_failed_installation_is_tried_again(project):
    first = make(project, "packages", "PIP=false")
    second = make(project, "packages", "PIP=false")

    assert first.returncode != 0
    assert "Installing the packages of requirements.txt" in second.stdout


def test_a_python_that_does_not_fit_is_refused_in_words(project, tmp_path):
    shutil.rmtree(project / ".venv")
    old = tmp_path / "python3.9"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)

    result = make(project, "python", f"PYTHON={old}")

    assert result.returncode != 0
    assert (
        f"No Python 3.11, 3.12 or 3.13 that can make virtual environments: looked for {old}." in result.stderr
    )


@pytest.mark.parametrize("port", ["taken", "eighty", "99999"])
def test_a_port_that_cannot_be_used_is_named(port, project):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1]) if port == "taken" else port
        result = make(project, "address", f"PORT={port}")

    assert result.returncode != 0
    assert f"Port {port} cannot be used" in result.stderr


def test_a_database_of_ones_own_starts_nothing(project):
    (project / "var").mkdir()
    (project / "var" / "local.env").write_text("")

    by_process = make(project, "database", DATABASE_URL="postgresql://portal@db.example/portal")
    (project / "var" / "local.env").write_text("DATABASE_URL=postgresql://portal@db.example/portal\n")
    by_file = make(project, "database")

    assert (by_process.returncode, by_process.stdout, by_process.stderr) == (0, "", "")
    assert (by_file.returncode, by_file.stdout, by_file.stderr) == (0, "", "")


def test_the_locks_pin_what_pyproject_asks_for_and_agree():
    wanted = tomllib.loads((PROJECT / "pyproject.toml").read_text())
    groups = wanted["dependency-groups"]
    by_lock = zip(LOCKS, (wanted["project"]["dependencies"], groups["dev"], groups["postgres"]), strict=True)

    for lock, requirements in by_lock:
        names = {re.match(r"[\w.-]+", requirement)[0].lower() for requirement in requirements}
        assert names <= {name for name, version in pins(lock)}, lock
    assert pins("requirements.txt") <= pins("requirements-dev.txt")


@pytest.mark.parametrize("lock", LOCKS)
def test_the_locks_hold_no_address_and_no_path(lock):
    text = (PROJECT / lock).read_text()

    assert not re.search(r"https?:|file:|--index|--find-links|^[/.]", text, re.M)


@pytest.fixture
def first_start(tmp_path):
    """The environment of a portal that was never started: no static files, an empty database."""
    address = urlsplit(settings.DATABASE_URL)
    fresh = f"{address.path.lstrip('/')}_first_start_{os.getpid()}"
    (tmp_path / "apart.py").write_text(
        "from pathlib import Path\n"
        "from cinterfor.settings import *\n"
        f"VAR_DIR = Path({str(tmp_path)!r}) / 'var'\n"
        "STATIC_ROOT = VAR_DIR / 'static'\n"
    )
    database = psycopg.connect(address._replace(path="/postgres").geturl(), autocommit=True)
    database.execute(f'CREATE DATABASE "{fresh}"')
    yield os.environ | {
        "DATABASE_URL": address._replace(path=f"/{fresh}").geturl(),
        "DJANGO_SETTINGS_MODULE": "apart",
        "PYTHONPATH": str(tmp_path),
    }
    database.execute(f'DROP DATABASE "{fresh}" WITH (FORCE)')
    database.close()


@pytest.mark.proof
def test_of_two_first_starts_at_once_one_prepares_and_the_other_finds_nothing_to_do(first_start):
    command = [sys.executable, "manage.py", "prepare"]
    starts = [
        subprocess.Popen(
            command, cwd=PROJECT, env=first_start, stdout=-1, stderr=subprocess.STDOUT, text=True
        )
        for _number in range(2)
    ]

    answers = [start.communicate()[0] for start in starts]

    assert [start.returncode for start in starts] == [0, 0], answers
    for step in ("Collecting", "Migrating", "Loading"):
        assert sum(step in answer for answer in answers) == 1
