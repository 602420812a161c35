"""Links to the portal's own records: kept without language, shown at the record's present address."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import OuterRef, Q, Subquery
from django.http.request import validate_host
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.translation import get_language_from_path, override

from .addresses import Address
from .languages import LANGUAGES
from .registry import get_type

#: A link as `clean_html` leaves it; links are never within links.
LINK = re.compile(r'<a(?P<attributes>(?: [a-z]+="[^"]*")+)>(?P<inside>.*?)</a>', re.DOTALL)
PERMALINK = re.compile(r'(?<= href=")/id/(?P<type>[-\w]+)/(?P<slug>[-\w]+)/?(?P<fragment>#[^"]*)?(?=")')
#: A link to this site, up to where its host is missing.
OWN_LINK = re.compile(r'<a href="(?=/(?!/))')

Known = dict[tuple[str, str], str]


class OwnPath(str):
    """An address of this site as a fact of a record: who reads it elsewhere needs it with its host."""


def own_path(url: str) -> str:
    """The address of an upload, which a storage on another host tells whole."""
    return OwnPath(url) if url.startswith("/") else url


def as_permalink(href: str) -> str:
    """The permalink of a record whose public page is linked to; any other address as it is."""
    parts = _split(href)
    if parts is None or (parts.netloc and not is_ours(parts.hostname)):
        return href
    named = record_at(parts.path)
    if named is None:
        return href
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return reverse("permalink", args=named) + fragment


def _split(href: str):
    try:
        parts = urlsplit(href)
        return parts if parts.scheme in ("", "http", "https") and parts.path.startswith("/") else None
    except ValueError:  # an address that is none, such as https://[
        return None


def is_ours(host: str | None) -> bool:
    return validate_host(host or "", [known for known in settings.ALLOWED_HOSTS if known != "*"])


def record_at(path: str) -> list[str] | None:
    """Record type and slug of a permalink, or of a record's page in the words of any language."""
    prefix = get_language_from_path(path)
    if not prefix and not path.startswith("/id/"):
        return None
    rest = path[len(prefix or "") + 1 :] if prefix else path
    for language in dict.fromkeys([prefix or LANGUAGES[0], *LANGUAGES]):
        with override(language):
            found = _resolved(f"/{language}{rest.rstrip('/')}/" if prefix else path.rstrip("/"))
        if found:
            return found
    return None


def _resolved(path: str) -> list[str] | None:
    try:
        match = resolve(path)
    except Resolver404:
        return None
    if match.url_name == "permalink":
        name = match.kwargs["type_name"]
    else:
        name, detail, _data = (match.url_name or "").partition("_detail")
        name = name if detail and "extension" not in match.kwargs else ""
    return [name, match.kwargs["slug"]] if get_type(name) else None


def permalinks_in(texts: Iterable[str]) -> set[tuple[str, str]]:
    """Record type and slug of each permalink in the cleaned texts."""
    return {(found["type"], found["slug"]) for text in texts for found in PERMALINK.finditer(text)}


def present_addresses(links: set[tuple[str, str]]) -> Known:
    """The present slugs of those linked records that are public, also after renames: one query."""
    from cinterfor.search.models import SearchEntry

    if not links:
        return {}
    asked = Q()
    for name, slug in links:
        asked |= Q(record_type=name, slug=slug)
    public = SearchEntry.objects.filter(
        record_type=OuterRef("record_type"), record_id=OuterRef("record_id"), public_from__lte=timezone.now()
    )
    found = Address.objects.once_public().filter(asked).annotate(present=Subquery(public.values("slug")[:1]))
    rows = found.filter(present__isnull=False).values_list("record_type", "slug", "present")
    return {(name, slug): present for name, slug, present in rows}


def known_links(record, html: str) -> Known:
    """The present addresses for a cleaned text of the record, looked up once, however often it is shown."""
    looked_up = record.__dict__.setdefault("known_links", {})
    if html not in looked_up:
        looked_up[html] = present_addresses(permalinks_in([html]))
    return looked_up[html]


def with_present_links(html: str, known: Known) -> str:
    """The cleaned text with each permalink as the record's address in the active language.

    A link to what is not public is its text alone.
    """

    def shown(link) -> str:
        found = PERMALINK.search(link["attributes"])
        if found is None:
            return link[0]
        address = _address(found["type"], known.get((found["type"], found["slug"])))
        if address is None:
            return link["inside"]
        href = address + (found["fragment"] or "")
        attributes = PERMALINK.sub(lambda _found: href, link["attributes"])
        return f"<a{attributes}>{link['inside']}</a>"

    return LINK.sub(shown, html)


def _address(name: str, slug: str | None) -> str | None:
    if slug is None:
        return None
    try:
        return reverse(f"{name}_detail", args=[slug])
    except NoReverseMatch:
        return None


def with_absolute_links(found, origin: str):
    """Texts, also within dicts and lists, whose links who reads them elsewhere can follow."""
    if isinstance(found, OwnPath):
        return origin + found
    if isinstance(found, str):
        return OWN_LINK.sub(lambda link: link[0] + origin, found)
    if isinstance(found, dict):
        return {name: with_absolute_links(part, origin) for name, part in found.items()}
    if isinstance(found, list):
        return [with_absolute_links(part, origin) for part in found]
    return found
