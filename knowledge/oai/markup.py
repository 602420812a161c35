"""Elements of XML with their texts, without what XML cannot hold."""

from lxml import etree

from cinterfor.publishing.plaintext import writable

XSI = "http://www.w3.org/2001/XMLSchema-instance"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def root(name: str, prefixes: dict[str | None, str], schema: str) -> etree._Element:
    """An element of the first of the namespaces, which says where its schema is."""
    namespace = next(iter(prefixes.values()))
    made = etree.Element(f"{{{namespace}}}{name}", nsmap=prefixes | {"xsi": XSI})
    made.set(f"{{{XSI}}}schemaLocation", f"{namespace} {schema}")
    return made


def add(parent, tag: str, text: str = "", language: str | None = None, **attributes: str | None):
    """A child, in its parent's namespace unless the tag tells another; empty attributes are left out."""
    made = etree.SubElement(parent, tag if tag[0] == "{" else f"{{{etree.QName(parent).namespace}}}{tag}")
    for name, value in ({LANGUAGE: language} | attributes).items():
        if value:
            made.set(name, writable(value))
    if text:
        made.text = writable(text)
    return made
