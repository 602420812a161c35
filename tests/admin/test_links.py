"""What an agreement follows on is judged where it is written."""

import pytest

from agreements.models import Agreement
from tests import factories

from .forms import send

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["es", "pt", "en"])
def test_no_agreement_follows_on_itself_by_way_of_others(administrator, language):
    first = factories.make_agreement(title_es="Lo que escribí")
    second = factories.make_agreement(renews=first)
    third = factories.make_agreement(amends=second)

    answer = send(administrator, first, language, supplements=third.pk, title_es="Lo que escribí hoy")

    form = answer.context["adminform"].form
    assert list(form.errors) == ["supplements"]
    assert form["title_es"].value() == "Lo que escribí hoy"
    assert Agreement.objects.get(pk=first.pk).supplements is None


def test_an_agreement_cannot_follow_on_one_that_was_signed_after_it(administrator):
    agreement = factories.make_agreement(signed="2015")
    same_year, later = (factories.make_agreement(signed=day) for day in ("2015-11", "2016-01"))

    refused = send(administrator, agreement, renews=later.pk, replaces=same_year.pk)

    assert list(refused.context["adminform"].form.errors) == ["renews"]
