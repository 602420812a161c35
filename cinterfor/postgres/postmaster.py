"""The server's first process, as its file postmaster.pid tells of it, truly or not."""

import os
import signal
import subprocess
import time
from pathlib import Path

from cinterfor.postgres.binaries import PostgresProblem

NO_PID = 2**31 - 1  # larger than any pid
PAUSE, LONGEST_WAIT = 0.05, 60  # seconds


def running_postmaster(data: Path) -> int | None:
    """The pid of the server on these data, if that pid is really a server's."""
    pid = pid_in_file(data)
    return pid if pid is not None and is_postmaster(pid) else None


def pid_in_file(data: Path) -> int | None:
    try:
        return int((data / "postmaster.pid").read_text().partition("\n")[0])
    except (OSError, ValueError):
        return None


def is_postmaster(pid: int) -> bool:
    program, option, _ = command_of(pid).partition(" -D ")
    return bool(option) and program.endswith("/postgres")


def command_of(pid: int) -> str:
    """The command line of a process: empty for none and for a zombie."""
    if Path("/proc/self/cmdline").exists():
        try:
            return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            return ""
    # macOS has no /proc; small Linux images have no ps.
    question = ["/bin/ps", "-p", str(pid), "-o", "command="]
    return subprocess.run(question, capture_output=True, text=True, check=False).stdout  # noqa: S603


def forget_dead_postmaster(data: Path) -> None:
    """Take out of postmaster.pid a pid that is a zombie's, or by now another program's.

    PostgreSQL asks only whether the pid exists. A container without an init keeps
    zombies for ever, and gives the same low pids again when it restarts.
    """
    if pid_in_file(data) is None or running_postmaster(data):
        return
    # Only the first line: with the rest PostgreSQL still checks that no orphan uses the data.
    file = os.open(data / "postmaster.pid", os.O_RDWR | os.O_NOFOLLOW)
    with open(file, "r+") as lines:
        rest = lines.read().partition("\n")[2]
        lines.seek(0)
        lines.write(f"{NO_PID}\n{rest}")
        lines.truncate()


def stop_postmaster(data: Path) -> bool:
    """Stop the server as `pg_ctl stop -m fast` does; False where none was running."""
    # By the signal itself, so that a server can be stopped whose programs were removed.
    pid = running_postmaster(data)
    if pid is None:
        return False
    os.kill(pid, signal.SIGINT)
    deadline = time.monotonic() + LONGEST_WAIT
    while is_postmaster(pid):
        if time.monotonic() > deadline:
            raise PostgresProblem(f"Process {pid}, PostgreSQL, has not stopped within {LONGEST_WAIT} s.")
        time.sleep(PAUSE)
    return True
