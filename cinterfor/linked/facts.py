"""A record as linked data (schema.org, JSON-LD): only what is known of it, in properties of its type."""

from collections.abc import Callable

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cinterfor.images.describing import images_of
from cinterfor.publishing.languages import Text
from cinterfor.publishing.permalinks import with_absolute_links
from cinterfor.publishing.plaintext import plain

SCHEMA = "https://schema.org"
#: Makes a whole address of a path on this site.
Absolute = Callable[[str], str]


def facts_of(record, record_type, absolute: Absolute) -> dict:
    """What is told of a record in the active language; texts in another are marked with it."""
    described = record_type.describe(record, absolute)
    schema = described.get("@type", record_type.schema)
    facts = {
        "@context": SCHEMA,
        "@type": schema,
        "@id": absolute(record.permalink),
        "url": absolute(record.get_absolute_url()),
        "name": tagged(record.title_text),
        "description": tagged(Text(plain(record.summary_text.value), record.summary_text.language)),
        **_about_the_page(record, schema, absolute),
        "subjectOf": [{"@type": "WebPage", "url": source.address} for source in record.official_sources],
        **images_of(record, record_type, absolute),
        **described,
    }
    return with_absolute_links(known(facts), absolute("/").rstrip("/"))


def _about_the_page(record, schema: str, absolute: Absolute) -> dict:
    """In which languages the record can be read here, and when it changed: facts of its page."""
    page = {
        "inLanguage": record.languages(),
        "dateModified": record.datestamp.isoformat(),
        "isPartOf": site(absolute),
    }
    if schema == "WebPage":
        return page
    address = absolute(record.get_absolute_url())
    return {"mainEntityOfPage": {"@type": "WebPage", "@id": address, "url": address, **page}}


def site(absolute: Absolute) -> dict:
    return {"@type": "WebSite", "@id": absolute("/") + "#site", "name": str(_("ILO/Cinterfor"))}


def network(absolute: Absolute) -> dict:
    """The network whose institutions are its members."""
    return {"@type": "Organization", "@id": absolute("/") + "#network", "name": "ILO/Cinterfor"}


def named(record, schema: str, absolute: Absolute) -> dict:
    """Another record by its name, and by its permalink where readers may know of it."""
    found = {"@type": schema, "name": tagged(record.title_text)}
    return found | {"@id": absolute(record.permalink)} if record.is_public else found


def public(records) -> list:
    return [record for record in records if record.is_public]


def identifier(scheme: str, value: str, address: str = "") -> dict | None:
    """An identifier in a scheme such as ISBN; None where there is none."""
    found = {"@type": "PropertyValue", "propertyID": scheme, "value": value, "url": address}
    return known(found) if value else None


def tagged(text: Text) -> str | dict[str, str]:
    """A text as JSON-LD has it, with its language where that is not the page's."""
    if not text.value or not text.language or text.language == get_language():
        return text.value
    return {"@language": text.language, "@value": text.value}


def known(found):
    """Without what is empty, at any depth."""
    if isinstance(found, dict):
        kept = {name: known(value) for name, value in found.items()}
        return {name: value for name, value in kept.items() if value not in (None, "", [], {})}
    if isinstance(found, list | tuple):
        return [kept for kept in map(known, found) if kept not in (None, "", [], {})]
    return found
