"""The glossary as TBX: by the rules of TBX-Basic, and as programs of translators read it."""

from pathlib import Path

import pytest
from lxml import etree
from translate.storage import tbx

from tests import factories

pytestmark = pytest.mark.django_db
RULES = etree.RelaxNG(file=Path(__file__).parent / "schemas" / "tbx-basic.rng")
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def written(client, language="es"):
    path = {"es": "/es/glosario.tbx", "pt": "/pt/glossario.tbx"}[language]
    return client.get(path).content


@pytest.fixture
def concepts():
    group = factories.make_theme(
        name_es="Competencias", name_pt="Competências", name_en="Skills", slug="1-grupo"
    )
    factories.make_theme(
        slug="tutoria",
        name_es="tutoría <en línea> & más",
        name_pt="",
        name_en="tutoring",
        alt_labels_es="mentoría [MX, CO]\nacompañamiento",
        scope_note_es="<p>Apoyo de un <strong>tutor</strong>.</p>",
        scope_note_pt="<p>Apoio.</p>",
        scope_note_source="OIT, R195",
        scope_note_url="https://oit.org/r195",
        broader=group,
    )


def test_the_file_is_valid_by_the_rules_of_tbx_basic(client, concepts):
    for language in ("es", "pt"):
        root = etree.fromstring(written(client, language))
        RULES.assertValid(root)
        assert root.get(LANG) == language


def test_a_concept_has_its_group_its_terms_and_its_definitions_with_their_source(client, concepts):
    concept = etree.fromstring(written(client, "pt")).find(".//termEntry[@id='theme-tutoria']")
    spanish = concept.find(f"langSet[@{LANG}='es']")
    terms = [[part.text for part in group] for group in spanish.iter("tig")]

    assert concept.findtext("descrip[@type='subjectField']") == "Competências"
    assert spanish.findtext("descripGrp/descrip") == "Apoyo de un tutor."
    assert spanish.findtext("descripGrp/admin") == "OIT, R195, https://oit.org/r195"
    assert terms == [
        ["tutoría <en línea> & más", "preferredTerm-admn-sts"],
        ["mentoría", "admittedTerm-admn-sts", "MX", "CO"],
        ["acompañamiento", "admittedTerm-admn-sts"],
    ]


def test_a_definition_in_a_language_without_a_term_is_not_lost(client, concepts):
    concept = etree.fromstring(written(client)).find(".//termEntry[@id='theme-tutoria']")

    assert [section.get(LANG) for section in concept.iter("langSet")] == ["es", "en"]
    assert concept.find("descripGrp/descrip").get(LANG) == "pt"
    assert concept.findtext("descripGrp/descrip") == "Apoio."


def test_translators_programs_read_the_terms_of_both_languages(client, concepts):
    read = tbx.tbxfile.parsestring(written(client))

    assert {unit.getid() for unit in read.units} == {"theme-1-grupo", "theme-tutoria"}
    pairs = {(unit.source, unit.gettarget("en")) for unit in read.units}
    assert ("tutoría <en línea> & más", "tutoring") in pairs
