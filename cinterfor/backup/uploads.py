"""The folders that are in a backup, while others are brought in: beside the old ones, swapped when complete.

All happens inside each folder, by renaming, because the folder itself may be a disk of its own.
"""

import shutil
from pathlib import Path

from django.conf import settings

from .archive import FILES, TEXTS

RESTORING, LEAVING, REPLACED = HIDDEN = (".restoring", ".leaving", ".replaced")


def folders() -> dict[str, Path]:
    """By the beginning of their files' names in the archive: uploads, and changed texts of the interface."""
    return {FILES: Path(settings.MEDIA_ROOT), TEXTS: Path(settings.LOCALE_OVERRIDES)}


def new_room() -> Path:
    """An empty place beside the uploads, on the same disk."""
    return _new_room(Path(settings.MEDIA_ROOT))


def _new_room(folder: Path) -> Path:
    room = folder / RESTORING
    shutil.rmtree(room, ignore_errors=True)
    room.mkdir(mode=0o700, parents=True)
    return room


def swap_in(room: Path) -> None:
    """Set what is in the folders aside, and put in its place what was extracted into the room."""
    for name, folder in folders().items():
        _swap_in(room / name, folder)


def _swap_in(source: Path, folder: Path) -> None:
    leaving = folder / LEAVING
    leaving.mkdir(mode=0o700, parents=True)
    _move_all(folder, leaving)
    # From here on, whatever lies in the folder is new: also for who comes after a kill -9.
    leaving.rename(folder / REPLACED)
    if source.is_dir():
        _move_all(source, folder)


def put_back() -> None:
    """The folders as they were before a restore that failed or was killed."""
    for folder in folders().values():
        leaving, replaced = folder / LEAVING, folder / REPLACED
        if replaced.is_dir():
            _move_all(folder, _new_room(folder))
            replaced.rename(leaving)
        if leaving.is_dir():
            _move_all(leaving, folder)
            leaving.rmdir()


def clear() -> None:
    """Nothing is left of what was set aside, nor of the place beside."""
    for folder in folders().values():
        for name in HIDDEN:
            shutil.rmtree(folder / name, ignore_errors=True)


def _move_all(source: Path, target: Path) -> None:
    for path in sorted(source.iterdir()):
        if path.name not in HIDDEN:
            # The room may be on another disk than the folder of texts.
            shutil.move(path, target / path.name)
