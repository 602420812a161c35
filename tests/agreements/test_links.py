"""Agreements that follow on each other: written in the later one, told on both pages, never in circles."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from agreements.models.links import EARLIER, LATER
from cinterfor.duplicates.registry import registered_obstacles
from tests import factories
from tests.admin.forms import words

pytestmark = pytest.mark.django_db


def page_of(client, agreement, language="es"):
    with translation.override(language):
        return client.get(agreement.get_absolute_url())


@pytest.mark.parametrize(("relation", "language"), [*zip(EARLIER, ["es", "pt", "en", "es"], strict=True)])
def test_both_pages_tell_what_follows_on_what(client, relation, language):
    first = factories.make_agreement(title="El primero", slug="primero", signed="2015")
    later = factories.make_agreement(title="El segundo", slug="segundo", **{relation: first})
    draft = factories.make_agreement(title="Borrador", publication_status="draft", **{relation: first})
    with translation.override(language):
        forth, back = (str(label) for label in EARLIER[relation])

    told = words(page_of(client, first, language))
    data = json.loads(client.get(f"{first.get_absolute_url()}?format=json").content)

    assert f"{forth}El primero" in words(page_of(client, later, language))
    assert f"{back}El segundo" in told and draft.title not in told
    assert data[LATER[relation]] == ["segundo"]


def test_two_agreements_of_which_one_follows_on_the_other_are_not_merged():
    first = factories.make_agreement()
    last = factories.make_agreement(renews=factories.make_agreement(amends=first))
    (find,) = registered_obstacles("agreements.agreement")

    assert list(find(first, last)) and list(find(last, first))
    assert not list(find(first, factories.make_agreement()))


def test_an_agreement_is_not_signed_after_one_that_follows_on_it():
    first = factories.make_agreement(signed="2015")
    factories.make_agreement(title="El segundo", signed="2018", renews=first)
    first.signed = "2018-06"
    first.clean()
    first.signed = "2019"

    with pytest.raises(ValidationError) as refused:
        first.clean()

    assert set(refused.value.message_dict) == {"signed"} and "El segundo" in str(refused.value)
