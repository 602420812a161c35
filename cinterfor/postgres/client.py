"""The portal's database as PostgreSQL's own programs reach it: pg_dump and pg_restore."""

import os
import shutil
import subprocess
from pathlib import Path

from psycopg import pq
from psycopg.conninfo import make_conninfo

from cinterfor.postgres.binaries import PostgresProblem, candidate_folders, major_of_program

#: What our driver sets for itself.
OF_THE_DRIVER = {"client_encoding"}


def parameters(connection) -> dict:
    """How to connect, in the words of PostgreSQL's own library (libpq), password included."""
    known = {option.keyword.decode() for option in pq.Conninfo.get_defaults()} - OF_THE_DRIVER
    return {name: value for name, value in connection.get_connection_params().items() if name in known}


def find_program(name: str, server_major: int) -> Path:
    """The program of the server's own version, else of the next newer one: older ones refuse the server."""
    # Not where the name on PATH really lies: Debian's is a wrapper that must be called by its name.
    on_path = shutil.which(name)
    programs = [folder / name for folder in candidate_folders()] + ([Path(on_path)] if on_path else [])
    fitting = [
        (major, place, program)
        for place, program in enumerate(programs)
        if (major := major_of_program(program)) and major >= server_major
    ]
    if not fitting:
        raise PostgresProblem(
            f"The program {name} of PostgreSQL {server_major} or newer was not found. On Debian and Ubuntu: "
            f"apt-get install postgresql-client; or POSTGRES_BIN=/folder/with/{name}."
        )
    return min(fitting)[2]


def run(connection, name: str, *arguments: str) -> None:
    """Run the program on the database of the connection; what it complains of is the error's text."""
    given = parameters(connection)
    password = given.pop("password", None)
    program = find_program(name, connection.pg_version // 10000)
    # Everybody on the machine can read a command line; nobody else can read an environment.
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
    if password:
        environment["PGPASSWORD"] = str(password)
    result = subprocess.run(  # noqa: S603 (a program that find_program chose)
        [program, "--no-password", f"--dbname={make_conninfo(**given)}", *arguments],
        env=environment | {"LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if result.returncode:
        raise PostgresProblem(f"{name} has failed: {result.stderr.strip() or result.returncode}")
