"""To which page of the portal an address of the former site leads.

No loop is possible: what this answers is a page of code without arguments, which always is there, or the
present address of a public record or of its file. None of these is ever looked up here.
"""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from django.core.files.storage import default_storage
from django.urls import Resolver404, resolve, reverse, translate_url
from django.utils.text import slugify
from django.utils.translation import get_language, get_language_from_path, override

from cinterfor.publishing.former import FormerAddress, asked_path, normal_path
from cinterfor.publishing.languages import LANGUAGES
from cinterfor.publishing.models import Address
from cinterfor.publishing.moved import Gone, gone
from cinterfor.publishing.registry import RecordType, get_type

#: `/sites/default/files/file_publicacion/papel13.pdf`
FILE = re.compile(r"\.[a-z0-9]{2,4}$")


@dataclass
class Lead:
    """The page that is now meant, as a path of the portal; or why there is none any more."""

    path: str = ""
    gone: Gone | None = None


def lead(host: str, path: str, query: str = "") -> Lead | None:
    """Where a reader who asks a host for a path is to go; None where nobody knows.

    In the language that the address names, or else in the active one.
    """
    asked = normal_path(path, query)
    row = FormerAddress.objects.leading_from(host, asked)
    if row is None:
        return None
    with override(get_language_from_path(asked_path(path, query)) or get_language()):
        if row.target:
            page = page_in_language(row.target, get_language())
            return Lead(page) if page else None
        record_type = get_type(row.record_type)
        return _to_record(record_type, row.slug, asked) if record_type else None


def _to_record(record_type: RecordType, slug: str, asked: str) -> Lead | None:
    address = Address.objects.once_public().filter(record_type=record_type.name, slug=slug).first()
    if address is None:
        return None
    record = record_type.model.objects.published().filter(pk=address.record_id).first()
    if record is None:
        found = gone(record_type, slug)
        return Lead(gone=found) if found else None
    if FILE.search(asked) and (file := _file_of(record, record_type, asked)):
        return Lead(reverse("upload", args=[file]))
    return Lead(reverse(f"{record_type.name}_detail", args=[record.slug]))


def _file_of(record, record_type: RecordType, asked: str) -> str | None:
    """The record's file of that name, or its only one of that format; None where neither is stored here."""
    own = record_type.model.objects.filter(pk=record.pk)
    files = [
        file for lookup in record_type.file_fields for file in own.values_list(lookup, flat=True) if file
    ]
    wanted = PurePosixPath(asked)
    same = [file for file in files if PurePosixPath(file).suffix == wanted.suffix]
    named = [file for file in same if PurePosixPath(file).stem == slugify(wanted.stem)[:60]]
    found = named[:1] or (same if len(same) == 1 else [])
    return found[0] if found and default_storage.exists(found[0]) else None


def page_in_language(target: str, language: str) -> str | None:
    """A list or page of code in the language, its query kept; None for whatever else."""
    if not target.startswith("/") or target.startswith(("//", "/\\")):
        return None
    try:
        parts = urlsplit(target)
    except ValueError:
        return None
    own = get_language_from_path(parts.path)
    if not own or not is_page(parts.path):
        return None
    with override(own):
        found = translate_url(parts.path, language)
    query = f"?{parts.query}" if parts.query else ""
    return found + query if get_language_from_path(found) == language else None


def is_page(path: str) -> bool:
    """Whether the path, in the words of its language, is a readers' page of code without arguments."""
    with override(get_language_from_path(path)):
        try:
            match = resolve(path)
        except Resolver404:
            return False
    return not match.args and not match.kwargs and not match.app_names and path[1:3] in LANGUAGES
