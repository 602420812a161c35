"""The nightly backup."""

from pathlib import Path

from django.conf import settings

from .making import make_backup


def back_up() -> str:
    archive = make_backup(Path(settings.BACKUP_FOLDER), settings.BACKUP_KEEP)
    return f"{archive.name} written, {archive.stat().st_size / 1_000_000:.1f} MB"
