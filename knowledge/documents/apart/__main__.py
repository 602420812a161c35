"""What a file tells about itself, read in a process of its own that `reading.py` starts.

    apart KIND PATH SECONDS BYTES          (python -I …/apart pdf obra.pdf 8 1073741824)

The process takes no more time and memory than it is told, sees no environment, and prints one JSON object:

    {"outcome": "read", "pages": 148, "is_tagged": true, "pages_read": 148, "pages_with_text": 146,
     "words": "manual de evaluación …"}

Of the kind `first-page` it prints the pictures of a PDF's first page. It imports nothing of the portal:
whatever a hostile file makes of it, there is nothing there to reach.
"""

import contextlib
import json
import os
import resource
import sys
import time

#: The part of the time in which is read; the rest is for printing what was found.
SHARE = 0.8


def limit(seconds: float, memory: int) -> None:
    """Not every system has each limit; the parent ends what takes too long in any case."""
    for what, most in ((resource.RLIMIT_CPU, int(seconds) + 1), (resource.RLIMIT_AS, memory)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))
    with contextlib.suppress(OSError):
        os.nice(10)


def facts_of(kind: str, path: str, until: float) -> dict:
    if kind == "pdf":
        from pdf import facts_of
    elif kind == "first-page":
        from first_page import facts_of
    else:
        from archive import READERS

        facts_of = READERS[kind]
    return facts_of(path, until)


def main(kind: str, path: str, seconds: str, memory: str) -> None:
    limit(float(seconds), int(memory))
    try:
        found = facts_of(kind, path, time.monotonic() + float(seconds) * SHARE)
    except Exception:  # readers of files fail in many ways, with RecursionError and MemoryError among them
        found = {"outcome": "damaged"}
    print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
