"""The server's life: made once, started when it does not answer, stopped on request.

It is left running between commands. Whether it lives is asked by connecting, never
by its pid: after a kill -9 the pid may be a zombie's or another program's.
"""

import fcntl
import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from cinterfor.postgres.binaries import Binaries, PostgresProblem, find_binaries
from cinterfor.postgres.place import DATABASE, OWNER, PORT, Place, claim, find_place, is_private, runnable
from cinterfor.postgres.postmaster import forget_dead_postmaster, running_postmaster, stop_postmaster

SUPERUSER = "postgres"
EXTENSIONS = ("btree_gist", "pg_trgm")
ATTEMPTS, PAUSE = 20, 0.5  # orphans of a killed server hold its memory for some seconds
LONGEST_WAIT = 120  # seconds for one program
FULL = ("too many clients", "connection slots are reserved")  # what a living server says


def database_url(folder: Path) -> str:
    """The address of the portal's database, its server started if it does not answer."""
    place = find_place(folder)
    if not answers(place):
        start(place)
    return place.url()


def answers(place: Place, user: str = OWNER, database: str = DATABASE) -> bool:
    return not refusal(place, user, database)


def refusal(place: Place, user: str, database: str) -> str:
    """Why the server cannot be used; empty when it can."""
    # A stranger's folder of the same name in /tmp would lead to a stranger's server.
    if not is_private(place.sockets, place.uid):
        return f"{place.sockets} is not a private folder of the server"
    try:
        connect(place, user, database).close()
    except psycopg.OperationalError as error:
        return "" if any(words in str(error) for words in FULL) else str(error)
    return ""


def connect(place: Place, user: str, database: str) -> psycopg.Connection:
    return psycopg.connect(place.url(user, database), autocommit=True, connect_timeout=5)


def start(place: Place) -> None:
    claim(place)
    with locked(place):
        if answers(place):
            return
        binaries = runnable(find_binaries(place.data), place)
        if not (place.data / "PG_VERSION").is_file():
            make_data(place, binaries)
        bring_up(place, binaries)
        make_owner_and_database(place)


def stop(folder: Path) -> bool:
    """Stop the server; False where none was running."""
    place = find_place(folder)
    if not place.base.is_dir():
        return False
    with locked(place):
        return stop_postmaster(place.data)


def tell(sentence: str) -> None:
    # Not to standard output, from which make reads the address.
    print(sentence, file=sys.stderr)


@contextmanager
def locked(place: Place) -> Iterator[None]:
    """One process at a time; the operating system frees the lock of one that dies."""
    try:
        lock = os.open(place.base / ".lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        raise PostgresProblem(f"The database cannot be locked: {error}") from error
    try:
        # Root made it; the account that runs the server may come back as itself.
        if os.fstat(lock).st_uid != place.uid:
            os.fchown(lock, place.uid, place.account.gid)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            tell("Waiting for another process that is starting or stopping PostgreSQL.")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def run(place: Place, binaries: Binaries, program: str, *arguments: str) -> subprocess.CompletedProcess:
    """Run one of PostgreSQL's programs as the server's account, inside its folder."""
    # pg_ctl hands paths to a shell: relative ones hold nothing that a shell would read.
    # Of the environment only PATH: PGPORT, PGOPTIONS and the like would change the server.
    try:
        return subprocess.run(  # noqa: S603 (a program that find_binaries chose)
            [binaries.folder / program, *arguments],
            cwd=place.base,
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": character_type()},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=LONGEST_WAIT,
            check=False,
            **place.identity(),
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise PostgresProblem(f"{program} of {binaries} could not be run: {error}") from error


def character_type() -> str:
    return "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"


def make_data(place: Place, binaries: Binaries) -> None:
    """Make the files of an empty server; renamed when complete, so that half of them are never used."""
    tell(f"Making a database in {place.base} with {binaries}.")
    unfinished = place.base / "data.new"
    shutil.rmtree(unfinished, ignore_errors=True)
    arguments = ["-D", unfinished.name, "-U", SUPERUSER, "--auth=trust", "--encoding=UTF8"]
    # One order and one case of letters on every system, whatever its C library does.
    arguments += [f"--locale={character_type()}", "--lc-collate=C"]
    if binaries.major >= 17:
        arguments += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    result = run(place, binaries, "initdb", *arguments)
    if result.returncode:
        raise PostgresProblem(f"PostgreSQL's files could not be made: {result.stdout}")
    unfinished.rename(place.data)


def bring_up(place: Place, binaries: Binaries) -> None:
    if answers(place, SUPERUSER, "postgres"):
        return
    tell(f"Starting {binaries}, data in {place.base}.")
    arguments = ["start", "-D", "data", "-l", place.log.name, "-w", "-t", "60", "-o", options(place)]
    for _ in range(ATTEMPTS):
        forget_dead_postmaster(place.data)
        # Nobody reaches a server whose socket is gone: one that ran in a folder of the same path, since
        # deleted, takes it away when it notices and stops.
        if not (place.sockets / f".s.PGSQL.{PORT}").exists():
            stop_postmaster(place.data)
        result = run(place, binaries, "pg_ctl", *arguments)
        reason = refusal(place, SUPERUSER, "postgres")
        if not reason:
            return
        time.sleep(PAUSE)
    advice = "A server runs on these data: `make stop` stops it.\n" if running_postmaster(place.data) else ""
    raise PostgresProblem(
        f"PostgreSQL does not start. {advice}{reason}\n{result.stdout}{last_lines(place.log)}"
    )


def options(place: Place) -> str:
    """The server's options for pg_ctl, which gives them to a shell."""
    # In quotes, because the setting is a list; said at each start, because a project may be moved.
    sockets = '"' + str(place.sockets).replace('"', '""') + '"'
    settings = {"listen_addresses": "", "port": PORT, "unix_socket_directories": sockets}
    return " ".join(f"-c {shlex.quote(f'{name}={value}')}" for name, value in settings.items())


def last_lines(log: Path, count: int = 8) -> str:
    if not log.is_file():
        return ""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()[-count:]
    return "\n  ".join([f"The end of {log}:", *lines])


def make_owner_and_database(place: Place) -> None:
    """The portal's role: an ordinary owner, as in production, that may also make test databases."""
    with connect(place, SUPERUSER, "postgres") as connection:
        offered = {name for (name,) in connection.execute("SELECT name FROM pg_available_extensions")}
        if missing := [name for name in EXTENSIONS if name not in offered]:
            raise PostgresProblem(
                f"This PostgreSQL lacks {' and '.join(missing)}: install its package postgresql-contrib."
            )
        owner, database = sql.Identifier(OWNER), sql.Identifier(DATABASE)
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [OWNER]).fetchone():
            connection.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEDB NOSUPERUSER").format(owner))
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(database, owner))
