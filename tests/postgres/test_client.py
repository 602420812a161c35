"""How PostgreSQL's own programs are found and led to the portal's database."""

import os

import pytest
from django.db import connection

from cinterfor.postgres import client

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(tmp_path, monkeypatch):
    """A program that notes how it was called, standing in for one of PostgreSQL's."""

    def make(major, folder="bin"):
        path = tmp_path / folder / "pg_dump"
        path.parent.mkdir(exist_ok=True)
        path.write_text(
            f'#!/bin/sh\n[ "$1" = --version ] && echo "pg_dump (PostgreSQL) {major}.1" && exit\n'
            f'echo "$@" > {tmp_path}/arguments; env > {tmp_path}/environment\n'
        )
        path.chmod(0o755)
        return path

    monkeypatch.setenv("POSTGRES_BIN", str(tmp_path / "bin"))
    monkeypatch.setenv("PATH", f"{tmp_path / 'path'}{os.pathsep}/usr/bin{os.pathsep}/bin")
    return make


def test_the_password_travels_by_the_environment_and_never_on_the_command_line(
    program, tmp_path, monkeypatch
):
    program(connection.pg_version // 10000)
    monkeypatch.setitem(connection.settings_dict, "PASSWORD", "geheim's")
    monkeypatch.setitem(connection.settings_dict, "OPTIONS", {"pool": False, "sslmode": "prefer"})
    monkeypatch.setenv("PGHOST", "elsewhere.example")

    client.run(connection, "pg_dump", "--format=custom")

    arguments, environment = ((tmp_path / name).read_text() for name in ("arguments", "environment"))
    assert "geheim" not in arguments and "PGPASSWORD=geheim's" in environment
    assert "sslmode=prefer" in arguments and f"dbname={connection.settings_dict['NAME']}" in arguments
    assert "--format=custom" in arguments
    assert "elsewhere" not in environment


def test_a_program_older_than_the_server_is_passed_over_and_the_nearest_newer_one_is_taken(program):
    old, newest = program(15), program(18, "path")

    assert client.find_program("pg_dump", 15) == old
    assert client.find_program("pg_dump", 16) == newest

    nearer = program(17)

    assert client.find_program("pg_dump", 16) == nearer


def test_a_program_that_is_nowhere_is_named_with_a_remedy(program, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")

    with pytest.raises(
        client.PostgresProblem, match=r"pg_dump of PostgreSQL 15 or newer was not found\..*apt-get"
    ):
        client.find_program("pg_dump", 15)


def test_what_the_program_complains_of_is_told(program):
    called = program(connection.pg_version // 10000)
    called.write_text(called.read_text() + 'echo "no way" >&2; exit 1')

    with pytest.raises(client.PostgresProblem, match="pg_dump has failed: no way"):
        client.run(connection, "pg_dump")
