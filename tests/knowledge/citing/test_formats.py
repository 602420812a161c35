"""Works and lists of works as BibTeX, RIS and CSL-JSON, read by programs that did not write them."""

import json
import re

import bibtexparser
import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.citing.bibtex import bibtex_of
from knowledge.citing.ris import ris_of
from knowledge.models import Contribution
from tests import factories

HOSTILE = 'Ñandú & {cía} "50 %" \\cite{x} <b> $a_1^2$ #~\nTY  - JOUR\r\nER  - @book{y}'
LISTS = {"es": "/es/productos-de-conocimiento", "en": "/en/knowledge-products"}
TAG = re.compile(r"^([A-Z][A-Z0-9])  - ?(.*)$")


def body(response):
    assert response.status_code == 200
    return b"".join(response.streaming_content if response.streaming else [response.content]).decode()


def bibtex(text):
    """The entries by key; nothing in the text may be left over."""
    library = bibtexparser.parse_string(text)
    assert library.failed_blocks == []
    assert [block for block in library.blocks if block not in library.entries] == []
    return {entry.key: {field.key: field.value for field in entry.fields} for entry in library.entries}


def ris(text):
    """References as lists of tag and value; each line has its tag, each reference begins and ends."""
    references, lines = [], [line for line in text.split("\r\n") if line]
    for tag, value in (TAG.match(line).groups() for line in lines):
        if tag == "TY":
            references.append([])
        references[-1].append((tag, value))
    assert all(found[-1][0] == "ER" for found in references)
    return [found[:-1] for found in references]


@pytest.fixture
def works(db):
    author = factories.make_person(given_name="Ana", family_name="Silva")
    country = factories.make_country(code="UY")
    for number in range(23):
        kind = "article" if number % 2 else "report"
        product = factories.make_product(
            slug=f"obra-{number}",
            title=f"{HOSTILE} {number}",
            kind=kind,
            **factories.in_series("Boletín, 9"),
            countries=[country] if number % 3 else [],
        )
        Contribution.objects.create(product=product, person=author)


@pytest.mark.parametrize("query", ["", "?kind=article", "?country=UY&sort=title", "?kind=book"])
@pytest.mark.parametrize("language", LISTS)
def test_the_files_of_a_list_hold_exactly_the_works_of_the_page(client, works, language, query):
    path, number, shown = LISTS[language], 1, []
    joint = "&" if query else "?"
    while (page := client.get(f"{path}/{query}{joint}page={number}")).status_code == 200:
        shown += re.findall(rf'<h3 class="card__title"><a href="{path}/([a-z0-9-]+)/"', page.content.decode())
        number += 1

    in_bib = list(bibtex(body(client.get(f"{path}.bib{query}"))))
    in_ris = [dict(found)["ID"] for found in ris(body(client.get(f"{path}.ris{query}")))]
    in_csl = [item["id"] for item in json.loads(body(client.get(f"{path}.csl{query}")))]

    assert shown == in_bib == in_ris == in_csl
    assert bool(shown) == (query != "?kind=book")


def test_a_work_is_one_reference(client, works):
    path = f"{LISTS['es']}/obra-1"
    response = client.get(f"{path}.bib")
    (entry,) = bibtex(body(response)).values()
    (reference,) = ris(body(client.get(f"{path}.ris")))
    (item,) = json.loads(body(client.get(f"{path}.csl")))

    assert response["Content-Type"] == "application/x-bibtex; charset=utf-8"
    assert re.fullmatch(
        r'attachment; filename="cinterfor-obra-1-[0-9-]{10}\.bib"', response["Content-Disposition"]
    )
    assert entry["author"] == "Silva, Ana"
    assert (entry["journal"], entry["number"], entry["year"]) == ("Boletín", "9", "2020")
    assert dict(reference) | {"TY": "JOUR", "AU": "Silva, Ana", "T2": "Boletín", "IS": "9"} == dict(reference)
    assert item["title"].split() == f"{HOSTILE} 1".split()


def test_only_works_are_had_as_references(client, works):
    assert client.get("/es/instituciones.bib").status_code == 404
    assert client.get("/es/temas.ris").status_code == 404
    assert b".bib" not in client.get("/es/temas/").content


def test_pages_lead_to_the_files(client, works):
    for path in (LISTS["es"], f"{LISTS['es']}/obra-1"):
        page = client.get(f"{path}/").content.decode()
        for extension in ("bib", "ris", "csl"):
            assert re.search(rf'<link rel="alternate" type="[^"]+" href="{path}\.{extension}"', page)
            assert f'<a href="{path}.{extension}"' in page


def test_wrong_filters_are_explained(client, works):
    assert client.get(f"{LISTS['es']}.bib?kind=nothing").status_code == 400


def test_a_kind_is_named_in_the_language_of_the_address(client, db):
    factories.make_product(slug="nota", kind="technical-note")

    with translation.override("es"):
        (item,) = json.loads(body(client.get(f"{LISTS['en']}.csl")))

    assert item["genre"] == "Technical note"


def test_names_stay_whole_in_bibtex():
    names = [{"literal": "Ministerio de Trabajo, Empleo y Cía"}, {"literal": "Work and Life"}]
    names += [{"family": "Vargas Zúñiga", "given": "Fernando"}, {"family": "de la Cruz"}]
    names += [{"family": "Ortega y Gasset", "given": "José"}, {"family": "de la Rúa", "given": "Ana"}]

    (entry,) = bibtex(bibtex_of({"id": "x", "type": "book", "title": "T", "author": names})).values()

    assert entry["author"].split(" and ", 1)[0] == "{Ministerio de Trabajo, Empleo y Cía}"
    assert " and {Work and Life} and Vargas Zúñiga, Fernando and {de la Cruz} and " in entry["author"]
    assert entry["author"].endswith(" and {Ortega y Gasset}, José and de la Rúa, Ana")


def test_dates_addresses_and_websites_are_written_in_bibtex_as_programs_read_them():
    item = {"id": "x", "type": "webpage", "title": "T", "URL": "https://ilo.org/~a---b/lang--es/"}

    text = bibtex_of(item | {"issued": {"date-parts": [[2020, 5, 4]]}})
    without_day = bibtex_of(item | {"issued": {"date-parts": [[2020, 5]]}})

    assert text.startswith("@online{")
    assert ",\n    month = may,\n" in text and 'date = "2020-05-04"' in text
    assert "date" not in without_day
    assert 'url = "https://ilo.org/%7Ea-%2D-b/lang-%2Des/"' in text


@pytest.mark.parametrize(
    ("kind", "serial", "notes"),
    [
        ("report", "5", ["ISBN 978-92-9088-265-7", "ISSN 0254-2439"]),
        ("book", "978-92-9088-265-7", ["ISSN 0254-2439"]),
        ("article-journal", "0254-2439", ["ISBN 978-92-9088-265-7"]),
    ],
)
def test_the_number_in_ris_is_the_one_that_the_type_has(kind, serial, notes):
    item = {"id": "x", "type": kind, "title": "T", "ISBN": "978-92-9088-265-7", "ISSN": "0254-2439"}

    (reference,) = ris(ris_of(item | {"collection-title": "S", "collection-number": "5"}))

    assert [value for tag, value in reference if tag == "SN"] == [serial]
    assert [value for tag, value in reference if tag == "N1"] == notes
    assert ("M1" in dict(reference)) == (kind != "report")


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40).filter(str.strip)
ITEMS = st.fixed_dictionaries(
    {
        "id": st.just("obra"),
        "type": st.sampled_from(["book", "report", "article-journal", "document", "dataset", "webpage"]),
        "title": TEXT,
        "publisher": TEXT,
        "URL": st.just("https://example.org/a_b?c=%7B{x}&d=\\"),
    },
    optional={
        "author": st.lists(
            st.fixed_dictionaries({"literal": TEXT})
            | st.fixed_dictionaries({"family": TEXT}, optional={"given": TEXT}),
            min_size=1,
            max_size=3,
        ),
        "issue": TEXT,
        "abstract": TEXT,
    },
)


@settings(deadline=None)
@given(ITEMS)
def test_any_text_gives_one_entry_of_bibtex(item):
    entries = bibtex(bibtex_of(item))

    assert list(entries) == ["obra"]
    assert len(entries["obra"]) >= 3


@settings(deadline=None)
@given(ITEMS, TEXT)
def test_any_text_gives_one_reference_of_ris(item, translated):
    (reference,) = ris(ris_of(item, translated))

    assert dict(reference)["TI"] == " ".join(dict(reference)["TI"].split())
    assert [tag for tag, _value in reference].count("AU") == len(item.get("author", ()))
