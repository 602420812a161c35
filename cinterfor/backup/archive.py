"""What a backup is: one tar file with the database, the files, and a manifest that says what is in it.

    database.dump     pg_dump's own compressed format
    files/...         the uploads, under their paths
    locale/...        texts of the interface that were changed in the portal, as PO
    manifest.json     the last member: an archive that was cut off has none

The manifest holds the moment (ISO 8601), the versions of portal, Django and PostgreSQL, the applied
migrations by app, and size in bytes and SHA-256 of every other member.
"""

import hashlib
import json
import tarfile
from pathlib import Path, PurePosixPath

FORMAT = "cinterfor-backup-1"
DATABASE, FILES, TEXTS, MANIFEST = "database.dump", "files/", "locale/", "manifest.json"
#: Bytes read at once; and the longest manifest that is read, which would be of a million files.
CHUNK, LONGEST_MANIFEST = 1024 * 1024, 300 * 1024 * 1024


class BackupProblem(Exception):
    """Why a backup cannot be made or used, in words for whoever asked for it."""


class Hashed:
    """A file that is read once, and whose size and checksum are known after that."""

    def __init__(self, file):
        self.file, self.digest, self.size = file, hashlib.sha256(), 0

    def read(self, size: int = -1) -> bytes:
        data = self.file.read(size)
        self.digest.update(data)
        self.size += len(data)
        return data

    def facts(self) -> dict:
        return {"size": self.size, "sha256": self.digest.hexdigest()}


def add(tar: tarfile.TarFile, name: str, path: Path) -> dict:
    """Write a file into the archive; its size and checksum."""
    with path.open("rb") as file:
        member = tar.gettarinfo(arcname=name, fileobj=file)
        member.type = tarfile.REGTYPE  # a second name of the same file is a file of its own
        # Whose the file is on this machine says nothing on another.
        member.uid = member.gid = 0
        member.uname = member.gname = ""
        member.mode = 0o644
        hashed = Hashed(file)
        tar.addfile(member, hashed)
    return hashed.facts()


def verified(path: Path) -> dict:
    """The manifest of an archive of which every byte was checked; nothing is written anywhere."""
    try:
        with tarfile.open(path, "r:") as tar:
            found, manifest = _read(tar)
    except (tarfile.TarError, EOFError, UnicodeError) as error:
        raise BackupProblem(f"{path} is no backup of the portal, or it was cut off: {error}") from error
    except OSError as error:
        raise BackupProblem(f"{path} cannot be read: {error}") from error
    _compare(path, found, manifest)
    return manifest


def _read(tar) -> tuple[dict, dict | None]:
    """Size and checksum of every member as it is, and the manifest."""
    found, manifest = {}, None
    for member in tar:
        _refuse_tricks(member, found)
        file = tar.extractfile(member)
        if member.name == MANIFEST:
            manifest = _parsed(file, member.size)
            continue
        hashed = Hashed(file)
        while hashed.read(CHUNK):
            pass
        found[member.name] = hashed.facts()
    return found, manifest


def _refuse_tricks(member: tarfile.TarInfo, found: dict) -> None:
    """Only plain files, each once, and none that would be written anywhere but among uploads and texts."""
    name = member.name
    parts = PurePosixPath(name).parts
    plain = str(PurePosixPath(name)) == name and ".." not in parts and "\x00" not in name
    among = name in (DATABASE, MANIFEST) or (name.startswith((FILES, TEXTS)) and len(parts) > 1)
    if not (plain and among and member.isreg()) or name in found:
        raise BackupProblem(
            f"The archive holds “{name}”, which no backup of the portal does. Nothing was done."
        )


def _parsed(file, size: int) -> dict | None:
    try:
        manifest = json.loads(file.read()) if size <= LONGEST_MANIFEST else None
    except ValueError:
        return None
    return manifest if isinstance(manifest, dict) else None


def _compare(path: Path, found: dict, manifest: dict | None) -> None:
    if manifest is None or manifest.get("format") != FORMAT:
        raise BackupProblem(f"{path} has no manifest of this portal: it is foreign, or was cut off.")
    promised = manifest.get("members")
    if not isinstance(promised, dict) or not isinstance(manifest.get("migrations"), dict):
        raise BackupProblem(f"The manifest of {path} cannot be understood.")
    if DATABASE not in promised:
        raise BackupProblem(f"{path} holds no database.")
    wrong = sorted(name for name in found.keys() | promised.keys() if found.get(name) != promised.get(name))
    if wrong:
        named = ", ".join(wrong[:5]) + (", …" if len(wrong) > 5 else "")
        raise BackupProblem(f"{path} is damaged: {len(wrong)} of its files differ from the manifest: {named}")


def extract(path: Path, folder: Path) -> None:
    """Write the members of a verified archive into a new folder of our own."""
    with tarfile.open(path, "r:") as tar:
        for member in tar:
            target = folder / member.name
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as written:
                _copy(tar.extractfile(member), written)


def _copy(source, target) -> None:
    while data := source.read(CHUNK):
        target.write(data)
