"""HTML from anywhere (Word, LibreOffice, Google Docs, the web), read as the blocks that the portal knows.

Lists that are drawn with paragraphs become lists, tables become paragraphs, headings fit under the page's
own, anchors of footnotes go; looks are read where they mean something, and dropped.
"""

import re
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, TreeBuilder

import nh3

from .blocks import LINE, Block, Run, nested, runs_of, tidied, written
from .permalinks import as_permalink

HEADINGS = {f"h{level}": level for level in range(1, 7)}
CELLS, ROW_GROUPS = {"td", "th"}, {"thead", "tbody", "tfoot", "colgroup"}
TABLES = CELLS | ROW_GROUPS | {"table", "tr", "caption"}
PARAGRAPHS = {"p", "div", "pre", "li", "dl", "dt", "dd", "section", "article", "header", "footer", "aside"}
PARAGRAPHS |= {"main", "nav", "figure", "figcaption", "address", "hr", *TABLES}
MARKS = {"a", "b", "strong", "i", "em", "span", "font"}
READ = {*HEADINGS, *PARAGRAPHS, *MARKS, "br", "ul", "ol", "blockquote"}
#: What is no text of the page, however it came into it.
NO_TEXT = {"script", "style", "title", "xml"}
#: Deeper elements count as their text: what is read by recursion must end, and nobody can follow it.
DEEPEST_ELEMENT, DEEPEST_LIST = 100, 6

#: Word's styles of what is no text: the signs of lists, hidden text, anchors of notes, comments.
NOT_SHOWN = re.compile(
    r"mso-(list:\s*ignore|hide:|comment|element:\s*comment|footnote-id|endnote-id)|display:\s*none", re.I
)
NOTE_ANCHOR = re.compile(r"#_?(ftn|edn|sdfootnote|sdendnote|cmnt|_msocom)", re.I)
LIST_LEVEL = re.compile(r"mso-list:[^;]*\blevel(\d)", re.I)
NUMBERED = re.compile(r"\s*\(?\w{1,5}[.)]")
BOLD = re.compile(r"(?<![-\w])font-weight:\s*(?P<bold>bold|[6-9]00)?", re.I)
ITALIC = re.compile(r"(?<![-\w])font-style:\s*(?P<italic>italic|oblique)?", re.I)


def tidy(html: str) -> str:
    """The text with the portal's elements alone, as blocks; the same again when it is tidied again."""
    sound = nh3.clean(
        html,
        tags=READ,
        attributes={"*": {"style"}, "a": {"href", "title"}},
        clean_content_tags=NO_TEXT,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    root = _Tree().read(sound)
    top = next((level for tag, level in HEADINGS.items() if root.find(f".//{tag}") is not None), 0)
    # A page has its title as h1: a document's own first level stands below it.
    return written(_Flow(shift=1 if top == 1 else 0).read_all(root))


class _Tree(HTMLParser):
    """The tree of a well-formed text, as nh3 leaves it."""

    def read(self, html: str) -> Element:
        self.builder, self.depth = TreeBuilder(), 0
        self.builder.start("div", {})
        self.feed(html)
        self.close()
        self.builder.end("div")
        return self.builder.close()

    def handle_starttag(self, tag, attributes):
        if tag in ("br", "hr"):
            self.builder.start(tag, {})
            self.builder.end(tag)
            return
        self.depth += 1
        if self.depth <= DEEPEST_ELEMENT:
            self.builder.start(tag, {name: value or "" for name, value in attributes})

    def handle_endtag(self, tag):
        if self.depth <= DEEPEST_ELEMENT:
            self.builder.end(tag)
        self.depth -= 1

    def handle_data(self, data):
        self.builder.data(data)


class _Flow:
    """One sequence of blocks as it is read: of the text, of an item, of a cell."""

    def __init__(self, shift: int, depth: int = 0):
        self.shift, self.depth = shift, depth
        self.blocks: list[Block] = []
        self.runs: list[Run] = []

    def read_all(self, node: Element, mark: Run = Run()) -> list[Block]:  # noqa: B008 (immutable)
        self.read(node, mark)
        self.end_paragraph()
        return nested(self.blocks)

    def read(self, node: Element, mark: Run) -> None:
        self.say(node.text, mark)
        for child in node:
            if not _is_not_shown(child):
                self.read_element(child, mark)
            self.say(child.tail, mark)

    def say(self, text: str | None, mark: Run) -> None:
        if text:
            # A text of one line break and nothing else is a blank, not an element.
            self.runs.append(mark._replace(text=" " if text == LINE else text))

    def read_element(self, node: Element, mark: Run) -> None:
        tag = node.tag
        if tag == "br":
            self.runs.append(mark._replace(text=LINE))
        elif tag in MARKS:
            self.read(node, _marked(node, mark))
        else:
            self.end_paragraph()
            self.read_block(node, mark)
            self.end_paragraph()

    def read_block(self, node: Element, mark: Run) -> None:
        tag = node.tag
        is_nest = tag in ("ul", "ol", "blockquote") and self.depth < DEEPEST_LIST
        if tag in HEADINGS:
            self.add(Block(f"h{min(max(HEADINGS[tag] + self.shift, 2), 3)}", self.runs_in(node, mark)))
        elif tag == "table":
            self.read_table(node, mark)
        elif is_nest and tag == "blockquote":
            self.add(Block(tag, blocks=self.within().read_all(node, mark)))
        elif is_nest:
            self.add(self.list_of(node, mark))
        elif level := LIST_LEVEL.search(node.get("style", "")):
            kind = "ol" if NUMBERED.match(_sign_of(node)) else "ul"
            level = min(int(level[1]) or 1, DEEPEST_LIST - self.depth)
            self.add(Block(kind if level > 0 else "p", self.runs_in(node, mark), level=max(level, 0)))
        else:
            self.read(node, _marked(node, mark))

    def within(self) -> "_Flow":
        return _Flow(self.shift, self.depth + 1)

    def runs_in(self, node: Element, mark: Run) -> list[Run]:
        return tidied(runs_of(self.within().read_all(node, mark)))

    def end_paragraph(self) -> None:
        runs, self.runs = tidied(self.runs), []
        self.add(Block("p", runs))

    def add(self, block: Block) -> None:
        if block.runs or block.blocks:
            self.blocks.append(block)

    def list_of(self, node: Element, mark: Run) -> Block:
        found = Block(node.tag)
        for part in _parts(node):
            if part.tag == "li":
                self.add_item(found, part, _marked(part, mark))
            elif part.tag in ("ul", "ol") and found.blocks:
                # Google Docs and older editors: the list below an item stands beside it.
                below = self.within()
                below.read_element(part, mark)
                for block in nested(below.blocks):
                    found.blocks[-1].adopt(block)
            else:
                wrapped = Element("li")
                wrapped.append(part)
                self.add_item(found, wrapped, mark)
        return found

    def add_item(self, found: Block, node: Element, mark: Run) -> None:
        flow = self.within()
        flow.read(node, mark)
        item = Block("li", tidied(flow.runs))
        if flow.blocks:
            flow.end_paragraph()
            item = Block("li", blocks=nested(flow.blocks))
        if item.runs or item.blocks:
            found.blocks.append(item)

    def read_table(self, table: Element, mark: Run) -> None:
        for part in _parts(table):
            rows = _parts(part) if part.tag in ROW_GROUPS else [part]
            for row in rows:
                cells = _parts(row) if row.tag == "tr" else [row]
                self.add_row([self.cell(cell, mark) for cell in cells])

    def cell(self, node: Element, mark: Run) -> list[Block]:
        mark = mark._replace(strong=mark.strong or node.tag == "th")
        return _Flow(self.shift, self.depth).read_all(node, mark)

    def add_row(self, cells: list[list[Block]]) -> None:
        """A row with one cell is layout: its blocks stand alone; others become a paragraph."""
        filled = [blocks for blocks in cells if blocks]
        if len(filled) <= 1:
            self.blocks += [block for blocks in filled for block in blocks]
            return
        runs: list[Run] = []
        for blocks in filled:
            runs += [Run(" · ")] if runs else []
            runs += runs_of(blocks)
        self.add(Block("p", tidied(runs)))


def _parts(node: Element) -> list[Element]:
    """What stands in a list or table, where only elements should: also a text, and without its tail."""
    texts = [node.text, *(child.tail for child in node)]
    found = []
    for child, text in zip([None, *node], texts, strict=True):
        if child is not None:
            child.tail = None
            found.append(child)
        if text and text.strip():
            loose = Element("span")
            loose.text = text
            found.append(loose)
    return found


def _is_not_shown(node: Element) -> bool:
    return bool(NOT_SHOWN.search(node.get("style", "")) or NOTE_ANCHOR.match(node.get("href", "")))


def _marked(node: Element, mark: Run) -> Run:
    """The marks of what stands in the element: by its name, or as its style says."""
    style = node.get("style", "")
    if node.tag in ("b", "strong"):
        mark = mark._replace(strong=True)
    if node.tag in ("i", "em"):
        mark = mark._replace(em=True)
    if weight := BOLD.search(style):
        mark = mark._replace(strong=bool(weight["bold"]))
    if slant := ITALIC.search(style):
        mark = mark._replace(em=bool(slant["italic"]))
    href = node.get("href", "").strip()
    # Word’s own bookmarks lead nowhere here.
    if node.tag == "a" and href and not href.startswith("#_"):
        mark = mark._replace(href=as_permalink(href), title=node.get("title", ""))
    return mark


def _sign_of(node: Element) -> str:
    """The number or bullet that Word draws before a paragraph."""
    signs = [part for part in node.iter() if NOT_SHOWN.search(part.get("style", ""))]
    return "".join(signs[0].itertext()) if signs else ""
