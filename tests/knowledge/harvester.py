"""A harvester in a few lines: plain HTTP, and every answer held against the schemas."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from lxml import etree

SCHEMAS = Path(__file__).parent / "schemas"
NAMESPACES = {
    "oai": "http://www.openarchives.org/OAI/2.0/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "d": "http://datacite.org/schema/kernel-4",
    "o": "http://namespace.openaire.eu/schema/oaire/",
}
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


class Header(NamedTuple):
    """What an answer says of an item besides its metadata."""

    slug: str
    datestamp: str
    sets: list[str]
    is_deleted: bool


@cache
def schema(name):
    return etree.XMLSchema(etree.parse(SCHEMAS / name))


def ask(client, verb=None, method="get", **arguments):
    """The answer's document; `from_` stands for `from`."""
    values = {name.rstrip("_"): value for name, value in arguments.items() if value is not None}
    response = getattr(client, method)("/oai", values | ({"verb": verb} if verb else {}))
    assert response.status_code == 200
    assert response["Content-Type"] == "text/xml; charset=UTF-8"
    return checked(response.content)


def checked(content):
    document = etree.fromstring(content)
    # OpenAIRE has elements of its own in the namespace of DataCite.
    used = schema("openaire/answers.xsd" if find(document, "//o:resource") else "answers.xsd")
    assert used.validate(document), used.error_log
    return document


def find(node, path):
    return node.xpath(path, namespaces=NAMESPACES)


def codes(document):
    return find(document, "oai:error/@code")


def headers(document):
    return [
        Header(
            find(header, "string(oai:identifier)").partition(":product/")[2],
            find(header, "string(oai:datestamp)"),
            find(header, "oai:setSpec/text()"),
            header.get("status") == "deleted",
        )
        for header in find(document, "//oai:header")
    ]


def pages(client, verb="ListIdentifiers", between=lambda: None, **arguments):
    """The documents of a whole list; `between` is called after each but the last."""
    document = ask(client, verb, **{"metadataPrefix": "oai_dc"} | arguments)
    yield document
    while token := find(document, "string(//oai:resumptionToken)"):
        between()
        document = ask(client, verb, resumptionToken=token)
        yield document


def harvest(client, verb="ListIdentifiers", between=lambda: None, **arguments):
    """The headers of a whole list, one after the other."""
    return [header for page in pages(client, verb, between, **arguments) for header in headers(page)]


def statements(document, tag):
    """Texts and languages of one element of Dublin Core."""
    return [(found.text, found.get(LANGUAGE)) for found in find(document, f"//oai:metadata//dc:{tag}")]
