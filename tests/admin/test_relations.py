"""What a record is related to changes as its form says, and what follows from it follows."""

import pytest

from cinterfor.history.models import Version
from cinterfor.history.state import state_of
from cinterfor.search.models import SearchEntry
from knowledge.models import Contribution, Product
from tests import factories

from .forms import address, row, send

pytestmark = pytest.mark.django_db


def test_relations_are_changed_as_the_form_says_and_search_and_history_follow(administrator):
    stays, goes, comes = (factories.make_theme(slug=slug) for slug in ("queda", "sale", "entra"))
    product = factories.make_product(themes=[stays, goes], countries=[factories.make_country()])
    before = state_of(Product, product.pk)

    answer = send(administrator, product, themes=[stays.pk, comes.pk])

    assert answer.status_code == 302
    entry = SearchEntry.objects.get(record_type="product", record_id=product.pk)
    assert {"theme:queda", "theme:entra"} == {facet for facet in entry.facets if facet.startswith("theme:")}
    noted = Version.objects.latest_of(Product, product.pk).state["relations"]
    assert noted == before["relations"] | {"themes": sorted([stays.pk, comes.pk])}
    shown = administrator.get(address(Product, "change", product)).content.decode()
    assert [f'<option value="{theme.pk}" selected>' in shown for theme in (stays, comes, goes)] == [
        True,
        True,
        False,
    ]


def test_a_theme_that_is_not_there_is_refused(administrator):
    product = factories.make_product(themes=[factories.make_theme()])

    answer = send(administrator, product, themes=[0])

    assert list(answer.context["adminform"].form.errors) == ["themes"]
    assert product.themes.count() == 1


def test_one_person_that_is_not_there_is_refused_at_its_row_among_others_that_are(administrator):
    product = factories.make_product()
    keys = [factories.make_person().pk, 0, "abc", factories.make_person().pk]
    rows = {}
    for place, key in enumerate(keys):
        rows |= row("contributions", place, person=key, role="author", position=place)

    answer = send(administrator, product, **rows, **{"contributions-TOTAL_FORMS": 4})

    (forms, _files, _relations) = (inline.formset.forms for inline in answer.context["inline_admin_formsets"])
    assert ["person" in form.errors for form in forms] == [False, True, True, False]
    assert not Contribution.objects.exists()
