"""Members over time: what is current, former, unconfirmed; and what the database refuses."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from cinterfor.publishing.dates import today, year_before
from network.models import Institution, Membership
from tests.factories import make_institution, make_membership

pytestmark = pytest.mark.django_db
DAY = datetime.date(2015, 6, 30)


def standing(on=DAY, **membership):
    institution = make_institution()
    if membership:
        make_membership(institution=institution, **membership)
    return Institution.objects.with_standing(on).get(pk=institution.pk).standing


@pytest.mark.parametrize(
    ("membership", "expected"),
    [
        ({}, "partner"),
        ({"begins": "1990"}, "member"),
        ({"begins": "2015"}, "member"),
        ({"begins": "2015-07"}, "later"),
        ({"begins": None}, "undated"),
        ({"begins": None, "ends": "2014"}, "former"),
        ({"begins": "1990", "ends": "2015"}, "member"),
        ({"begins": "1990", "ends": "2015-06"}, "member"),
        ({"begins": "1990", "ends": "2015-05"}, "former"),
        ({"begins": "1990", "ended": True}, "undated"),
        ({"begins": None, "ended": True}, "undated"),
        ({"begins": "1990", "basis": "definition"}, "member"),
        ({"begins": "1990", "basis": "unconfirmed"}, "unconfirmed"),
        ({"begins": None, "kind": None, "basis": "unconfirmed"}, "undated"),
    ],
)
def test_standing_follows_from_the_membership(membership, expected):
    assert standing(**membership) == expected


@pytest.mark.parametrize(
    ("membership", "expected"),
    [
        ({"begins": None}, "member"),
        ({"begins": None, "ended": True}, "former"),
        ({"begins": None, "basis": "unconfirmed"}, "unconfirmed"),
    ],
)
def test_what_is_recorded_without_a_date_is_so_today(membership, expected):
    assert standing(today(), **membership) == expected


def test_an_unconfirmed_member_is_never_counted_as_a_member():
    make_membership(basis="unconfirmed")

    assert not Institution.objects.members().exists()
    assert not Institution.objects.constituent().exists()


def test_constituent_and_associate_are_told_apart():
    constituent = make_membership().institution
    associate = make_membership(kind="associate").institution

    assert list(Institution.objects.constituent()) == [constituent]
    assert list(Institution.objects.associate()) == [associate]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("1990", None), ("2000", None)),
        (("1990", "2000-05-05"), ("2000-05-05", None)),
        ((None, None), ("2000", "2001")),
        (("1990", "2000-06"), ("2000-05", None)),
    ],
)
def test_memberships_of_one_institution_never_overlap(first, second):
    institution = make_institution()
    make_membership(institution=institution, begins=first[0], ends=first[1])

    with pytest.raises(IntegrityError), transaction.atomic():
        make_membership(institution=institution, begins=second[0], ends=second[1])
        # The check may wait for the end of the transaction.
        from django.db import connection

        connection.check_constraints()


@pytest.mark.parametrize(
    ("end", "begin"), [("2010", "2010"), ("2010-05", "2010-05"), ("2010-05-04", "2010-05-05")]
)
def test_one_membership_may_begin_when_another_ends(end, begin):
    institution = make_institution()
    make_membership(institution=institution, begins="1990", ends=end)

    make_membership(institution=institution, begins=begin, kind="associate")

    assert Membership.objects.filter(institution=institution).count() == 2


def test_a_membership_cannot_end_before_it_begins():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_membership(begins="2010", ends="2009-12")


def test_a_membership_may_end_in_the_year_in_which_it_began():
    assert make_membership(begins="2010-03", ends="2010").pk


def test_members_come_before_the_others_and_constituents_before_associates():
    country = make_institution(name="D").country
    make_membership(institution=make_institution(name="C", country=country), kind="associate")
    make_membership(institution=make_institution(name="B", country=country), basis="unconfirmed")
    make_membership(institution=make_institution(name="Z", country=country))

    names = [
        institution.name for institution in Institution.objects.in_country(country.code).constituents_first()
    ]

    assert names == ["Z", "C", "B", "D"]


def found(client, query):
    return [record.slug for record in client.get(f"/es/instituciones/{query}").context["page"].object_list]


def test_institutions_are_found_and_sorted_by_when_they_were_verified(client):
    for slug, day in (("nueva", today()), ("vieja", datetime.date(2019, 5, 6)), ("nunca", None)):
        make_membership(institution=make_institution(slug=slug, verified_on=day))

    assert [found(client, f"?verified={value}") for value in ("recently", "long-ago", "never")] == [
        ["nueva"],
        ["vieja"],
        ["nunca"],
    ]
    assert found(client, "?sort=-verified") == ["nueva", "vieja", "nunca"]
    assert found(client, "?sort=verified") == ["nunca", "vieja", "nueva"]
    assert b"nunca" in b"".join(client.get("/es/instituciones.json?verified=never").streaming_content)


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (datetime.date(2026, 3, 1), datetime.date(2025, 3, 1)),
        (datetime.date(2024, 2, 29), datetime.date(2023, 2, 28)),
    ],
)
def test_a_year_before_a_leap_day_is_a_day_too(day, before):
    assert year_before(day) == before
