"""Joining the files of a folder to works, by what an import said of their old addresses and names."""

import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db.models import Q

from cinterfor.exchange.origins import Origin
from cinterfor.publishing.files import DOCUMENT_TYPES
from cinterfor.publishing.together import written_together
from knowledge.models import Product, ProductFile

from .reading import measured, read_at_night


class Outcome(StrEnum):
    ATTACHED = "attached"
    THERE = "already there"
    NO_WORK = "no work names it"
    SEVERAL = "several works name it"
    REFUSED = "refused"


class Attached(NamedTuple):
    """What became of a file: its path in the folder, and a word on why or where to."""

    path: str
    outcome: Outcome
    note: str = ""


class Wanted(NamedTuple):
    """A file that a work waits for, by the steps of its old path, the name last."""

    steps: tuple[str, ...]
    work: int
    text: str


def steps_of(text: str) -> tuple[str, ...]:
    """The steps of a path or an address, as they are compared; none of what names no document."""
    try:
        path = urlsplit(text).path if "://" in text else text
    except ValueError:
        return ()
    plain = unicodedata.normalize("NFC", unquote(path)).replace("\\", "/").casefold()
    steps = tuple(step for step in plain.split("/") if step not in ("", "."))
    is_document = steps and steps[-1].rpartition(".")[2] in DOCUMENT_TYPES and "." in steps[-1]
    return steps if is_document else ()


def wanted() -> list[Wanted]:
    """All files that imports have named, of works that are there."""
    origins = Origin.objects.of(Product).filter(record_id__in=Product._base_manager.values("pk"))
    named = origins.exclude(Q(files=[]) & Q(legacy_urls=[])).order_by("pk")
    return [
        Wanted(steps, origin.record_id, text)
        for origin in named
        for text in (*origin.files, *origin.legacy_urls)
        if (steps := steps_of(text))
    ]


class Index:
    """Works by the files that they wait for."""

    def __init__(self, items: list[Wanted]):
        self._by_name: dict[str, list[Wanted]] = {}
        for item in items:
            self._by_name.setdefault(item.steps[-1], []).append(item)

    def works(self, path: str) -> set[int]:
        """The works that name the file: those by the longest part of its path."""
        steps = steps_of(path)
        found: dict[int, set[int]] = {}
        for item in self._by_name.get(steps[-1], ()) if steps else ():
            found.setdefault(_shared_end(item.steps, steps), set()).add(item.work)
        return found[max(found)] if found else set()


def _shared_end(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    count = 0
    for first, second in zip(reversed(one), reversed(other), strict=False):
        if first != second:
            break
        count += 1
    return count


def files_in(folder: Path) -> list[Path]:
    """All files of the folder and those below it, but for hidden ones; links lead nowhere."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file()
        and not path.is_symlink()
        and not any(step.startswith(".") for step in path.relative_to(folder).parts)
    )


def attach_all(folder: Path, paths: list[Path]) -> Iterator[Attached]:
    """Join each file to its work, one transaction each: what is done stays done."""
    index = Index(wanted())
    with read_at_night():
        for path in paths:
            yield _attach(index, path, path.relative_to(folder).as_posix())


def _attach(index: Index, path: Path, name: str) -> Attached:
    works = index.works(name)
    if not works:
        return Attached(name, Outcome.NO_WORK)
    if len(works) > 1:
        slugs = Product.objects.filter(pk__in=works).order_by("slug").values_list("slug", flat=True)
        return Attached(name, Outcome.SEVERAL, ", ".join(slugs))
    try:
        with path.open("rb") as opened:
            return _join(works.pop(), File(opened, name=path.name), path, name)
    except OSError as error:
        return Attached(name, Outcome.REFUSED, error.strerror or str(error))


def _join(work: int, file: File, path: Path, name: str) -> Attached:
    with written_together():
        product = Product._base_manager.select_for_update().get(pk=work)
        if _has(product, path):
            return Attached(name, Outcome.THERE, product.slug)
        row = ProductFile(product=product, language=product.language, file=file)
        try:
            row._meta.get_field("file").run_validators(file)
        except ValidationError as error:
            return Attached(name, Outcome.REFUSED, " ".join(error.messages))
        row.save()
    return Attached(name, Outcome.ATTACHED, product.slug)


def _has(product: Product, path: Path) -> bool:
    """Whether one of the work's files has the same content (SHA-256)."""
    size, own = path.stat().st_size, None
    for row in product.files.select_related("reading"):
        if row.size != size:
            continue
        own = own or measured(str(path))["sha256"]
        if _checksum(row) == own:
            return True
    return False


def _checksum(row: ProductFile) -> str:
    if row.known and row.known.sha256:
        return row.known.sha256
    try:
        return measured(row.file.path)["sha256"]
    except OSError:
        return ""


def still_waiting() -> list[tuple[str, str]]:
    """Works that have no file though an import named one: their addresses (slugs), and what was named."""
    found = {item.work: item.text for item in reversed(wanted())}
    without = Product.objects.filter(pk__in=found, files=None).order_by("slug")
    return [(slug, found[key]) for key, slug in without.values_list("pk", "slug")]
