"""The glossary as TBX-Basic (ISO 30042:2008), one file with all languages.

Version 2 of TBX, with `martif` and `termEntry`: OmegaT and most programs of translators read no other.
"""

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from lxml import etree

from cinterfor.publishing.languages import LANGUAGES
from cinterfor.publishing.plaintext import writable

from .data import definitions, synonyms_by_language

MEDIA_TYPE = "application/x-tbx"
DOCTYPE = '<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">'
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
PREFERRED, ADMITTED = "preferredTerm-admn-sts", "admittedTerm-admn-sts"


def tbx(request, glossary):
    return HttpResponse(_document(request, glossary), content_type=f"{MEDIA_TYPE}; charset=utf-8")


def _document(request, glossary) -> bytes:
    root = etree.Element("martif", {"type": "TBX-Basic", LANGUAGE: get_language()})
    header = etree.SubElement(root, "martifHeader")
    described = etree.SubElement(header, "fileDesc")
    _add(etree.SubElement(described, "titleStmt"), "title", _("Glossary of the ILO/Cinterfor network"))
    _add(etree.SubElement(described, "sourceDesc"), "p", request.build_absolute_uri(glossary.address))
    _add(etree.SubElement(header, "encodingDesc"), "p", "TBXBasicXCSV02.xcs", type="XCSURI")
    body = etree.SubElement(etree.SubElement(root, "text"), "body")
    # A concept that is named in no language yet is none that this format knows.
    for theme in glossary.themes:
        if theme.titles():
            body.append(_concept(request, theme))
    etree.indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, doctype=DOCTYPE)


def _concept(request, theme) -> etree._Element:
    concept = etree.Element("termEntry", id=f"theme-{theme.slug}")
    if theme.broader and theme.broader.is_public:
        group = theme.broader.title_text
        _add(concept, "descrip", group.value, type="subjectField", language=group.language)
    permalink = request.build_absolute_uri(theme.permalink)
    terms, others, defined = theme.titles(), synonyms_by_language(theme), definitions(theme)
    for code in LANGUAGES:
        if code in defined and code not in terms:
            _define(concept, theme, defined[code], code)
    _add(concept, "xref", str(theme), type="externalCrossReference", target=permalink)
    for code, term in terms.items():
        section = etree.SubElement(concept, "langSet", {LANGUAGE: code})
        if code in defined:
            _define(section, theme, defined[code])
        _name(section, term, PREFERRED)
        for label in others.get(code, ()):
            _name(section, label.term, ADMITTED, label.countries)
    return concept


def _define(parent, theme, text: str, language: str | None = None) -> None:
    """A definition and, where it is known, where it is taken from."""
    group = etree.SubElement(parent, "descripGrp")
    _add(group, "descrip", text, type="definition", language=language)
    if theme.definition_source:
        source = ", ".join(filter(None, [theme.scope_note_source, theme.scope_note_url]))
        _add(group, "admin", source, type="source")


def _name(section, term: str, status: str, countries=()) -> None:
    group = etree.SubElement(section, "tig")
    _add(group, "term", term)
    _add(group, "termNote", status, type="administrativeStatus")
    for code in countries:
        _add(group, "termNote", code, type="geographicalUsage")


def _add(parent, tag: str, text: str, language: str | None = None, **attributes: str) -> None:
    element = etree.SubElement(parent, tag, attributes | ({LANGUAGE: language} if language else {}))
    element.text = writable(text)
