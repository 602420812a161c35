"""The portal as `make run` starts it, gunicorn with collected files, over the shipped records."""

import os
import re
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

import psycopg
from django.conf import settings
from django.urls import reverse
from psycopg import sql

from cinterfor.publishing.registry import record_types
from tests.browser.addresses import BAREST, FULLEST
from tests.browser.proof.furnish import EXAMPLES

READY_WITHIN = 60  # seconds


@contextmanager
def started(name: str, keep: bool = False):
    """The address of a portal over a database of its own, which is made anew unless it may be kept."""
    database = make_database(f"{settings.DATABASES['default']['NAME'].removeprefix('test_')}_{name}", keep)
    port = free_port()
    environment = os.environ | {
        "DATABASE_URL": database,
        "DEBUG": "no",
        "HTTPS": "no",
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
    }
    run = [sys.executable, "-m"]
    subprocess.run([*run, "tests.browser.proof.furnish"], env=environment, cwd=settings.BASE_DIR, check=True)
    address = f"http://127.0.0.1:{port}"
    with (settings.VAR_DIR / f"{name}.log").open("w") as log:
        command = [*run, "gunicorn", "--bind", f"127.0.0.1:{port}"]
        server = subprocess.Popen(command, env=environment, cwd=settings.BASE_DIR, stdout=log, stderr=log)
        try:
            wait_for(address)
            yield address
        finally:
            server.terminate()
            server.wait(timeout=30)


def make_database(name: str, keep: bool) -> str:
    """An empty database on the server of the settings; the address by which the portal knows it."""
    with psycopg.connect(settings.DATABASE_URL, dbname="postgres", autocommit=True) as connection:
        there = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if there and not keep:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
        if not there or not keep:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return urlsplit(settings.DATABASE_URL)._replace(path=f"/{name}").geturl()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


def wait_for(address: str) -> None:
    last = time.monotonic() + READY_WITHIN
    while time.monotonic() < last:
        try:
            with urlopen(f"{address}/readyz", timeout=READY_WITHIN):  # noqa: S310 - our own server
                return
        except OSError:  # refused, or not yet answering
            time.sleep(0.2)
    raise TimeoutError(f"The portal at {address} does not answer within {READY_WITHIN} s.")


def read(address: str) -> tuple[int, str]:
    """Status and text of an answer."""
    try:
        with urlopen(address, timeout=30) as answer:  # noqa: S310 - our own server
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


def examples(address: str) -> dict[tuple[str, str], str]:
    """Of each record type the record with the longest page and that with the shortest; and what is gone."""
    found = dict(EXAMPLES)
    with ThreadPoolExecutor(4) as threads:
        for record_type in record_types():
            sizes = dict(threads.map(_sized, _details(address, record_type)))
            if sizes:
                ordered = sorted(sizes, key=lambda slug, sizes=sizes: (sizes[slug], slug))
                found[record_type.name, FULLEST], found[record_type.name, BAREST] = ordered[-1], ordered[0]
    return found


def _details(address, record_type):
    """The pages of all records, which the list as data names."""
    _status, listed = read(address + reverse(f"{record_type.name}_list_data", args=["json"]))
    slugs = re.findall(r'"id": "([^"]+)", "permalink"', listed)
    return [(slug, address + reverse(f"{record_type.name}_detail", args=[slug])) for slug in slugs]


def _sized(detail):
    slug, page = detail
    return slug, len(read(page)[1])
