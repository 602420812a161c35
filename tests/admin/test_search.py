"""What an editor writes in the admin is searched at once, in the record and wherever its names stand."""

import pytest

from knowledge.models import Theme
from network.models import Institution
from tests import factories

from .forms import address, values_of

pytestmark = pytest.mark.django_db


def change(client, record, **values):
    url = address(type(record), "change", record)
    answer = client.post(url, values_of(client, url) | {"_publish": "yes"} | values)
    assert answer.status_code == 302, answer.context["errors"]


def found(client, words):
    answer = client.get("/pt/buscar/", {"q": words, "format": "json"}).json()
    return {hit["id"] for hit in answer["results"]}


def test_a_synonym_that_an_editor_adds_finds_works_in_other_languages(editor):
    theme = factories.make_theme(slug="tema", name_es="Dual", name_pt="Dual", name_en="Apprenticeships")
    factories.make_product(slug="obra", title="An apprenticeship guide", language="en")

    change(editor, theme, alt_labels_es="pupilaje")

    assert Theme.objects.get(slug="tema").alt_labels_es == "pupilaje"
    assert found(editor, "pupilaje") == {"tema", "obra"}


def test_an_acronym_that_an_editor_changes_finds_the_agreements_of_the_institution(editor):
    institution = factories.make_institution(slug="ella", acronym="VIEJO")
    agreement = factories.make_agreement(slug="acuerdo")
    factories.make_party(agreement=agreement, institution=institution)

    change(editor, institution, acronym_es="NUEVO", acronym_pt="NUEVO", acronym_en="NUEVO")

    assert Institution.objects.get(slug="ella").acronym_es == "NUEVO"
    assert found(editor, "nuevo") == {"ella", "acuerdo"}
    assert found(editor, "viejo") == set()
