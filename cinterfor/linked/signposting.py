"""Typed links of a record's page: FAIR Signposting, level 1 in the header (RFC 8288), level 2 as a link set.

The link set (RFC 9264) says all there is to say; the header, which servers and proxies limit, as much of it
as fits, the most useful first, and where the link set is.
"""

import json
from collections.abc import Iterator
from typing import NamedTuple

from django.http import HttpResponse
from django.urls import reverse
from django.utils.encoding import iri_to_uri

from cinterfor.formats.registry import formats_of

from .facts import SCHEMA, Absolute

EXTENSION, MEDIA_TYPE = "linkset", "application/linkset+json"
#: Bytes of the header: proxies take 8,192 for all headers together.
LONGEST_HEADER = 3000
#: In the order of use; what stands last is left to the link set first.
RELATIONS = ("linkset", "cite-as", "type", "license", "describedby", "author", "collection", "item")


class Link(NamedTuple):
    """A link from a record's page: its relation (IANA), where it leads, and the media type there."""

    rel: str
    href: str
    type: str = ""

    def __str__(self):
        kind = f'; type="{self.type}"' if self.type else ""
        return f'<{self.href}>; rel="{self.rel}"{kind}'


def links_of(record, record_type, absolute: Absolute) -> list[Link]:
    """All links of the record's page in the active language, those of each relation together."""
    schema = record_type.describe(record, absolute).get("@type", record_type.schema)
    found = [
        Link("linkset", _data(record, record_type, EXTENSION, absolute), MEDIA_TYPE),
        Link("cite-as", absolute(record.permalink)),
        *(Link("type", f"{SCHEMA}/{name}") for name in ("AboutPage", schema)),
        *(
            Link("describedby", _data(record, record_type, form.name, absolute), form.media_type)
            for form in formats_of(record_type, record).values()
        ),
        Link("collection", absolute(reverse(record_type.list_name)), "text/html"),
        *record_type.links(record, absolute),
    ]
    whole = [link._replace(href=iri_to_uri(link.href)) for link in found]
    return sorted(dict.fromkeys(whole), key=lambda link: RELATIONS.index(link.rel))


def _data(record, record_type, extension: str, absolute: Absolute) -> str:
    return absolute(reverse(f"{record_type.name}_detail_data", args=[record.slug, extension]))


def header_of(links: list[Link]) -> str:
    """The links as far as the header has room: a relation is there whole or not at all."""
    header = ""
    for relation in RELATIONS:
        told = ", ".join(str(link) for link in links if link.rel == relation)
        longer = f"{header}, {told}" if header and told else header or told
        if len(longer) <= LONGEST_HEADER:
            header = longer
    return header


def linkset_of(record, record_type, absolute: Absolute) -> dict:
    """The links of the page, and those by which each file and each description leads back to it."""
    page = iri_to_uri(absolute(record.get_absolute_url()))
    links = links_of(record, record_type, absolute)
    contexts = [{"anchor": page, **dict(_by_relation(link for link in links if link.rel != "linkset"))}]
    contexts += [
        {"anchor": link.href, back: [{"href": page, "type": "text/html"}]}
        for relation, back in (("item", "collection"), ("describedby", "describes"))
        for link in links
        if link.rel == relation
    ]
    return {"linkset": contexts}


def _by_relation(links) -> Iterator[tuple[str, list[dict]]]:
    links = list(links)
    for relation in dict.fromkeys(link.rel for link in links):
        targets = [link for link in links if link.rel == relation]
        yield relation, [{"href": link.href} | ({"type": link.type} if link.type else {}) for link in targets]


def signposted(page, request, record, record_type):
    """The record's page with its links in the header; what is not public yet is nothing to harvest."""
    if getattr(request, "preview", None):
        return page
    page["Link"] = header_of(links_of(record, record_type, request.build_absolute_uri))
    return page


def led_back(data, request, record, record_type):
    """Data of a record, whose header leads to the page that they describe."""
    absolute = request.build_absolute_uri
    links = [
        Link("describes", iri_to_uri(absolute(record.get_absolute_url())), "text/html"),
        Link("linkset", _data(record, record_type, EXTENSION, absolute), MEDIA_TYPE),
    ]
    data["Link"] = ", ".join(map(str, links))
    return data


def write_linkset(request, record, record_type) -> HttpResponse:
    found = linkset_of(record, record_type, request.build_absolute_uri)
    response = HttpResponse(json.dumps(found, ensure_ascii=False) + "\n", content_type=MEDIA_TYPE)
    response["X-Robots-Tag"] = "noindex"
    return response
