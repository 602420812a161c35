"""No address dies: renames, withdrawals, deletions, other languages' words, the former site."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cinterfor.publishing.models import Address, FormerAddress
from network.models import Institution
from tests.factories import make_institution

pytestmark = pytest.mark.django_db


def rename(record, slug):
    record.slug = slug
    record.save()


def test_a_renamed_record_redirects_in_one_hop_from_each_earlier_address(client):
    institution = make_institution(slug="primero")
    rename(institution, "segundo")
    rename(institution, "tercero")

    for old in ("primero", "segundo"):
        response = client.get(f"/pt/instituicoes/{old}/?a=1")

        assert response.status_code == 301
        assert response["Location"] == "/pt/instituicoes/tercero/?a=1"


def test_a_record_renamed_by_a_bulk_update_redirects_too(client):
    make_institution(slug="antes")

    Institution.objects.filter(slug="antes").update(slug="despues")

    assert client.get("/es/instituciones/antes/")["Location"] == "/es/instituciones/despues/"


def test_the_data_of_a_renamed_record_redirect_to_its_data(client):
    rename(make_institution(slug="antes"), "despues")

    assert client.get("/es/instituciones/antes.json")["Location"] == "/es/instituciones/despues.json"


def test_a_deleted_record_is_gone_and_its_page_says_its_name_and_reason(client):
    institution = make_institution(slug="cerrado", name="Instituto Cerrado")
    institution.delete()
    Address.objects.filter(slug="cerrado").update(reason="Fusión", successor="/id/institution/otro")

    response = client.get("/es/instituciones/cerrado/")

    assert response.status_code == 410
    assert "Instituto Cerrado" in response.content.decode()
    assert "Fusión" in response.content.decode()
    assert "/id/institution/otro" in response.content.decode()


def test_records_deleted_together_are_gone_too(client):
    make_institution(slug="uno")

    Institution.objects.all().delete()

    assert client.get("/en/institutions/uno/").status_code == 410


def test_a_withdrawn_record_is_gone_with_its_reason(client):
    institution = make_institution(slug="retirado")
    institution.publication_status = "withdrawn"
    institution.withdrawal_reason = "Duplicado"
    institution.save()

    response = client.get("/es/instituciones/retirado/")

    assert response.status_code == 410
    assert "Duplicado" in response.content.decode()


@pytest.mark.parametrize("status", ["draft", "review"])
def test_what_was_never_public_is_not_found(client, status):
    institution = make_institution(slug="borrador", publication_status=status)

    before = client.get("/es/instituciones/borrador/")
    institution.delete()
    after = client.get("/es/instituciones/borrador/")

    assert (before.status_code, after.status_code) == (404, 404)


def test_a_record_is_public_from_its_moment_on(client):
    later = timezone.now() + datetime.timedelta(hours=1)
    make_institution(slug="manana", published_from=later)

    assert client.get("/es/instituciones/manana/").status_code == 404

    Institution.objects.update(published_from=timezone.now())

    assert client.get("/es/instituciones/manana/").status_code == 200


def test_a_scheduled_record_that_is_deleted_before_its_moment_was_never_there(client):
    later = timezone.now() + datetime.timedelta(hours=1)
    make_institution(slug="manana", published_from=later).delete()

    assert client.get("/es/instituciones/manana/").status_code == 404
    assert not Address.objects.filter(slug="manana").exists()


def test_an_address_is_never_given_to_another_record():
    rename(make_institution(slug="antes"), "despues")
    other = make_institution()

    other.slug = "antes"

    with pytest.raises(ValidationError) as refusal:
        other.full_clean()
    assert "slug" in refusal.value.error_dict


def test_a_record_may_take_its_own_former_address_again(client):
    institution = make_institution(slug="antes")
    rename(institution, "despues")
    rename(institution, "antes")

    assert client.get("/es/instituciones/antes/").status_code == 200
    assert client.get("/es/instituciones/despues/")["Location"] == "/es/instituciones/antes/"


def test_a_slug_is_made_from_the_name_and_numbered_where_taken():
    first = make_institution(name="Instituto Nacional de Formación")
    second = make_institution(name="Instituto Nacional de Formación")

    assert first.slug == "instituto-nacional-de-formacion"
    assert second.slug == "instituto-nacional-de-formacion-2"


def test_words_of_another_language_redirect_to_the_same_page_under_the_prefix(client):
    make_institution(slug="senai")

    response = client.get("/pt/instituciones/senai/?x=1")

    assert response.status_code == 301
    assert response["Location"] == "/pt/instituicoes/senai/?x=1"


def test_a_permalink_leads_to_the_readers_language(client):
    make_institution(slug="senai")

    response = client.get("/id/institution/senai", headers={"accept-language": "pt-BR,pt;q=0.9"})

    assert response.status_code == 303
    assert response["Location"] == "/pt/instituicoes/senai/"
    assert "Accept-Language" in response["Vary"]


def test_the_former_sites_addresses_lead_to_the_record(client):
    make_institution(slug="infop")
    FormerAddress.objects.create(path="/en/node/8135", record_type="institution", slug="infop")

    response = client.get("/en/node/8135")

    assert response.status_code == 301
    assert response["Location"] == "/en/institutions/infop/"


def test_an_unknown_permalink_is_not_found(client):
    assert client.get("/id/nothing/senai").status_code == 404
