"""What a form judges without the database, it judges as the database does."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import F, Q
from hypothesis import given, settings
from hypothesis import strategies as st

from cinterfor.publishing.constraints import is_surely_met
from knowledge.models import Contribution, Product
from network.models import Membership
from tests import factories

pytestmark = pytest.mark.django_db

#: Conditions on a product: of what is filled, what is written, what is computed.
LEAVES = st.sampled_from(
    [
        Q(pages=None),
        Q(pages__isnull=False),
        Q(pages__gte=1),
        Q(isbn=""),
        Q(isbn="x"),
        Q(abstract_is_note=True),
        Q(issued__isnull=True),
        Q(issued_first__isnull=True),
        Q(issued_first__gte=F("issued_first")),
        Q(cover=None),
    ]
)
CONDITIONS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(lambda one, other: one & other, inner, inner),
        st.builds(lambda one, other: one | other, inner, inner),
        st.builds(lambda one, other: one ^ other, inner, inner),
        st.builds(lambda one: ~one, inner),
    ),
    max_leaves=5,
)


@settings(deadline=None, max_examples=60)
@given(
    condition=CONDITIONS,
    pages=st.sampled_from([None, 0, 3]),
    isbn=st.sampled_from(["", "x"]),
    issued=st.sampled_from([None, "2018"]),
    is_note=st.booleans(),
)
def test_what_is_surely_met_the_database_accepts(condition, pages, isbn, issued, is_note):
    work = Product(pages=pages, isbn=isbn, issued=issued, abstract_is_note=is_note)

    if is_surely_met(condition, work):
        assert condition.check(work._get_field_expression_map(meta=Product._meta))


@pytest.mark.parametrize("person", [False, True])
@pytest.mark.parametrize("institution", [False, True])
def test_a_contributor_is_one_of_two_and_of_the_right_ones_the_database_is_not_asked(
    django_assert_num_queries, person, institution
):
    who = {"person": factories.make_person()} if person else {}
    who |= {"institution": factories.make_institution()} if institution else {}
    (one,) = (item for item in Contribution._meta.constraints if item.name == "knowledge_contribution_one")

    if person != institution:
        with django_assert_num_queries(0):
            one.validate(Contribution, Contribution(**who))
    else:
        with pytest.raises(ValidationError, match="persona"):
            one.validate(Contribution, Contribution(**who))


def test_a_key_to_a_row_that_is_not_there_is_refused():
    membership = factories.make_membership()
    stored = Membership.objects.get(pk=membership.pk)
    stored.institution_id = 0

    with pytest.raises(ValidationError) as refused:
        stored.clean_fields()

    assert list(refused.value.error_dict) == ["institution"]
