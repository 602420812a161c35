"""The environment as the portal's only configuration.

Each reader names the variable in the sentence that stops the start, so that whoever
deploys knows what to set. `var/local.env`, written by `make run`, stands in for
variables that the process does not have; production has no such file.
"""

import os
import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?")
TRUE, FALSE = {"yes", "true", "on", "1"}, {"no", "false", "off", "0"}


def read_file(path: Path) -> None:
    """Add `NAME=value` lines of a file to the environment; what the process has wins."""
    if not path.is_file():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        name, separator, value = line.partition("=")
        if separator and not name.lstrip().startswith("#"):
            os.environ.setdefault(name.strip(), value.strip())


def text(name: str, default: str | None = None) -> str:
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise ImproperlyConfigured(
            f"The environment variable {name} is missing. README.md says what it holds."
        )
    return default


def flag(name: str, default: bool) -> bool:
    value = text(name, "yes" if default else "no").lower()
    if value not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name} must be yes or no, not {value!r}.")
    return value in TRUE


def integer(name: str, default: int, least: int = 0) -> int:
    value = text(name, str(default))
    if not value.isdecimal() or int(value) < least:
        raise ImproperlyConfigured(f"{name} must be a whole number of at least {least}, not {value!r}.")
    return int(value)


def words(name: str, default: str | None = None) -> list[str]:
    """A list written with commas between its parts."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def choice(name: str, default: str, allowed: Sequence[str]) -> str:
    value = text(name, default)
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(allowed)}, not {value!r}.")
    return value


def host(name: str) -> str:
    """The name of a host, perhaps with a port, in small letters; "" where none is given."""
    return _as_host(name, text(name, ""))


def redirecting_hosts(name: str, canonical: str) -> list[str]:
    """The names of hosts from which readers are sent to the canonical one."""
    found = [_as_host(name, value).partition(":")[0] for value in words(name, "")]
    if found and not canonical:
        raise ImproperlyConfigured(f"{name} needs CANONICAL_HOST, to which readers are sent.")
    if canonical.partition(":")[0] in found:
        raise ImproperlyConfigured(f"{name} must not name CANONICAL_HOST, which would lead to itself.")
    return found


def _as_host(name: str, value: str) -> str:
    value = value.lower()
    if value and not HOST.fullmatch(value):
        raise ImproperlyConfigured(f"{name} must be written like portal.example.org, not {value!r}.")
    return value


def secret(name: str, least: int = 50) -> str:
    value = text(name)
    if len(value) < least:
        raise ImproperlyConfigured(f"{name} must have at least {least} characters.")
    return value


def postgresql_address(name: str) -> str:
    """The address of a PostgreSQL database, or "" where none is given."""
    value = text(name, "")
    if value and not _names_a_database(value):
        raise ImproperlyConfigured(
            f"{name} must be an address like postgresql://user:password@host:5432/name."
        )
    return value


def _names_a_database(address: str) -> bool:
    try:
        parts = urlsplit(address)
        _ = parts.port  # read, because only reading it finds that it is no number
    except ValueError:
        return False
    return parts.scheme in {"postgres", "postgresql"} and parts.path.strip("/") != ""
