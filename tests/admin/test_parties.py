"""The parties of an agreement, as rows of its form."""

import pytest
from django.utils import translation
from django.utils.translation import gettext

from agreements.models import Party
from tests import factories

from .forms import row, send
from .rows import errors_of_rows, message

pytestmark = pytest.mark.django_db
LANGUAGES = ["es", "pt", "en"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["none", "two", "all"])
def test_a_party_that_is_not_exactly_one_thing_is_refused(administrator, language, kind):
    agreement = factories.make_agreement()
    values = {"none": {}, "two": {"country": factories.make_country().pk, "name_pt": "Grupo"}}
    values["all"] = values["two"] | {"institution": factories.make_institution().pk, "name_es": "Grupo"}
    party = row("parties", 0, role="signatory", position=1, **values[kind])

    answer = send(administrator, agreement, language, **party, **{"parties-TOTAL_FORMS": 1})

    assert answer.status_code == 200
    assert errors_of_rows(answer) == [[message(Party, "agreements_party_one", language)]]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["institution", "country"])
def test_the_same_party_twice_is_refused_at_the_second(administrator, language, kind):
    agreement = factories.make_agreement()
    party = getattr(factories, f"make_{kind}")()
    rows = row("parties", 0, position=1, **{kind: party.pk}) | row(
        "parties", 1, position=2, **{kind: party.pk}
    )

    answer = send(administrator, agreement, language, **rows, **{"parties-TOTAL_FORMS": 2})

    assert answer.status_code == 200
    assert errors_of_rows(answer) == [[], [message(Party, f"agreements_party_{kind}", language)]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_group_twice_is_refused_at_the_second(administrator, language):
    agreement = factories.make_agreement()
    rows = row("parties", 0, name_es="Empresas", position=1) | row(
        "parties", 1, name_es="empresas", position=2
    )

    answer = send(administrator, agreement, language, **rows, **{"parties-TOTAL_FORMS": 2})

    with translation.override(language):
        assert errors_of_rows(answer) == [[], [gettext("This group is a party already.")]]


@pytest.mark.parametrize(
    ("joined", "withdrew", "language"), [("2016", "2015-12", "es"), ("", "2013-12", "pt")]
)
def test_a_party_does_not_leave_before_it_came(administrator, joined, withdrew, language):
    agreement = factories.make_agreement(signed="2014")
    party = row("parties", 0, name_es="Empresas", position=1, joined=joined, withdrew=withdrew)

    answer = send(administrator, agreement, language, **party, **{"parties-TOTAL_FORMS": 1})

    (form,) = answer.context["inline_admin_formsets"][0].formset.forms
    assert list(form.errors) == ["withdrew"]
    assert form["name_es"].value() == "Empresas"


def test_two_parties_may_swap_their_places(administrator):
    agreement = factories.make_agreement()
    first = factories.make_party(agreement=agreement, position=1)
    second = factories.make_party(agreement=agreement, position=2)

    answer = send(
        administrator,
        agreement,
        **{"parties-0-institution": second.institution_id, "parties-1-institution": first.institution_id},
    )

    swapped = list(Party.objects.order_by("pk").values_list("institution", flat=True))
    assert answer.status_code == 302
    assert swapped == [second.institution_id, first.institution_id]


def test_no_party_joins_before_the_agreement_was_signed(administrator):
    agreement = factories.make_agreement(signed="2014")
    party = row("parties", 0, name_es="Empresas", position=1, joined="2013-12")

    answer = send(administrator, agreement, **party, **{"parties-TOTAL_FORMS": 1})

    (form,) = answer.context["inline_admin_formsets"][0].formset.forms
    assert list(form.errors) == ["joined"]


def test_a_new_party_without_a_place_stands_after_the_others(administrator):
    agreement = factories.make_agreement()
    first = Party.objects.create(agreement=agreement, name_es="Empresas", position=1)
    rows = row("parties", 1, name_es="Ciudades", position="") | row(
        "parties", 2, name_es="Pueblos", position=""
    )

    send(administrator, agreement, **rows, **{"parties-TOTAL_FORMS": 3})

    placed = list(agreement.parties.values_list("name_es", "position"))
    assert placed == [(first.name_es, 1), ("Ciudades", 2), ("Pueblos", 3)]
