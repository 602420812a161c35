"""The formats in which the works can be had."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from lxml import etree

from cinterfor.renditions.kinds import ORIGIN, Kind

from . import about, datacite, dublin_core, openaire
from .harvest import TYPE
from .work import Work


class MetadataFormat(NamedTuple):
    """A format: its prefix, namespace and schema, and what writes a work in it."""

    prefix: str
    namespace: str
    schema: str
    write: Callable[[Work], etree._Element]
    #: Whether works whose date of publication is not known cannot be told in it.
    dated: bool = False

    def can_tell(self, product) -> bool:
        return bool(product.issued) or not self.dated


FORMATS = {
    found.prefix: found
    for found in (
        MetadataFormat("oai_dc", dublin_core.NAMESPACE, dublin_core.SCHEMA, dublin_core.write),
        MetadataFormat("oai_datacite", datacite.NAMESPACE, datacite.SCHEMA, datacite.write, dated=True),
        MetadataFormat("oai_openaire", openaire.NAMESPACE, openaire.SCHEMA, openaire.write, dated=True),
    )
}


def kinds(record_type) -> Iterator[Kind]:
    """What is kept of each work: in each format its metadata, and what is told about them."""
    if record_type.name == TYPE:
        for form in FORMATS.values():
            yield Kind(form.prefix, record_type, partial(_contents, form))


def _contents(form: MetadataFormat, product) -> str:
    """What follows the header in a record of the protocol."""
    if not form.can_tell(product):
        return ""
    work = Work(product, ORIGIN)
    parts = {"metadata": form.write(work), "about": about.write(work)}
    return "".join(
        f"<{name}>{etree.tostring(part, encoding='unicode')}</{name}>"
        for name, part in parts.items()
        if part is not None
    )
