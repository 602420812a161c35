"""Which version of the portal this is, as pyproject.toml says."""

import tomllib
from functools import cache

from django.conf import settings


@cache
def portal_version() -> str:
    return tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text("utf-8"))["project"]["version"]
