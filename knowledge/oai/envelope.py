"""The document around each answer."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

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


def add_header(parent: etree._Element, item: Item, identifiers: Identifiers) -> None:
    header = markup.add(parent, "header", status=None if item.is_public else "deleted")
    markup.add(header, "identifier", identifiers.of(item.slug))
    markup.add(header, "datestamp", instant(item.datestamp))
    for spec in specs_of(item.facets):
        markup.add(header, "setSpec", spec)
