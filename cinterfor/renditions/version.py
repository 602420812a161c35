"""Which code makes renditions: those that other code has made are made again."""

import hashlib
from functools import cache
from pathlib import Path

from django.apps import apps
from django.conf import settings


@cache
def code_version() -> str:
    """A digest of the portal's own code: nobody has to tell when what it writes has changed."""
    digest = hashlib.sha256(settings.MEDIA_URL.encode())
    for file in sorted(_sources()):
        digest.update(str(file.relative_to(settings.BASE_DIR)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


def _sources() -> set[Path]:
    folders = (Path(config.path) for config in apps.get_app_configs())
    own = (folder for folder in folders if folder.is_relative_to(settings.BASE_DIR))
    # Apps stand within each other.
    top = {settings.BASE_DIR / folder.relative_to(settings.BASE_DIR).parts[0] for folder in own}
    return {file for folder in top for file in folder.rglob("*.py") if "migrations" not in file.parts}
