"""One work in each of the formats in which other catalogues send it."""

from pymarc import Field, Indicators, Record, Subfield
from pymarc.marcxml import record_to_xml

TITLE = "Formación profesional y productividad en la región andina"
DESCRIPTORS = ["FORMACION PROFESIONAL", "Productividad -- América Latina"]
#: What all of them say of the work.
CELLS = {
    "title": TITLE,
    "language": "es",
    "kind": "book",
    "issued": "2004",
    "pages": "245",
    "isbn": "92-9088-170-4",
    "doi": "10.1000/182",
    "series_as_printed": "Trazos de la Formación, 9",
    "publisher": "OIT/Cinterfor",
    "place": "Montevideo",
    "abstract_es": "Cómo se mide lo que la formación rinde.",
    "contributors": "Vargas Zúñiga, Fernando | Cinterfor | Silva, Ana [editor]",
}

RIS = """TY  - BOOK
AU  - Vargas Zúñiga, Fernando
AU  - Cinterfor
ED  - Silva, Ana
TI  - Formación profesional y productividad en la región andina
T2  - Trazos de la Formación
M1  - 9
PY  - 2004
PB  - OIT/Cinterfor
CY  - Montevideo
SP  - 245
SN  - 92-9088-170-4
DO  - https://doi.org/10.1000/182
LA  - spa
KW  - FORMACION PROFESIONAL
KW  - Productividad -- América Latina
AB  - Cómo se mide lo que la formación rinde.
UR  - https://www.oitcinterfor.org/node/8135
L1  - vargas.pdf
ER  -
"""

BIBTEX = r"""@string{casa = {OIT/Cinterfor}}
@book{vargas2004,
  author = {Vargas Z{\'u}{\~n}iga, Fernando and {Cinterfor}},
  editor = {Ana Silva},
  title = {{Formaci{\'o}n profesional y productividad en la regi\'on andina}},
  series = {Trazos de la Formación}, number = 9,
  year = 2004, publisher = casa, address = {Montevideo}, pagetotal = {245},
  isbn = {92-9088-170-4}, doi = {10.1000/182}, language = {Spanish},
  keywords = {FORMACION PROFESIONAL; Productividad -- América Latina},
  abstract = {Cómo se mide lo que la formación rinde.},
  url = {https://www.oitcinterfor.org/node/8135}, file = {vargas.pdf},
}
"""

CSL = """[{"id": "v", "type": "book", "title": "Formación profesional y productividad en la región andina",
"author": [{"family": "Vargas Zúñiga", "given": "Fernando"}, {"literal": "Cinterfor"}],
"editor": [{"family": "Silva", "given": "Ana"}], "issued": {"date-parts": [[2004]]},
"collection-title": "Trazos de la Formación", "collection-number": "9", "publisher": "OIT/Cinterfor",
"publisher-place": "Montevideo", "number-of-pages": "245", "ISBN": "92-9088-170-4", "DOI": "10.1000/182",
"language": "es-UY", "abstract": "Cómo se mide lo que la formación rinde.",
"keyword": "FORMACION PROFESIONAL; Productividad -- América Latina",
"URL": "https://www.oitcinterfor.org/node/8135", "custom": {"file": "vargas.pdf"}}]
"""


def field(tag, *pairs, indicators="  "):
    subfields = [Subfield(code, value) for code, value in pairs]
    return Field(tag=tag, indicators=Indicators(*indicators), subfields=subfields)


def marc_record(number="000123", title=TITLE, isbn="92-9088-170-4 (rústica)", **changes):
    """The work as a MARC 21 record in UTF-8."""
    main, _colon, rest = title.partition(": ")
    record = Record(force_utf8=True)
    record.leader = "00000nam a2200000 a 4500"
    record.add_field(
        Field(tag="001", data=number),
        Field(tag="003", data="UyMoOIT"),
        Field(tag="008", data="040101s2004    uy |||||||||||000 0|spa| "),
        field("020", ("a", isbn)),
        field("024", ("a", changes.get("doi", "10.1000/182")), ("2", "doi"), indicators="7 "),
        field("100", ("a", "Vargas Zúñiga, Fernando,"), ("d", "1955-"), indicators="1 "),
        field("245", ("a", f"{main} :" if rest else f"{main} /"), *([("b", rest)] if rest else [])),
        field("260", ("a", "Montevideo :"), ("b", "OIT/Cinterfor,"), ("c", changes.get("issued", "c2004."))),
        field("300", ("a", "xii, 245 p. : il.")),
        field("490", ("a", "Trazos de la Formación ;"), ("v", "9")),
        field("520", ("a", "Cómo se mide lo que la formación rinde.")),
        field("650", ("a", "FORMACION PROFESIONAL"), indicators=" 7"),
        field("650", ("a", "Productividad"), ("z", "América Latina."), indicators=" 7"),
        field("710", ("a", "Cinterfor."), indicators="2 "),
        field("700", ("a", "Silva, Ana,"), ("e", "editora."), ("4", "edt"), indicators="1 "),
        field(
            "856",
            ("u", changes.get("address", "https://www.oitcinterfor.org/node/8135")),
            ("f", changes.get("file", "vargas.pdf")),
        ),
    )
    return record


def marc(**values) -> bytes:
    return marc_record(**values).as_marc()


def marcxml(**values) -> bytes:
    inside = record_to_xml(marc_record(**values)).decode()
    return f'<collection xmlns="http://www.loc.gov/MARC21/slim">{inside}</collection>'.encode()


def every_format() -> dict[str, bytes]:
    """By name of the file."""
    return {
        "obras.mrc": marc(),
        "obras.xml": marcxml(),
        "obras.ris": RIS.encode(),
        "obras.bib": BIBTEX.encode(),
        "obras.json": CSL.encode(),
    }
