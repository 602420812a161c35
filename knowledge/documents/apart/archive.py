"""The words of works that are archives inside: EPUB (OCF), Word, PowerPoint and Excel (ECMA-376).

Only so many members are read, and of each and of all together only so many bytes, whatever an archive says
of itself: one that swells without end is damaged. No entity is resolved and no address is asked.
"""

import re
import time
import zipfile
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree, html
from words import Words

#: Bytes, unpacked: of a member, and of all that are read.
MOST_OF_A_MEMBER, MOST = 32 * 1024 * 1024, 128 * 1024 * 1024
MOST_MEMBERS = 2000
#: Of XHTML that says its encoding; else it is UTF-8.
ENCODING = re.compile(rb"""<\?xml[^>]{0,80}encoding=["']([\w.-]{1,40})["']""")
CONTAINER = "META-INF/container.xml"
NUMBER = re.compile(r"\d+")
WORD_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
#: Elements that end a line of text, and those that have text, by their local names.
PARAGRAPHS, TEXTS = {"p", "si", "is", "br", "tab"}, {"t"}


class Members:
    """What is read of an archive, with what is left of its bytes."""

    def __init__(self, path: str):
        self._archive = zipfile.ZipFile(path)
        self._left = MOST

    def names(self) -> list[str]:
        return self._archive.namelist()

    def read(self, name: str) -> bytes:
        with self._archive.open(name) as member:
            found = member.read(min(MOST_OF_A_MEMBER, self._left) + 1)
        if len(found) > min(MOST_OF_A_MEMBER, self._left):
            raise ValueError(f"{name} swells beyond measure")
        self._left -= len(found)
        return found


def _xml(content: bytes):
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(content, parser)


def _office_text(content: bytes) -> str:
    """The runs of a paragraph are parts of words: they are joined as they stand."""
    parts = []
    for element in _xml(content).iter(etree.Element):
        name = etree.QName(element).localname
        if name in PARAGRAPHS:
            parts.append("\n")
        elif name in TEXTS:
            parts.append(element.text or "")
    return "".join(parts)


def _xhtml_text(content: bytes) -> str:
    declared = ENCODING.match(content.lstrip())
    encoding = declared[1].decode() if declared else "utf-8"
    parser = html.HTMLParser(encoding=encoding, no_network=True, huge_tree=False)
    page = html.document_fromstring(content, parser=parser)
    for element in page.xpath("//script | //style"):
        element.drop_tree()
    return " ".join(page.itertext())


def _in_order(members: Members, pattern: str) -> list[str]:
    """Members by the last number in their names: slide2.xml before slide10.xml."""
    found = [name for name in members.names() if re.fullmatch(pattern, name)]
    return sorted(found, key=lambda name: int(NUMBER.findall(name)[-1]))


def _word(members: Members) -> Iterator[str]:
    known = set(members.names())
    yield from (_office_text(members.read(name)) for name in WORD_PARTS if name in known)


def _powerpoint(members: Members) -> Iterator[str]:
    for name in _in_order(members, r"ppt/slides/slide\d+\.xml"):
        yield _office_text(members.read(name))


def _excel(members: Members) -> Iterator[str]:
    """Names of sheets and texts of cells; numbers are no words."""
    book = _xml(members.read("xl/workbook.xml"))
    yield "\n".join(element.get("name", "") for element in book.iter("{*}sheet"))
    if "xl/sharedStrings.xml" in members.names():
        yield _office_text(members.read("xl/sharedStrings.xml"))
    for name in _in_order(members, r"xl/worksheets/sheet\d+\.xml"):
        yield _office_text(members.read(name))


def _epub(members: Members) -> Iterator[str]:
    """The documents of the spine, in its order."""
    (rootfile, *_others) = _xml(members.read(CONTAINER)).iter("{*}rootfile")
    where = rootfile.get("full-path")
    package = _xml(members.read(where))
    hrefs = {item.get("id"): item.get("href") for item in package.iter("{*}item")}
    folder = where.rpartition("/")[0]
    known = set(members.names())
    for item in package.iter("{*}itemref"):
        name = "/".join(filter(None, [folder, unquote(hrefs.get(item.get("idref")) or "")]))
        if name in known:
            yield _xhtml_text(members.read(name))


def _reader(texts_of):
    def facts_of(path: str, until: float) -> dict:
        words, is_whole = Words(), True
        for number, text in enumerate(texts_of(Members(path))):
            words.take(text)
            if number >= MOST_MEMBERS or time.monotonic() > until:
                is_whole = False
                break
        return {"outcome": "read" if is_whole else "part", "words": str(words)}

    return facts_of


#: By the end of a name, whose content was checked.
READERS = {
    "docx": _reader(_word),
    "pptx": _reader(_powerpoint),
    "xlsx": _reader(_excel),
    "epub": _reader(_epub),
}
