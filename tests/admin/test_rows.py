"""Rows of one record that contradict each other are refused where they stand, and may swap places."""

import pytest
from django.db import connection

from agreements.models import Agreement, Party
from knowledge.models import Contribution, EventParticipation, Product, WorkRelation
from network.forms import overlap, period
from network.models import Institution, Membership
from tests import factories

from .forms import address, row, send, values_of, words
from .rows import errors_of_rows, message

pytestmark = pytest.mark.django_db
LANGUAGES = ["es", "pt", "en"]
DATES = [None, "2000", "2010", "2010-07", "2010-07-04", "2010-12-31", "2011-01-01", "2020"]


def membership(number, begins, ends="", **values):
    kind = {"kind": "constituent", "basis": "documented"}
    return row("memberships", number, begins=begins, ends=ends, **kind, **values)


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_new_memberships_that_overlap_are_refused_at_the_second(administrator, language):
    institution = factories.make_institution()
    rows = membership(0, "2000", "2012") | membership(1, "2010", "2020")

    answer = send(administrator, institution, language, **rows, **{"memberships-TOTAL_FORMS": 2})

    expected = message(Membership, "network_membership_overlap", language)
    assert answer.status_code == 200
    assert errors_of_rows(answer) == [[], [expected]]
    assert expected in words(answer)
    assert not Membership.objects.exists()


def test_a_new_membership_that_overlaps_a_stored_one_is_refused(administrator):
    institution = factories.make_membership(begins="2000").institution

    answer = send(administrator, institution, **membership(1, "2010"), **{"memberships-TOTAL_FORMS": 2})

    assert errors_of_rows(answer) == [[], [message(Membership, "network_membership_overlap", "es")]]


def test_memberships_that_follow_each_other_are_saved(administrator):
    institution = factories.make_institution()
    rows = membership(0, "2000", "2010") | membership(1, "2010", "2020-06") | membership(2, "2020-07")

    answer = send(administrator, institution, **rows, **{"memberships-TOTAL_FORMS": 3})

    assert answer.status_code == 302
    assert institution.memberships.count() == 3


def test_two_memberships_may_swap_their_periods(administrator):
    first = factories.make_membership(begins="2000", ends="2010")
    second = factories.make_membership(institution=first.institution, begins="2010", ends="2020")

    answer = send(
        administrator,
        first.institution,
        **row("memberships", 0, begins="2010", ends="2020"),
        **row("memberships", 1, begins="2000", ends="2010"),
    )

    first.refresh_from_db()
    second.refresh_from_db()
    assert answer.status_code == 302
    assert (first.begins, second.begins) == ("2010", "2000")


def test_a_row_may_take_the_place_of_one_that_is_deleted_with_it(administrator):
    first = factories.make_membership(begins="2000", ends="2010")
    second = factories.make_membership(institution=first.institution, begins="2010", ends="2020")

    answer = send(
        administrator,
        first.institution,
        **row("memberships", 0, begins="2005", ends="2020"),
        **row("memberships", 1, DELETE="on"),
    )

    first.refresh_from_db()
    assert answer.status_code == 302
    assert first.ends == "2020"
    assert not Membership.objects.filter(pk=second.pk).exists()


def test_a_membership_that_a_colleague_has_added_meanwhile_counts(administrator):
    institution = factories.make_institution()
    url = address(Institution, "change", institution)
    values = values_of(administrator, url)
    factories.make_membership(institution=institution, begins="2000")

    answer = administrator.post(
        url, values | {"_publish": "yes"} | membership(0, "2010") | {"memberships-TOTAL_FORMS": 1}
    )

    assert answer.status_code == 200
    assert answer.context["adminform"].form.non_field_errors()
    assert institution.memberships.count() == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_membership_that_ends_before_it_begins_is_refused(administrator, language):
    institution = factories.make_institution()

    answer = send(
        administrator,
        institution,
        language,
        **membership(0, "2010", "2000"),
        **{"memberships-TOTAL_FORMS": 1},
    )

    assert errors_of_rows(answer) == [[message(Membership, "network_membership_dates", language)]]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["person", "institution"])
def test_the_same_contribution_twice_is_refused_at_the_second(administrator, language, kind):
    product = factories.make_product()
    who = {kind: getattr(factories, f"make_{kind}")().pk, "role": "author"}
    rows = row("contributions", 0, position=1, **who) | row("contributions", 1, position=2, **who)

    answer = send(administrator, product, language, **rows, **{"contributions-TOTAL_FORMS": 2})

    expected = message(Contribution, f"knowledge_contribution_{kind}", language)
    assert answer.status_code == 200
    assert errors_of_rows(answer) == [[], [expected]]


def test_two_contributors_may_swap_their_places(administrator):
    product = factories.make_product()
    first, second = factories.make_person(), factories.make_person()
    for person in (first, second):
        product.contributions.create(person=person)

    answer = send(
        administrator, product, **{"contributions-0-person": second.pk, "contributions-1-person": first.pk}
    )

    swapped = list(Contribution.objects.order_by("pk").values_list("person", flat=True))
    assert answer.status_code == 302
    assert swapped == [second.pk, first.pk]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_contribution_of_nobody_is_refused(administrator, language):
    product = factories.make_product()

    answer = send(
        administrator,
        product,
        language,
        **row("contributions", 0, role="editor", position=1),
        **{"contributions-TOTAL_FORMS": 1},
    )

    assert errors_of_rows(answer) == [[message(Contribution, "knowledge_contribution_one", language)]]


def test_a_row_that_a_colleague_has_deleted_meanwhile_stays_deleted(administrator):
    party = factories.make_party()
    url = address(Agreement, "change", party.agreement)
    values = values_of(administrator, url)
    Party.objects.all().delete()

    edited = administrator.post(url, values | {"_publish": "yes"})
    deleted = administrator.post(url, values | {"parties-0-DELETE": "on", "_publish": "yes"})

    assert (edited.status_code, deleted.status_code) == (302, 302)
    assert not Party.objects.exists()


def test_a_record_that_a_colleague_has_changed_meanwhile_is_not_overwritten(administrator):
    product = factories.make_product(publisher="Uno")
    url = address(Product, "change", product)
    values = values_of(administrator, url)
    product.publisher = "Dos"
    product.save()

    answer = administrator.post(url, values | {"publisher": "Tres", "_publish": "yes"})

    product.refresh_from_db()
    assert answer.status_code == 200
    assert answer.context["adminform"].form.non_field_errors()
    assert product.publisher == "Dos"


def test_a_record_that_a_colleague_has_deleted_gives_a_message(administrator):
    product = factories.make_product()
    change, delete = address(Product, "change", product), address(Product, "delete", product)
    values = values_of(administrator, change)
    product.delete()

    answers = [
        administrator.post(change, values, follow=True),
        administrator.post(delete, {"post": "yes"}, follow=True),
    ]

    for answer in answers:
        assert answer.status_code == 200
        assert len(answer.context["messages"]) == 1


@pytest.mark.parametrize("begins", DATES)
@pytest.mark.parametrize("ends", DATES)
def test_a_period_is_the_same_in_the_form_and_in_the_database(begins, ends):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT isempty(r), coalesce(lower(r), '0001-01-01'), coalesce(upper(r), '9999-12-31')"
            " FROM portal_period(%s, %s) AS r",
            [begins, ends],
        )
        empty, start, stop = cursor.fetchone()

    found = period(begins, ends)

    assert (found[0] == found[1]) == empty
    assert empty or found == (start, stop)


def test_an_end_without_date_overlaps_nothing():
    unknown, running = Membership(begins="1990", ended=True), Membership(begins="2000")

    assert not overlap(unknown, running)
    assert overlap(running, Membership(begins="2001", ended=True, ends="2002"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_relation_twice_is_refused_at_the_second(administrator, language):
    product, other = factories.make_product(), factories.make_product()
    rows = row("relations", 0, kind="part-of", other=other.pk) | row(
        "relations", 1, kind="part-of", other=other.pk
    )

    answer = send(administrator, product, language, **rows, **{"relations-TOTAL_FORMS": 2})

    assert errors_of_rows(answer) == [[], [message(WorkRelation, "knowledge_relation_unique", language)]]


def test_a_country_takes_part_in_an_event_once_and_with_somebody(administrator):
    event, country = factories.make_event(), factories.make_country()
    rows = row("participations", 0, country=country.pk, people="3")
    twice = rows | row("participations", 1, country=country.pk)
    none = row("participations", 0, country=country.pk, people="0")

    again = send(administrator, event, "es", **twice, **{"participations-TOTAL_FORMS": 2})
    nobody = send(administrator, event, "es", **none, **{"participations-TOTAL_FORMS": 1})

    told = message(EventParticipation, "knowledge_participation_unique", "es")
    assert errors_of_rows(again) == [[], [told]]
    assert nobody.status_code == 200
    assert not event.participations.exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_relation_of_a_work_with_itself_is_refused(administrator, language):
    product = factories.make_product()
    rows = row("relations", 0, kind="part-of", other=product.pk)

    answer = send(administrator, product, language, **rows, **{"relations-TOTAL_FORMS": 1})

    assert answer.status_code == 200
    assert message(WorkRelation, "knowledge_relation_self", language) in words(answer)
