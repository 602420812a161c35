"""The embedded server's life, with real servers of each source of programs."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import dj_database_url
import psycopg
import pytest

from cinterfor.postgres.binaries import PostgresProblem, major_of_data, major_of_programs
from cinterfor.postgres.cluster import database_url, stop
from cinterfor.postgres.place import DATABASE, OWNER, PORT, claim, find_place
from cinterfor.postgres.postmaster import pid_in_file, running_postmaster

PROJECT = Path(__file__).resolve().parents[2]
FAST = 0.05  # seconds


def ask(url, question):
    with psycopg.connect(url, autocommit=True) as connection:
        return connection.execute(question).fetchone()


def write_down(url, word):
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS words (word text)")
        connection.execute("INSERT INTO words VALUES (%s)", [word])


def words(url):
    with psycopg.connect(url) as connection:
        return [word for (word,) in connection.execute("SELECT word FROM words ORDER BY word")]


def kill_server(folder):
    os.kill(running_postmaster(find_place(folder).data), signal.SIGKILL)


def command(name, folder):
    return [sys.executable, "-m", "cinterfor.postgres", name, "--folder", str(folder)]


def permissions(room, but_not):
    """Mode and owner of all that is in the room and above it, except one folder and what it holds."""
    inside = [path for path in room.rglob("*") if but_not not in (path, *path.parents)]
    return {path: os.lstat(path)[:1] + os.lstat(path)[4:6] for path in [*inside, room, *room.parents]}


def test_fresh_folder_gets_a_server_that_later_calls_find_at_once(programs, folder):
    url = database_url(folder)
    process = running_postmaster(find_place(folder).data)

    times = []
    for _ in range(5):
        begun = time.perf_counter()
        assert database_url(folder) == url
        times.append(time.perf_counter() - begun)

    assert min(times) < FAST
    assert running_postmaster(find_place(folder).data) == process
    assert ask(url, "SHOW server_version_num")[0][:2] == str(major_of_programs(programs))


def test_django_reads_the_same_socket_from_the_address_as_psycopg(programs, server_folder):
    folder = server_folder("Mis Documentos/Portal ñandú/postgres")

    url = database_url(folder)

    settings = dj_database_url.parse(url)
    parts = psycopg.conninfo.conninfo_to_dict(url)
    assert (settings["HOST"], settings["USER"], settings["NAME"]) == (parts["host"], OWNER, DATABASE)
    assert ask(url, "SELECT 1") == (1,)


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("a path with  spaces/db", id="spaces"),
        pytest.param("a,comma/db", id="comma"),
        pytest.param('it\'s "$HOME" `id`; #1 %41/db', id="shell"),
        pytest.param("Ñandú/db", id="accents"),
        pytest.param("long/" * 30 + "db", id="long"),
    ],
)
def test_starts_in_a_folder_of_any_name(programs, server_folder, path):
    folder = server_folder(path)

    write_down(database_url(folder), "kept")
    stop(folder)

    assert words(database_url(folder)) == ["kept"]
    assert find_place(folder).sockets.stat().st_mode & 0o777 == 0o700


def test_two_processes_at_once_on_a_fresh_folder_share_one_server(programs, folder):
    starting = [
        subprocess.Popen(
            command("url", folder), cwd=PROJECT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for _ in range(2)
    ]
    answers = [process.communicate(timeout=60) for process in starting]

    assert [process.returncode for process in starting] == [0, 0]
    assert {printed for printed, _ in answers} == {find_place(folder).url() + "\n"}
    assert "".join(progress for _, progress in answers).count("Making a database") == 1


def test_server_killed_with_kill_9_starts_again_at_once_with_its_data(programs, folder):
    for word in ("first", "second"):
        write_down(database_url(folder), word)
        kill_server(folder)

    assert words(database_url(folder)) == ["first", "second"]


def test_server_that_lost_its_socket_is_started_anew_with_its_data(programs, folder):
    write_down(database_url(folder), "kept")
    place = find_place(folder)
    (place.sockets / f".s.PGSQL.{PORT}").unlink()

    assert words(database_url(folder)) == ["kept"]


def test_pid_used_again_by_another_program_does_not_prevent_the_start(programs, folder):
    write_down(database_url(folder), "kept")
    stranger = subprocess.Popen(["sleep", "60"], **find_place(folder).identity())
    try:
        kill_server(folder)
        replace_pid(folder, stranger.pid)

        assert not stop(folder)
        assert words(database_url(folder)) == ["kept"]
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_zombie_that_nobody_buries_does_not_prevent_the_start(programs, folder):
    write_down(database_url(folder), "kept")
    with subprocess.Popen(["true"], **find_place(folder).identity()) as zombie:
        os.waitid(os.P_PID, zombie.pid, os.WEXITED | os.WNOWAIT)
        kill_server(folder)
        replace_pid(folder, zombie.pid)

        assert words(database_url(folder)) == ["kept"]


def replace_pid(folder, pid):
    file = find_place(folder).data / "postmaster.pid"
    file.write_text(file.read_text().replace(str(pid_in_file(file.parent)), str(pid), 1))


def test_half_made_data_are_made_again(programs, folder):
    claim(find_place(folder))
    unfinished = find_place(folder).base / "data.new"
    unfinished.mkdir()
    (unfinished / "PG_VERSION").write_text("15\n")

    assert ask(database_url(folder), "SELECT 1") == (1,)
    assert not unfinished.exists()


def test_moved_project_keeps_its_data(programs, server_folder):
    before, after = server_folder("before/postgres"), server_folder("after/postgres")
    write_down(database_url(before), "kept")
    stop(before)

    after.parent.mkdir()
    find_place(before).base.rename(after)

    assert words(database_url(after)) == ["kept"]


def test_only_its_own_folder_changes_permissions(programs, room, folder):
    folder.parent.mkdir(parents=True)
    (room / "project" / "secret.env").touch(0o600)
    (room / "project").chmod(0o711)
    before = permissions(room, but_not=folder)

    database_url(folder)

    assert permissions(room, but_not=folder) == before
    assert folder.stat().st_mode & 0o777 == 0o700


def test_portal_connects_as_an_ordinary_owner(programs, folder):
    url = database_url(folder)

    role = ask(url, "SELECT rolname, rolsuper, rolcreatedb FROM pg_roles WHERE rolname = current_user")
    owner = ask(url, "SELECT datdba::regrole::text FROM pg_database WHERE datname = current_database()")
    assert role == (OWNER, False, True)
    assert owner == (OWNER,)


def test_owner_may_make_test_databases_and_the_extensions_of_the_portal(programs, folder):
    url = database_url(folder)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE test_portal")

    for address in (url, find_place(folder).url(database="test_portal")):
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("CREATE EXTENSION pg_trgm")
            connection.execute("CREATE EXTENSION btree_gist")
            connection.execute("CREATE TABLE made (title text)")


def test_letters_are_utf8_in_the_same_order_everywhere(programs, folder):
    url = database_url(folder)

    assert ask(url, "SELECT lower('ÁÑÇ'), 'Zona' < 'casa', 'casa' < 'Ángel'") == ("áñç", True, True)
    assert ask(url, "SHOW server_encoding") == ("UTF8",)


def test_data_of_another_major_version_are_named_and_left_alone(programs, folder):
    claim(find_place(folder))
    data = find_place(folder).data
    data.mkdir()
    (data / "PG_VERSION").write_text("12\n")

    with pytest.raises(PostgresProblem, match=r"were made by PostgreSQL 12.*Install PostgreSQL 12, or move"):
        database_url(folder)

    assert major_of_data(data) == 12


def test_folder_with_other_files_is_refused_untouched(programs, room, folder):
    folder.mkdir(parents=True)
    (folder / "thesis.txt").touch()
    before = permissions(room, but_not=room / "nothing")

    with pytest.raises(PostgresProblem, match="holds other files"):
        database_url(folder)

    assert permissions(room, but_not=room / "nothing") == before


def test_server_that_cannot_start_shows_its_log(programs, folder, monkeypatch):
    monkeypatch.setattr("cinterfor.postgres.cluster.ATTEMPTS", 1)
    database_url(folder)
    stop(folder)
    with (find_place(folder).data / "postgresql.conf").open("a") as configuration:
        configuration.write("\nshared_buffers = 'nonsense'\n")

    with pytest.raises(PostgresProblem, match=r"(?s)does not start.*shared_buffers"):
        database_url(folder)


def test_commands_start_show_and_stop_the_server(programs, folder):
    def run(name):
        done = subprocess.run(command(name, folder), cwd=PROJECT, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout

    assert run("status") == (3, "not running\n")
    assert run("url") == (0, find_place(folder).url() + "\n")
    assert run("status") == (0, f"running, data in {find_place(folder).base}\n")
    assert run("start") == (0, "")
    assert run("stop") == (0, "")
    assert run("status") == (3, "not running\n")
    assert run("stop") == (0, "")
    assert run("binaries") == (0, f"{programs}\n")
