"""With whom an institution cooperates, whom it might, and what both have in common."""

import csv
import datetime
import io

import pytest
from django.urls import reverse
from django.utils import translation

from agreements.cooperation import partner_views
from agreements.cooperation.partners import MOST_SHOWN, Cooperation
from agreements.models import Agreement
from cinterfor.publishing.as_of import as_of
from cinterfor.publishing.together import written_together
from network.models import CooperationOffer
from tests.factories import (
    make_agreement,
    make_event,
    make_institution,
    make_membership,
    make_party,
    make_product,
    make_theme,
)

pytestmark = pytest.mark.django_db


def sign(*institutions, **values):
    agreement = make_agreement(**values)
    for institution in institutions:
        make_party(agreement=agreement, institution=institution)
    return agreement


@pytest.fixture
def own():
    institution = make_institution(slug="propia")
    make_membership(institution=institution)
    return institution


def test_partners_come_from_agreements_and_events_those_with_most_first(own):
    often, once = make_institution(name="Zeta"), make_institution(name="Alfa")
    sign(own, often, signed="2014")
    make_event(hosts=[own], organisers=[often], begins="2011")
    sign(own, once, signed="2020")
    sign(own, make_institution(), publication_status="draft")
    sign(own, make_institution(publication_status="draft"))

    partners = Cooperation(own).partners

    assert [partner.institution for partner in partners] == [often, once]
    assert [(found.tie.agreements, found.tie.events, found.tie.since) for found in partners] == [
        (1, 1, 2011),
        (1, 0, 2020),
    ]


def test_of_a_day_partners_are_those_of_what_is_known_to_have_been_by_then(own):
    early, late, held = make_institution(), make_institution(), make_institution()
    sign(own, early, signed="2009")
    sign(own, late, signed="2012")
    sign(own, make_institution(), signed=None)
    make_event(hosts=[own, held], begins="2010-05")

    with as_of(datetime.date(2010, 6, 30)):
        partners = {partner.institution for partner in Cooperation(own).partners}

    assert partners == {early, held}


def test_numbers_of_a_partner_lead_to_the_lists_that_they_count(client, own):
    partner = make_institution()
    sign(own, partner)
    sign(own, partner, make_institution())
    sign(own, make_institution())
    make_event(hosts=[own], organisers=[partner])
    make_event(hosts=[own])

    (found, *_others) = Cooperation(own).partners

    for path, number in ((found.agreements_path, 2), (found.events_path, 1)):
        assert client.get(path).context["page"].paginator.count == number


def test_partners_of_partners_are_told_with_those_through_whom_but_not_through_the_centre(own):
    centre = make_institution(is_centre=True)
    one, other = make_institution(name="Alfa"), make_institution(name="Beta")
    near, through_one = make_institution(), make_institution()
    known_to_the_centre, dissolved = make_institution(), make_institution(dissolved=True)
    sign(own, one)
    make_event(hosts=[own, other])
    sign(own, centre)
    # A partner by an event brings those with whom it signed.
    sign(other, near)
    sign(one, near)
    sign(one, through_one)
    sign(one, dissolved)
    sign(centre, known_to_the_centre)

    found = Cooperation(own).near

    assert [(item.institution, item.through) for item in found] == [
        (near, [one, other]),
        (through_one, [one]),
    ]


def test_themes_in_common_are_those_of_agreements_products_and_offers_of_both(own):
    signed, issued, offered, hidden = (
        make_theme(name=name) for name in ("Tema 1", "Tema 2", "Tema 3", "Tema 4")
    )
    partner, third = make_institution(), make_institution()
    sign(own, partner)
    sign(own, third, themes=[signed, hidden])
    sign(partner, themes=[signed, hidden])
    make_product(institutions=[own], themes=[issued])
    CooperationOffer.objects.create(institution=partner, theme=issued, direction="seeks")
    CooperationOffer.objects.create(institution=own, theme=offered, direction="offers")
    make_product(institutions=[partner], themes=[offered])
    make_product(institutions=[third], themes=[offered], publication_status="draft")
    hidden.publication_status = "draft"
    hidden.save()

    common = {found.institution: found.themes for found in Cooperation(own).partners}

    assert common == {partner: [signed, issued, offered], third: [signed]}


def test_the_profile_shows_the_first_and_leads_to_the_page_of_all(client, own):
    with written_together():
        partners = [make_institution(name=f"Socia {number:02}") for number in range(MOST_SHOWN + 1)]
        sign(own, *partners)

    with translation.override("pt"):
        profile = client.get(reverse("institution_detail", args=["propia"])).content.decode()
        address = reverse("institution_partners", args=["propia"])
    page = client.get(address).content.decode()

    assert f'href="{address}"' in profile
    part = profile[profile.index('id="partners"') : profile.index('id="agreements"')]
    assert part.count('class="card"') == MOST_SHOWN
    assert page.count('class="card"') == len(partners)
    assert "?institution=propia&amp;partner=" in page


def test_who_has_many_partners_has_several_pages_of_them_and_those_near_stand_on_the_last(
    client, own, monkeypatch
):
    monkeypatch.setattr(partner_views, "PER_PAGE", 2)
    with written_together():
        partners = [make_institution(slug=f"socia-{number}") for number in range(2)]
        sign(own, *partners)
        sign(partners[0], make_institution(slug="cercana"))
    address = "/es/instituciones/propia/contrapartes/"

    first, second = (client.get(f"{address}?page={number}").content.decode() for number in (1, 2))

    assert "/socia-0/" in first and "/socia-1/" in first and "/cercana/" not in first
    assert "/cercana/" in second and 'id="near"' in second
    assert client.get(f"{address}?page=3").status_code == 404
    assert len(client.get("/es/instituciones/propia/contrapartes.json").json()["items"]) == 3


def test_who_has_no_partner_has_no_such_part_and_a_page_that_says_so(client, own):
    assert 'id="partners"' not in client.get("/es/instituciones/propia/").content.decode()

    page = client.get("/es/instituciones/propia/contrapartes/")

    assert page.status_code == 200
    correction = reverse("request", args=["correction"])
    assert f"{correction}?page=/es/instituciones/propia/contrapartes/" in page.content.decode()


def test_partners_can_be_had_as_data(client, own):
    partner, near = make_institution(), make_institution()
    sign(own, partner, signed="2014", themes=[make_theme(slug="tema")])
    sign(partner, near)

    found = client.get("/en/institutions/propia/partners.json").json()
    text = client.get("/en/institutions/propia/partners.csv").content.decode("utf-8-sig")

    assert [(item["id"], item["relation"], item["since"]) for item in found["items"]] == [
        (partner.slug, "partner", 2014),
        (near.slug, "partner-of-partner", None),
    ]
    assert found["items"][1]["through"] == [partner.slug]
    rows = list(csv.reader(io.StringIO(text)))
    assert [row[0] for row in rows[1:]] == [partner.slug, near.slug]
    assert client.get("/en/institutions/propia/partners.pdf").status_code == 404


def test_the_page_and_its_data_are_of_the_day_that_is_asked_for(client, own):
    early, late = make_institution(), make_institution()
    sign(own, early, signed="2010")
    sign(own, late, signed="2014")
    make_party(agreement=Agreement.objects.get(signed="2010"), institution=late, joined="2013")
    sign(own, left := make_institution(), signed="2009")
    left.parties.update(withdrew="2011")
    path = "/es/instituciones/propia/contrapartes"

    page = client.get(f"{path}/?on=2012-06-30").content.decode()
    data = client.get(f"{path}.json?on=2012-06-30").json()

    assert f"{early.get_absolute_url()}?on=2012-06-30" in page
    assert f"{path}/?on=2012-06-30" in client.get("/es/instituciones/propia/?on=2012-06-30").content.decode()
    assert [item["id"] for item in data["items"]] == [early.slug]
    assert data["page"] == f"http://testserver{path}/?on=2012-06-30"
    refused = client.get(f"{path}/?on=ayer")
    assert refused.status_code == 400 and 'value="ayer"' in refused.content.decode()
    assert list(client.get(f"{path}.json?on=ayer").json()["errors"]) == ["on"]


def test_the_page_moves_with_the_institution_and_hides_drafts(client, own):
    own.slug = "nueva"
    own.save()
    make_institution(slug="borrador", publication_status="draft")

    moved = client.get("/pt/instituicoes/propia/parceiros.json")

    assert (moved.status_code, moved["Location"]) == (301, "/pt/instituicoes/nueva/parceiros.json")
    assert client.get("/es/instituciones/borrador/contrapartes/").status_code == 404


def test_statements_do_not_grow_with_partners(own, django_assert_num_queries):
    for _number in range(3):
        one = make_institution()
        sign(own, one, themes=[make_theme()])
        sign(one, make_institution(), themes=[make_theme()])

    with django_assert_num_queries(3):
        cooperation = Cooperation(own)
        assert (len(cooperation.partners), len(cooperation.near)) == (3, 3)
        assert [str(found.institution.country) for found in cooperation.near]
