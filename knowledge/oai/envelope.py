"""The document around each answer."""

from datetime import UTC, datetime
from functools import lru_cache
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from lxml import etree

from . import markup
from .arguments import SYNTAX
from .errors import BAD_ARGUMENT, BAD_VERB, ProtocolError
from .harvest import TYPE, Item
from .sets import specs_of

NAMESPACE = "http://www.openarchives.org/OAI/2.0/"
SCHEMA = "http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"
DECLARATION, ITEMS = "<?xml version='1.0' encoding='UTF-8'?>\n", "items"


def instant(moment: datetime) -> str:
    """In UTC, to the second."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def base_url(request) -> str:
    return request.build_absolute_uri(reverse("oai"))


class Identifiers:
    """`oai:portal.example:product/slug`: the same whichever of the portal's hosts was asked."""

    def __init__(self, request):
        known = urlsplit(settings.PORTAL_ADDRESS).hostname or ""
        host = known if known.strip("*") else request.get_host().partition(":")[0]
        self.prefix = f"oai:{host}:{TYPE}/"

    def of(self, slug: str) -> str:
        return self.prefix + slug

    def slug(self, identifier: str) -> str | None:
        return identifier.removeprefix(self.prefix) if identifier.startswith(self.prefix) else None


def answer(request, asked: dict[str, str]) -> tuple[etree._Element, etree._Element]:
    """The document of an answer, and the element for what the verb tells."""
    document = _document(request, asked)
    return document, markup.add(document, asked["verb"])


def refusal(request, asked: dict[str, str], error: ProtocolError) -> etree._Element:
    document = _document(request, {} if error.code in (BAD_VERB, BAD_ARGUMENT) else asked)
    markup.add(document, "error", str(error), code=error.code)
    return document


def _document(request, asked: dict[str, str]) -> etree._Element:
    document = markup.root("OAI-PMH", {None: NAMESPACE}, SCHEMA)
    markup.add(document, "responseDate", instant(timezone.now()))
    told = {name: value for name, value in asked.items() if name in SYNTAX or name == "verb"}
    markup.add(document, "request", base_url(request), **told)
    return document


def header(item: Item, identifiers: Identifiers) -> str:
    """As markup: a page has many of them."""
    status = "" if item.is_public else ' status="deleted"'
    sets = "".join(map(_set_spec, specs_of(item.facets)))
    return (
        f"<header{status}><identifier>{escape(identifiers.of(item.slug))}</identifier>"
        f"<datestamp>{instant(item.datestamp)}</datestamp>{sets}</header>"
    )


@lru_cache(maxsize=4096)
def _set_spec(spec: str) -> str:
    """The same few on each page."""
    return f"<setSpec>{escape(spec)}</setSpec>"


def written(document: etree._Element, told: etree._Element, items: str) -> bytes:
    """The document with markup of items before all else that is told."""
    # What people wrote has its “<” escaped: there is one such comment.
    told.insert(0, etree.Comment(ITEMS))
    around = etree.tostring(document, encoding="unicode")
    return f"{DECLARATION}{around}".replace(f"<!--{ITEMS}-->", items, 1).encode()
