"""Reading an uploaded file once, in bounded time and memory, and keeping what it told."""

import base64
import hashlib
import importlib.metadata
import json
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import transaction

from cinterfor.publishing.files import first_page_path
from cinterfor.publishing.together import written_together
from knowledge.models import FileWords, ProductFile
from knowledge.models.documents import Document, Reading

#: The folder of the reading process: Python runs what is in it, and finds nothing else of the portal.
APART = Path(__file__).with_name("apart")
#: By the end of a name: the library that reads such files.
READERS = {"pdf": "pypdf", "docx": "lxml", "pptx": "lxml", "xlsx": "lxml", "epub": "lxml"}
#: Seconds for a file while its editor waits, and when nobody does.
SECONDS_ON_SAVING, SECONDS_LATER = 8, 120
#: Bytes that the reading process may take.
MEMORY = 1024 * 1024 * 1024
#: Besides the time that the process keeps itself, for its start and end.
GRACE = 5
CHUNK = 1024 * 1024
#: Of the seconds for a file, those for the picture of its first page.
SHARE_OF_FIRST_PAGE = 0.5
#: Of a scan that was read by a machine, or has a printed cover, some pages have text: fewer than one in ten.
SCANNED_BELOW = 0.1

Outcome = Reading.Outcome
_at_night: ContextVar[bool] = ContextVar("at_night", default=False)


def read_file(
    key: int, seconds: int = SECONDS_ON_SAVING, again: bool = False, model: type[Document] = ProductFile
) -> Reading | None:
    """Read the file of a row and keep what it tells, once, or `again`; None where the row or file is gone."""
    file = model.objects.select_related("reading").filter(pk=key).exclude(file="").first()
    if file is None:
        return None
    if file.known and not again:
        return file.known
    found = facts_of(file.file, seconds, model.shows_first_page)
    with written_together():
        # The row may be gone or hold another file by now.
        if not model.objects.select_for_update().filter(pk=key, file=file.file.name).exists():
            return None
        return _keep(file, found)


def _keep(file: Document, found: dict) -> Reading:
    words = found.pop("words", "")
    model = type(file)._meta.get_field("reading").related_model
    kept, _made = model.objects.update_or_create(file=file, defaults={"path": file.file.name, **found})
    if not isinstance(file, ProductFile):  # search looks into works alone
        return kept
    if words:
        FileWords.objects.update_or_create(file=file, defaults={"words": words})
    else:
        for stale in FileWords.objects.filter(file=file):
            stale.delete()
    return kept


@contextmanager
def read_at_night():
    """Files that are saved in the block are not read now: there are many, and nobody waits for them."""
    token = _at_night.set(True)
    try:
        yield
    finally:
        _at_night.reset(token)


def read_after_commit(sender, instance, raw=False, **kwargs) -> None:
    """Receiver: a file that was saved is read when it is sure to stay. What fails there fails alone."""
    if not raw and not _at_night.get():
        transaction.on_commit(lambda: read_file(instance.pk, model=sender), robust=True)


def facts_of(file, seconds: int, is_pictured: bool = True) -> dict:
    """The fields of a Reading, and the words; every field, so that nothing of another file stays."""
    empty = dict.fromkeys(("size", "pages", "is_tagged", "has_text", "first_page_height"))
    found = empty | {"sha256": "", "reader": "", "outcome": Outcome.NO_READER}
    kind = Path(file.name).suffix.lower().lstrip(".")
    try:
        with _on_disk(file) as path:
            found |= measured(path)
            if library := READERS.get(kind):
                found |= {"reader": f"{library} {importlib.metadata.version(library)}"}
                found |= told_facts(kind, path, seconds)
            if kind == "pdf" and is_pictured:
                found["first_page_height"] = _draw_first_page(file, path, seconds * SHARE_OF_FIRST_PAGE)
    except OSError:
        return found | {"outcome": Outcome.LOST}
    return found


def measured(path: str) -> dict:
    """Bytes and SHA-256 (FIPS 180-4)."""
    digest, size = hashlib.sha256(), 0
    with open(path, "rb") as opened:
        while data := opened.read(CHUNK):
            digest.update(data)
            size += len(data)
    return {"size": size, "sha256": digest.hexdigest()}


def told_facts(kind: str, path: str, seconds: int) -> dict:
    """Pages, tags and words, as far as the time and the file allow."""
    told = _told_by_the_process(kind, path, seconds)
    if told is None:
        return {"outcome": Outcome.UNFINISHED}
    read, with_text = told.pop("pages_read", 0), told.pop("pages_with_text", 0)
    if read:
        told["has_text"] = with_text >= SCANNED_BELOW * read
    return told | {"outcome": Outcome(told["outcome"])}


def _draw_first_page(file, path: str, seconds: float) -> int | None:
    """Store the pictures of a first page beside the file; the height of the larger one, None without any."""
    told = _told_by_the_process("first-page", path, seconds) or {}
    if not (pictures := told.get("pictures")):
        return None
    for width, picture in pictures.items():
        name = first_page_path(file.name, int(width))
        # The same file always has the same picture.
        if not file.storage.exists(name):
            file.storage.save(name, ContentFile(base64.b64decode(picture)))
    return round(max(map(int, pictures)) * told["ratio"])


def _told_by_the_process(kind: str, path: str, seconds: float) -> dict | None:
    """None where it was ended before it had told anything."""
    command = [sys.executable, "-I", str(APART), kind, str(path), str(seconds), str(MEMORY)]
    try:
        done = subprocess.run(  # noqa: S603 (our own folder; the path is one argument)
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds + GRACE,
            env={},
            cwd="/",
            check=False,
        )
        return json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        return None


@contextmanager
def _on_disk(file):
    """The path of a stored file; of a storage without paths, that of a copy for now."""
    try:
        path = file.path
    except NotImplementedError:
        with tempfile.NamedTemporaryFile() as copy, file.storage.open(file.name) as stored:
            for data in stored.chunks(CHUNK):
                copy.write(data)
            copy.flush()
            yield copy.name
        return
    yield path
