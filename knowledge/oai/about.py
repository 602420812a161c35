"""About the record itself, not the work: where its facts come from and when they were last verified.

Told in Dublin Core in OAI-PMH's own place for it, the container `about`.
"""

from lxml import etree

from . import markup
from .dublin_core import DC, NAMESPACE, SCHEMA
from .work import Work


def write(work: Work) -> etree._Element | None:
    """None where neither is known."""
    statements = [("source", source.address) for source in work.product.official_sources]
    if verified := work.product.verified_on:
        statements += [
            ("date", verified.isoformat()),
            ("description", f"Last verified on {verified:%Y-%m-%d}"),
        ]
    if not statements:
        return None
    record = markup.root("dc", {"oai_dc": NAMESPACE, "dc": DC}, SCHEMA)
    markup.add(record, f"{{{DC}}}identifier", work.permalink)
    for tag, value in statements:
        markup.add(record, f"{{{DC}}}{tag}", value)
    return record
