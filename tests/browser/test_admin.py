"""The editing pages in a browser: tabs and text editor run under the strict policy, from this host alone."""

import pytest

from agreements.models import Agreement
from network.models import Institution
from tests import factories
from tests.admin.forms import address

pytestmark = pytest.mark.django_db(transaction=True)


def test_texts_stand_in_tabs_and_open_in_the_editors_language(editing):
    record = factories.make_institution(publication_status="draft")

    editing.goto(address(Institution, "change", record, "pt"))

    editing.locator("#id_name_pt").wait_for(state="visible")
    assert not editing.locator("#id_name_es").is_visible()
    editing.locator(".ui-tabs-nav a", has_text="es").first.click()
    assert editing.locator("#id_name_es").is_visible()
    assert editing.complaints == []


def test_what_is_written_in_the_text_editor_is_saved(editing):
    record = factories.make_institution(publication_status="draft")

    editing.goto(address(Institution, "change", record))
    editing.locator("[contenteditable=true]:visible").first.fill("Forma a jóvenes.")
    editing.locator("[name=_continue]").click()
    editing.locator(".messagelist .success").wait_for()

    record.refresh_from_db()
    assert record.description_es == "<p>Forma a jóvenes.</p>"
    assert editing.complaints == []


def test_a_party_is_added_as_a_new_row(editing):
    agreement, party = factories.make_agreement(publication_status="draft"), factories.make_institution()

    editing.goto(address(Agreement, "change", agreement))
    editing.locator("#parties-group .add-row a").click()
    editing.locator("#parties-0 .select2-selection").first.click()
    editing.locator(".select2-results__option", has_text=party.name_es).click()
    editing.locator("[name=_save]").click()
    editing.locator(".messagelist .success").wait_for()

    assert agreement.parties.get().institution == party
    assert editing.complaints == []
