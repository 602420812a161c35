"""Who works with whom: pairs of institutions, and what makes them."""

import pytest

from agreements.cooperation.ties import Tie, ties
from agreements.models import Agreement
from knowledge.models import Event
from tests.factories import make_agreement, make_country, make_event, make_institution, make_party

pytestmark = pytest.mark.django_db


def signed_by(*institutions, **values):
    agreement = make_agreement(**values)
    for institution in institutions:
        make_party(agreement=agreement, institution=institution)
    return agreement


def all_ties():
    return ties(Agreement.objects.all(), Event.objects.all())


def test_a_tie_counts_agreements_and_events_and_knows_the_earliest_year():
    one, other, third = (make_institution() for _number in range(3))
    signed_by(one, other, signed="2014")
    signed_by(other, one, third, signed="2019-05")
    # Who hosts and organises at once is there once.
    make_event(hosts=[one], organisers=[one, other], begins="2011")

    assert all_ties() == [
        Tie(one.pk, other.pk, 2, 1, 2011),
        Tie(one.pk, third.pk, 1, 0, 2019),
        Tie(other.pk, third.pk, 1, 0, 2019),
    ]


def test_things_without_a_date_make_a_tie_whose_year_is_not_known():
    one, other = make_institution(), make_institution()
    signed_by(one, other, signed=None)

    assert all_ties() == [Tie(one.pk, other.pk, 1, 0, None)]


def test_drafts_make_no_tie_and_countries_are_no_end_of_one():
    one, other = make_institution(), make_institution()
    signed_by(one, other, publication_status="draft")
    signed_by(one, make_institution(publication_status="draft"))
    make_event(hosts=[one, other], publication_status="withdrawn")
    make_party(agreement=signed_by(one), country=make_country())

    assert all_ties() == []


def test_only_what_is_asked_for_counts():
    one, other = make_institution(), make_institution()
    agreement = signed_by(one, other, signed="2014")
    signed_by(one, other, signed="2015")
    make_event(hosts=[one, other], begins="2013")

    assert ties(Agreement.objects.filter(pk=agreement.pk), None) == [Tie(one.pk, other.pk, 1, 0, 2014)]
    assert ties(None, Event.objects.all()) == [Tie(one.pk, other.pk, 0, 1, 2013)]
    assert ties(Agreement.objects.none(), None) == []
    assert [str(tie.since) for tie in all_ties()] == ["2013"]


def test_of_a_day_who_had_not_joined_or_had_left_makes_no_tie(client):
    one, other, third = (make_institution(slug=slug) for slug in ("one", "other", "third"))
    agreement = signed_by(one, other, signed="2014", renews_tacitly=True)
    make_party(agreement=agreement, institution=third, joined="2016", withdrew="2018-03-02")

    def tied(on):
        query = f"?on={on}&sort=first"
        found = client.get(f"/en/cooperation.json{query}").json()
        assert client.get(f"/en/cooperation/{query}").status_code == 200
        for edge in found["edges"]:
            assert client.get(edge["agreements_list"]).context["page"].paginator.count == edge["agreements"]
        return {(edge["source"], edge["target"]) for edge in found["edges"]}

    with_third = {("one", "other"), ("one", "third"), ("other", "third")}
    assert tied("2015-06-30") == {("one", "other")}
    assert tied("2017-06-30") == with_third
    assert tied("2019-06-30") == {("one", "other")}


def test_the_list_of_what_is_in_force_leaves_out_what_the_institution_has_left(client):
    one, third = make_institution(slug="one"), make_institution(slug="third")
    agreement = signed_by(one, signed="2014", renews_tacitly=True)
    make_party(agreement=agreement, institution=third, withdrew="2018-03-02")

    def listed(query):
        return client.get(f"/en/agreements/?institution=third{query}").context["page"].paginator.count

    assert (listed(""), listed("&status=in-force"), listed("&status=in-force&on=2017-01-01")) == (1, 0, 1)
