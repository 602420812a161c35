"""Files for translators: what goes out comes back, in every format, as other programs read it too."""

import io
import zipfile
from pathlib import Path

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from translate.storage import pypo, xliff, xliff2

from cinterfor.publishing.richtext import clean_html
from cinterfor.translations.aligning import State
from cinterfor.translations.files.formats import FORMATS, read, write
from cinterfor.translations.files.received import Unreadable
from cinterfor.translations.units import Unit

SCHEMAS = Path(__file__).parent / "schemas"
TEXT = st.text("aé ñ\n\t\"\\%{}<>&'’#|~\u2028\x85\xa0日😀", min_size=1, max_size=30).filter(str.strip)
INLINE = st.lists(
    st.sampled_from(
        [
            "uno ",
            "dos & tres ",
            "<strong>cuatro</strong>",
            "<em>x</em>",
            "<br>",
            "«ñ» ",
            '<a href="/id/page/a">a<em>b</em></a>',
            '<a href="https://x.org/?a=1&amp;b=2" title="t">c</a>',
        ]
    ),
    min_size=1,
).map(lambda found: clean_html(f"<p>u{''.join(found)}</p>").removeprefix("<p>").removesuffix("</p>"))


@st.composite
def units(draw):
    is_rich = draw(st.booleans())
    texts = INLINE if is_rich else TEXT
    state = draw(st.sampled_from(State.values))
    return {
        "source_language": draw(st.sampled_from(["es", "en", "fr"])),
        "source": draw(texts),
        "target": "" if state == State.MISSING else draw(texts),
        "previous": draw(texts) if state == State.OUTDATED else "",
        "state": state,
        "type": "Página",
        "record": draw(TEXT),
        "field": "Texto",
        "address": "https://portal.example/es/a/",
        "room": None if is_rich else draw(st.sampled_from([None, 300])),
        "is_rich": is_rich,
    }


MANY = st.lists(units(), min_size=1, max_size=6).map(
    lambda found: [Unit(id=f"page:{number}:body:{number * 2}", **unit) for number, unit in enumerate(found)]
)


def files(form, found, language="pt"):
    """The file, or those in the archive."""
    content = b"".join(write(form, found, language).parts)
    if not content.startswith(b"PK"):
        return [content]
    archive = zipfile.ZipFile(io.BytesIO(content))
    return [archive.read(name) for name in archive.namelist()]


def schema(name):
    text = (SCHEMAS / name).read_text()
    for address in ("http://www.w3.org/2001/xml.xsd", "informativeCopiesOf3rdPartySchemas/w3c/xml.xsd"):
        text = text.replace(f'"{address}"', f'"{(SCHEMAS / "xml.xsd").as_uri()}"')
    return etree.XMLSchema(etree.fromstring(text.encode()))


XSD = {"xliff": schema("xliff-core-1.2-strict.xsd"), "xliff2": schema("xliff-core-2.0.xsd")}


@pytest.mark.parametrize("form", FORMATS)
@settings(deadline=None, max_examples=25)
@given(MANY)
def test_what_goes_out_comes_back(form, found):
    back = [read(content) for content in files(form, found)]

    assert {file.language for file in back} == {"pt"}
    received = {unit.id: unit for file in back for unit in file.units}
    assert set(received) == {unit.id for unit in found}
    for unit in found:
        came = received[unit.id]
        assert (came.source, came.target, came.mark) == (unit.source, unit.target, unit.mark)
        assert bool(came.needs_editing) == (unit.state == State.OUTDATED)


@pytest.mark.parametrize("form", XSD)
@settings(deadline=None, max_examples=25)
@given(MANY)
def test_xliff_is_valid_by_the_schemas_of_oasis(form, found):
    for content in files(form, found):
        XSD[form].assertValid(etree.fromstring(content))


@settings(deadline=None, max_examples=25)
@given(MANY)
def test_previous_sources_go_out_beside_what_needs_editing(tmp_path_factory, found):
    (content,) = files("xliff", found)
    before = etree.fromstring(content).iterfind(".//{*}alt-trans[@alttranstype='previous-version']/{*}source")

    outdated = [unit.previous for unit in found if unit.state == State.OUTDATED]
    assert sorted("".join(source.itertext()) for source in before) == sorted(outdated)
    path = tmp_path_factory.mktemp("files") / "a.po"
    path.write_bytes(files("po", found)[0])
    entries = polib.pofile(str(path)).fuzzy_entries()
    assert sorted(entry.previous_msgid for entry in entries) == sorted(outdated)


@pytest.mark.parametrize(
    ("form", "reader"), [("po", pypo.pofile), ("xliff", xliff.Xliff1File), ("xliff2", xliff2.Xliff2File)]
)
def test_the_translate_toolkit_reads_the_files(form, reader):
    found = [
        Unit(
            "page:1:title", "es", "Título & más", "Título e mais", "", State.COMPLETE, "Página", "A", "Título"
        ),
        Unit("page:1:body:2", "es", "Uno <strong>dos</strong>", "Um", "Uno", State.OUTDATED, is_rich=True),
        Unit("page:1:body:4", "es", "Tres", "", "", State.MISSING, is_rich=True),
    ]

    store = reader.parsestring(files(form, found)[0])

    read_units = [unit for unit in store.units if unit.source and not unit.isheader()]
    assert str(read_units[0].source) == "Título & más"
    assert [bool(unit.target) for unit in read_units] == [True, True, False]
    assert [unit.isfuzzy() for unit in read_units][:2] == [False, True]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x01",
        b"<xliff",
        b"PK\x03\x04",
        'msgid "á"'.encode("latin-1"),
        b"<a/>",
        b'<!DOCTYPE a [<!ENTITY x "y">]><xliff xmlns="urn:oasis:names:tc:xliff:document:1.2">'
        b'<file target-language="pt">'
        b'<body><trans-unit id="a"><source>&x;</source></trans-unit></body></file></xliff>',
        b"/etc/passwd",
        b'msgid "a"\nmsgstr "b"\n',
        b'msgid "a\nmsgid',
    ],
)
def test_what_is_no_translators_file_is_refused_in_words(content):
    with pytest.raises(Unreadable) as refused:
        read(content)

    assert str(refused.value)


@given(st.binary(max_size=200))
def test_whatever_is_sent_is_read_or_refused(content):
    for prefix in (b"", b"<xliff>", b'msgctxt "a"\nmsgid "b"\nmsgstr "'):
        try:
            read(prefix + content)
        except Unreadable as refused:
            assert str(refused)
