"""What is done once a day: jobs of the capabilities, each safe to run twice, none in the way of another.

A capability registers its job in its `apps.py`; `manage.py daily` runs them all, by a timer of the system.
"""

import io
import logging
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

import psycopg
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection

from cinterfor.postgres.client import parameters

LOCK = int.from_bytes(b"daily")
logger = logging.getLogger(__name__)


class Job(NamedTuple):
    """A thing to do: its name, its place among the others, and a function that says in a line what it did."""

    name: str
    order: int
    run: Callable[[], str]


class Outcome(NamedTuple):
    """What became of a job: the seconds it took, its line, and the traceback where it failed."""

    name: str
    seconds: float
    said: str
    failure: str = ""

    def __str__(self):
        return f"{self.name:<16}{self.seconds:>8.1f} s  {'FAILED: ' if self.failure else ''}{self.said}"


_jobs: dict[str, Job] = {}


def register_job(name: str, order: int, run: Callable[[], str]) -> None:
    if name in _jobs:
        raise ImproperlyConfigured(f"The daily job {name} is registered twice.")
    _jobs[name] = Job(name, order, run)


def jobs() -> list[Job]:
    return sorted(_jobs.values(), key=lambda job: (job.order, job.name))


def run_jobs() -> Iterator[Outcome]:
    """Each job in its turn, whatever became of those before it."""
    for job in jobs():
        began = time.monotonic()
        try:
            said, failure = job.run() or "", ""
        except (Exception, SystemExit) as error:
            logger.exception("The daily job %s has failed.", job.name)
            said, failure = str(error) or type(error).__name__, traceback.format_exc()
            _leave_no_transaction()
        yield Outcome(job.name, time.monotonic() - began, said, failure)


def _leave_no_transaction() -> None:
    """A connection that broke in one job is not handed to the next."""
    if not connection.in_atomic_block:
        connection.close()


@contextmanager
def only_once() -> Iterator[bool]:
    """Whether no other process is at it, on any host; the server frees the lock of one that died."""
    # On a connection of its own: jobs may close theirs.
    with psycopg.connect(**parameters(connection), autocommit=True) as lock:
        (free,) = lock.execute("SELECT pg_try_advisory_lock(%s)", [LOCK]).fetchone()
        yield free


def said_by(command: str, **options) -> str:
    """Run one of our commands; the last line of what it says."""
    told = io.StringIO()
    call_command(command, verbosity=0, stdout=told, **options)
    return told.getvalue().strip().rpartition("\n")[2]
