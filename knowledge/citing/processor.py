"""citeproc-py, and what it lacks of CSL 1.0.2 and of safe HTML.

A style is rewritten once, as it is read, into what citeproc-py understands; a reference forgets what was
printed instead of a missing name; and what citeproc returns is text with marks, of which only this module
makes HTML, so that nothing in a record can bring a tag of its own.
"""

import html
import re
from copy import deepcopy
from functools import cache
from io import BytesIO
from pathlib import Path
from threading import Lock

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, model
from citeproc.source import Reference, VariableError
from citeproc.source.json import CiteProcJSON
from lxml import etree

STYLES = Path(__file__).parent / "styles"
NAMESPACE = {"cs": "http://purl.org/net/xbiblio/csl"}
#: Private characters that stand for the tags around italic, bold, raised and lowered text.
TAGS = {"\ue000": "<i>", "\ue001": "</i>", "\ue002": "<b>", "\ue003": "</b>"}
TAGS |= {"\ue004": "<sup>", "\ue005": "</sup>", "\ue006": "<sub>", "\ue007": "</sub>"}
#: The same for what stands in brackets behind a title, whose letters it has not.
ASIDE = "\ue008"
MARK = re.compile("[\ue000-\ue008]")
BEHIND_TITLE = re.compile(f"{ASIDE}([^{ASIDE}]*){ASIDE}([\ue001\ue003]?)")
#: American typography sets full stops and commas before the closing quotation mark.
BEHIND_QUOTE = re.compile("([\ue001\ue003]*”)([.,])")
#: What is left around a part that is not known: “Title. , 2020”, “2020. . OIT”.
GAP = re.compile(r"\s*[.,:;](?:\s+[.,:;])+(?=\s|$)")
#: A full stop behind an end of sentence that a tag parts from it: “<i>et al.</i>.”
STOP_TWICE = re.compile("([.?!][\ue001\ue003]+)[.](?=\\s|$)")
#: The words of a style in other languages stand in its translations.
WORDS = {
    ("iso690-author-date-en", "es-ES"): "iso690-author-date-es",
    ("iso690-author-date-en", "pt-BR"): "iso690-author-date-pt-br",
}
#: One style writes one reference at a time: citeproc keeps state in its elements.
WRITING = Lock()
#: The number of a reference in a list; and “Retrieved”, where no day of access can follow: it is not known.
UNWANTED = (
    "//cs:bibliography//cs:text[@variable='citation-number']"
    " | //cs:text[@term='retrieved'][following-sibling::*/cs:date[@variable='accessed']]"
)
#: Of labels behind names: APA 7 writes “(Ed.)”, NBR 6023:2018 “(org.)”.
LABEL_CASES = {"title": "capitalize-first", "uppercase": "lowercase"}
#: What may stand instead of the names of a work.
SUBSTITUTES = {"title", "editor", "translator", "publisher", "genre", "collection_title", "collection_number"}


class Marks:
    """A formatter of citeproc that marks text instead of writing HTML."""

    preformat = staticmethod(str)
    Italic = Oblique = staticmethod("\ue000{}\ue001".format)
    Bold = staticmethod("\ue002{}\ue003".format)
    Superscript = staticmethod("\ue004{}\ue005".format)
    Subscript = staticmethod("\ue006{}\ue007".format)
    Light = Underline = SmallCaps = staticmethod(str)


class Remembering(Reference):
    """A reference that knows which of its variables were read, and has those not that were substituted."""

    def __init__(self, key, type, **variables):
        object.__setattr__(self, "read", set())
        object.__setattr__(self, "substituted", set())
        super().__init__(key, type, **variables)

    def __getitem__(self, name):
        # citeproc asks for numbers with the hyphens of CSL and keeps them without.
        name = name.replace("-", "_")
        if name in self.substituted:
            raise VariableError
        self.read.add(name)
        return super().__getitem__(name)


class Substitute(model.Substitute, model.CitationStylesElement):
    """CSL: “Substituted variables are suppressed in the rest of the output.”

    citeproc itself forgets those that a macro printed. It takes the last class of this name.
    """

    def render(self, item, context=None, **options):
        reference = item.reference
        for child in self.iterchildren():
            reference.read.clear()
            try:
                text = child.render(item, context=context, **options)
            except VariableError:
                continue
            if text:
                reference.substituted.update(reference.read & SUBSTITUTES)
                return text
        return None


def write(style_name: str, locale: str, item: dict, translated_title: str = "") -> str:
    """One reference in a style, as HTML with no other tags than `i`, `b`, `sup` and `sub`.

    A translation of the title stands in brackets behind it.
    """
    item = _unmarked(item)
    if translated_title:
        item["title"] += f"{ASIDE} [{MARK.sub('', translated_title)}]{ASIDE}"
    style, changing = _style(style_name, locale)
    with WRITING:
        for element, attributes in changing:
            element.attrib.clear()
            element.attrib.update(attributes)
        text = _text(style, item)
    if locale == "en-US":
        text = BEHIND_QUOTE.sub(r"\2\1", text)
    text = STOP_TWICE.sub(r"\1", BEHIND_TITLE.sub(r"\2\1", text))
    text = " ".join(GAP.sub(lambda gap: gap[0].split()[-1], text).split())
    return MARK.sub(lambda mark: TAGS.get(mark[0], ""), html.escape(text))


def _text(style, item) -> str:
    (read,) = CiteProcJSON([item]).values()
    variables = {name: value for name, value in read.items() if name not in ("key", "type")}
    reference = Remembering("item", item["type"], **variables)
    cited = CitationItem("item")
    cited["number-of-pages"] = item.get("number-of-pages", 0)
    bibliography = CitationStylesBibliography(style, {"item": reference}, Marks)
    bibliography.register(Citation([cited]))
    return "".join(map(str, bibliography.bibliography()))


def _unmarked(found):
    """The item without characters that could be taken for our marks."""
    if isinstance(found, dict):
        return {name: _unmarked(part) for name, part in found.items()}
    if isinstance(found, list):
        return [_unmarked(part) for part in found]
    return MARK.sub("", found) if isinstance(found, str) else found


def _root(name: str) -> etree._Element:
    return etree.parse(STYLES / f"{name}.csl").getroot()


@cache
def _style(name: str, locale: str):
    """A style in a locale, and the elements in which citeproc keeps state, as they are now."""
    root = _root(name)
    if words := WORDS.get((name, locale)):
        own, other = (found.find("cs:locale", NAMESPACE) for found in (root, _root(words)))
        own.getparent().replace(own, other)
    style = CitationStylesStyle(BytesIO(etree.tostring(root)), locale=locale, validate=False)
    _spell_out_names(style.root)
    _spell_out_dates(style.root.locales)
    for unwanted in style.root.xpath(UNWANTED, namespaces=NAMESPACE):
        unwanted.getparent().remove(unwanted)
    roots = [style.root, *style.root.locales]
    parts = [part for root in roots for part in root.iter("{*}date-part")]
    return style, [(part, dict(part.attrib)) for part in parts]


def _spell_out_names(root):
    """Each `cs:names` with the `cs:name` that it inherits, and initials only where they are asked for."""
    inherited = root.attrib.pop("initialize-with", None)
    for names in root.iterfind(".//cs:names", NAMESPACE):
        if names.find("cs:name", NAMESPACE) is None:
            outer = names.xpath("ancestor::cs:substitute[1]/parent::cs:names", namespaces=NAMESPACE)
            parts = [part for part in outer[0] if not part.tag.endswith("}substitute")] if outer else []
            names.extend(deepcopy(part) for part in parts)
        if names.find("cs:name", NAMESPACE) is None:
            names.insert(0, names.makeelement(f"{{{NAMESPACE['cs']}}}name"))
    for name in root.iterfind(".//cs:name", NAMESPACE):
        if name.get("initialize") == "false":
            name.attrib.pop("initialize-with", None)
        elif inherited is not None and name.get("initialize-with") is None:
            name.set("initialize-with", inherited)
    for label in root.iterfind(".//cs:names/cs:label[@text-case]", NAMESPACE):
        label.set("text-case", LABEL_CASES.get(label.get("text-case"), label.get("text-case")))


def _spell_out_dates(locales):
    """What stands between the parts of a date, in the parts themselves."""
    for locale in locales:
        for date in locale.iterfind("cs:date[@delimiter]", NAMESPACE):
            for part in list(date)[1:]:
                part.set("prefix", date.get("delimiter"))
