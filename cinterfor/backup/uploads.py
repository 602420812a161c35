"""The folder of uploads while other uploads are brought in: beside the old ones, and swapped when complete.

All happens inside the folder, by renaming, because the folder itself may be a disk of its own.
"""

import shutil
from pathlib import Path

from django.conf import settings

RESTORING, LEAVING, REPLACED = HIDDEN = (".restoring", ".leaving", ".replaced")


def new_room() -> Path:
    """An empty place beside the uploads, on the same disk."""
    room = _media() / RESTORING
    shutil.rmtree(room, ignore_errors=True)
    room.mkdir(mode=0o700, parents=True)
    return room


def swap_in(uploads: Path) -> None:
    """Set the present uploads aside, and put the new ones in their place."""
    leaving = _media() / LEAVING
    leaving.mkdir(mode=0o700)
    _move_all(_media(), leaving)
    # From here on, whatever lies in the folder is new: also for who comes after a kill -9.
    leaving.rename(_media() / REPLACED)
    if uploads.is_dir():
        _move_all(uploads, _media())


def put_back() -> None:
    """The uploads as they were before a restore that failed or was killed."""
    leaving, replaced = _media() / LEAVING, _media() / REPLACED
    if replaced.is_dir():
        _move_all(_media(), new_room())
        replaced.rename(leaving)
    if leaving.is_dir():
        _move_all(leaving, _media())
        leaving.rmdir()


def clear() -> None:
    """Nothing is left of what was set aside, nor of the place beside."""
    for name in HIDDEN:
        shutil.rmtree(_media() / name, ignore_errors=True)


def _media() -> Path:
    return Path(settings.MEDIA_ROOT)


def _move_all(source: Path, target: Path) -> None:
    for path in sorted(source.iterdir()):
        if path.name not in HIDDEN:
            path.rename(target / path.name)
