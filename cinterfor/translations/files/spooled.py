"""Units sorted by the language they are translated from, on disk: however many there are."""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager

from lxml import etree

from cinterfor.translations.units import Unit, together

#: So much of a document is held in memory, and sent at once.
IN_MEMORY, PART = 1024 * 1024, 64 * 1024


def sorted_documents(
    units: Iterable[Unit],
    begin: Callable[[etree.xmlfile, str], object],
    element: Callable[[list[Unit]], etree.Element],
) -> dict[str, tempfile.SpooledTemporaryFile]:
    """A document for each source language: `begin` opens what is around the elements of its units, of which
    plural forms stand together in one."""
    found, writers = {}, {}
    with ExitStack() as opened:
        for forms in together(units):
            language = forms[0].source_language
            if language not in found:
                found[language] = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 (`content_of` closes it)
                writer = opened.enter_context(etree.xmlfile(found[language], encoding="utf-8"))
                opened.enter_context(begin(writer, language))
                writers[language] = writer
            writers[language].write(element(forms), pretty_print=False)
            writers[language].write("\n")
    return found


def grouped(
    forms: list[Unit], element: Callable[[Unit], etree.Element], namespace: str, kind: dict[str, str]
) -> etree.Element:
    """The element of a unit; of the plural forms of a message a group, marked as of this kind."""
    if not forms[0].group:
        return element(forms[0])
    found = etree.Element(f"{{{namespace}}}group", {"id": forms[0].group} | kind, {None: namespace})
    found.extend(map(element, forms))
    return found


def content_of(file) -> Iterator[bytes]:
    """What was written to the file, part by part; the file is gone at the end."""
    with file:
        file.seek(0)
        while part := file.read(PART):
            yield part


@contextmanager
def nested(writer: etree.xmlfile, namespace: str, *elements: tuple[str, dict]):
    """Elements within each other, open while units are written."""
    with ExitStack() as opened:
        for name, attributes in elements:
            names = {None: namespace}
            opened.enter_context(writer.element(f"{{{namespace}}}{name}", attributes, nsmap=names))
        yield
