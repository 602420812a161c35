"""Small works that are archives inside, as their programs write them."""

import zipfile
from io import BytesIO

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/obra.opf"/></rootfiles></container>'
)
PACKAGE = (
    '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="texto%201.xhtml"/></manifest>'
    '<spine><itemref idref="a"/></spine></package>'
)


def archive(members: dict[str, str | bytes]) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in members.items():
            opened.writestr(name, content)
    return written.getvalue()


def docx(text, head="", **further):
    """The last letters of the text in a run of their own, as Word leaves them."""
    runs = f"<w:r><w:t>{text[:-3]}</w:t></w:r><w:r><w:t>{text[-3:]}</w:t></w:r>"
    body = f'{head}<w:document xmlns:w="{W}"><w:body><w:p>{runs}</w:p></w:body></w:document>'
    return archive({"[Content_Types].xml": TYPES, "word/document.xml": body} | further)


def pptx(text):
    slide = f'<s xmlns:a="{A}"><a:p><a:r><a:t>{text}</a:t></a:r></a:p></s>'
    parts = {"ppt/presentation.xml": "<p/>", "ppt/slides/slide1.xml": slide}
    return archive({"[Content_Types].xml": TYPES} | parts)


def xlsx(text):
    book = f'<workbook xmlns="{S}"><sheets><sheet name="Egresados"/></sheets></workbook>'
    strings = f'<sst xmlns="{S}"><si><t>{text}</t></si></sst>'
    parts = {"xl/workbook.xml": book, "xl/sharedStrings.xml": strings}
    return archive({"[Content_Types].xml": TYPES} | parts)


def epub(text):
    page = f"<!DOCTYPE html><html><head><style>p{{estilo:1}}</style></head><body><p>{text}</p></body></html>"
    parts = {"META-INF/container.xml": CONTAINER, "OEBPS/obra.opf": PACKAGE, "OEBPS/texto 1.xhtml": page}
    return archive({"mimetype": "application/epub+zip"} | parts)
