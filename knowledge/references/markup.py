"""XML from elsewhere, read without opening anything that it names."""

from django.utils.translation import gettext as _
from lxml import etree

from cinterfor.exchange.reading import Unreadable


def parsed(content: bytes) -> etree._Element:
    """The root; refused are broken XML and document types, whose entities may grow or fetch files."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        # What the parser says more is English, and quotes its own terms.
        told = _("The XML is broken at line %(line)d, character %(column)d.")
        raise Unreadable(told % {"line": error.lineno or 0, "column": error.offset or 0}) from error
    except ValueError as error:
        raise Unreadable(_("This file is no XML that can be read.")) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable(_("The XML brings a document type (DOCTYPE), which is not opened. Send it without."))
    return root


def local_name(element) -> str:
    """The name of an element without its namespace; of comments and the like nothing."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
