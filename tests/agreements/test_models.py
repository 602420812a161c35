"""An agreement's status: computed from its dates, and never more than is known."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from agreements.models import Agreement, Party
from cinterfor.publishing.as_of import as_of
from tests.factories import make_agreement, make_country, make_institution, make_party

pytestmark = pytest.mark.django_db
DAY = datetime.date(2020, 6, 15)


def status(on=DAY, **values):
    agreement = make_agreement(**values)
    return Agreement.objects.with_status(on).get(pk=agreement.pk).status


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"signed": None}, "announced"),
        ({"signed": None, "ends": "2020-06-15"}, "announced"),
        ({"signed": None, "ends": "2008"}, "ended"),
        ({"signed": "2021"}, "announced"),
        ({"signed": "2014"}, "term-unknown"),
        ({"signed": "2014", "ends": "2020"}, "in-force"),
        ({"signed": "2014", "ends": "2020-05"}, "ended"),
        ({"signed": "2014", "ends": "2020-06-15"}, "in-force"),
        ({"signed": "2014", "ends": "2020-06-14"}, "ended"),
        ({"signed": "2014", "ends": "2018", "renews_tacitly": True}, "in-force"),
        ({"signed": "2016", "duration_months": 60}, "in-force"),
        ({"signed": "2014", "duration_months": 12}, "ended"),
        ({"signed": None, "duration_months": 60}, "announced"),
        ({"signed": "2014", "stated_in_force_on": datetime.date(2020, 6, 15)}, "in-force"),
        ({"signed": "2014", "stated_in_force_on": datetime.date(2020, 6, 14)}, "term-unknown"),
        ({"signed": "2014", "ends": "2030", "terminated": True}, "terminated"),
        ({"signed": "2014", "ends": "2030", "terminated": True, "terminated_on": "2019"}, "terminated"),
        ({"signed": "2014", "ends": "2030", "terminated": True, "terminated_on": "2021"}, "in-force"),
        ({"signed": None, "terminated": True}, "terminated"),
        ({"signed": "2020", "enters_into_force": "2020-06-16", "ends": "2030"}, "signed"),
        ({"signed": "2020", "enters_into_force": "2020-06-15", "ends": "2030"}, "in-force"),
        ({"signed": "2020", "enters_into_force": "2020-06", "renews_tacitly": True}, "in-force"),
        ({"signed": "2010", "enters_into_force": "2020-07", "renews_tacitly": True}, "signed"),
        ({"signed": "2014", "enters_into_force": "2015", "duration_months": 60}, "in-force"),
        ({"signed": "2014", "enters_into_force": "2014", "duration_months": 60}, "ended"),
        ({"signed": None, "enters_into_force": "2014", "ends": "2030"}, "in-force"),
        ({"signed": None, "enters_into_force": "2021"}, "announced"),
        ({"signed": "2014", "enters_into_force": "2015"}, "term-unknown"),
    ],
)
def test_status_says_what_the_dates_say_and_no_more(values, expected):
    assert status(**values) == expected


def test_an_agreement_that_renews_itself_ends_when_a_party_ends_it():
    values = {
        "signed": "2014",
        "ends": "2018",
        "renews_tacitly": True,
        "terminated": True,
        "terminated_on": "2019-01",
    }

    assert status(**values) == "terminated"


def test_every_status_explains_itself():
    for agreement in (make_agreement(), make_agreement(signed=None)):
        assert agreement.status_rule
        assert agreement.get_status_display()


def test_an_agreement_cannot_end_before_it_was_signed():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_agreement(signed="2020", ends="2019")


def test_an_end_in_the_year_of_signature_is_possible():
    assert make_agreement(signed="2020-06", ends="2020").pk


@pytest.mark.parametrize("values", [{}, {"both": True}, {"named": True}])
def test_a_party_is_exactly_one_of_institution_country_and_group(values):
    agreement = make_agreement()
    parties = {
        "institution": make_institution() if values else None,
        "country": make_country() if "both" in values else None,
        "name_es": "grupo" if "named" in values else "",
    }

    with pytest.raises(IntegrityError), transaction.atomic():
        Party.objects.create(agreement=agreement, **parties)


def test_in_country_finds_agreements_of_its_institutions_and_its_government():
    country = make_country(code="UY")
    own = make_party(institution=make_institution(country=country)).agreement
    state = make_party(country=country).agreement
    about = make_agreement(countries=[country])
    make_party()

    found = Agreement.objects.in_country("UY")

    assert set(found) == {own, state, about}


def test_a_duration_reads_in_years_where_it_is_whole_years():
    assert make_agreement(duration_months=60).duration_text == "5 años"
    assert make_agreement(duration_months=18).duration_text == "18 meses"


def test_who_has_withdrawn_is_no_party_on_a_later_day(client):
    agreement = make_agreement(signed="2010", slug="uno")
    first = make_party(agreement=agreement, name="Empresas", joined="2012", withdrew="2020-06")
    second = make_party(agreement=agreement, joined="2020-06-16")

    days = [datetime.date(2011, 12, 31), datetime.date(2012, 1, 1), DAY, datetime.date(2020, 7, 1)]
    found = [set(agreement.parties.on_day(day)) for day in days]

    assert found == [set(), {first}, {first}, {second}]
    for day, parties in zip(days, found, strict=True):
        with as_of(day):
            assert set(agreement.present_parties) == parties
    assert "junio de 2020" in client.get("/es/acuerdos/uno/").content.decode()
    assert "(retiro: junio de 2020)" in client.get("/es/acuerdos/").content.decode()
