"""Ask many addresses at once, each host only once at a time and with a pause."""

import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from urllib.parse import urlsplit

from .asking import Answer, ask, new_session

#: Hosts that are asked at the same time.
HOSTS = 8


class Stopped(Exception):
    """Nobody waits for further answers."""


class Turns:
    """One request to a host at a time, and a pause before the next."""

    def __init__(self, pause: float):
        self.pause, self.stopped = pause, threading.Event()
        self._locks, self._last, self._guard = defaultdict(threading.Lock), {}, threading.Lock()

    @contextmanager
    def __call__(self, host: str):
        with self._guard:
            lock = self._locks[host]
        with lock:
            last = self._last.get(host)
            left = self.pause - (time.monotonic() - last) if last is not None else 0
            if self.stopped.wait(max(0, left)):
                raise Stopped
            try:
                yield
            finally:
                self._last[host] = time.monotonic()


def ask_all(urls: list[str], seconds: float | None, pause: float) -> Iterator[tuple[str, Answer]]:
    """Each address with its answer, as they come; what has not answered after `seconds` is left out."""
    by_host = defaultdict(list)
    for url in urls:
        by_host[_host(url)].append(url)
    turns, answers = Turns(pause), SimpleQueue()
    until = time.monotonic() + seconds if seconds is not None else None
    pool = ThreadPoolExecutor(HOSTS, thread_name_prefix="links")
    try:
        asking = [pool.submit(_ask_host, own, turns, answers.put) for own in by_host.values()]
        while asking and (until is None or time.monotonic() < until):
            done, waiting = wait(asking, timeout=0.2, return_when=FIRST_COMPLETED)
            yield from _drained(answers)
            for future in done:
                future.result()  # a fault of our own is told, not swallowed
            asking = list(waiting)
        yield from _drained(answers)
    finally:
        turns.stopped.set()
        pool.shutdown(wait=False, cancel_futures=True)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _ask_host(urls, turns, put) -> None:
    session = new_session()
    try:
        for url in urls:
            put((url, ask(session, url, turns)))
    except Stopped:
        return
    finally:
        session.close()


def _drained(answers) -> Iterator[tuple[str, Answer]]:
    while True:
        try:
            yield answers.get_nowait()
        except Empty:
            return
