"""What helps who writes: records to link to, clean pasting, and the whole address beside its last part."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from knowledge.models import Page
from network.models import Institution
from tests import factories

from .forms import address, values_of, words

pytestmark = pytest.mark.django_db


def found(client, term):
    return client.get(reverse("admin:records_to_link"), {"term": term}).json()["results"]


def test_records_of_all_types_are_found_by_their_name_and_drafts_are_marked(administrator, everything):
    factories.make_theme(name="Zíngaro uno", slug="uno")
    factories.make_page(title="Otro zíngaro", slug="dos", publication_status="draft")
    factories.make_news(title="Zíngaro retirado", publication_status="withdrawn")

    results = found(administrator, "ZINGARO")

    assert results == [
        {"id": "/id/theme/uno", "text": "Zíngaro uno", "language": "es", "type": "Tema", "state": ""},
        {
            "id": "/id/page/dos",
            "text": "Otro zíngaro",
            "language": "es",
            "type": "Página",
            "state": "borrador",
        },
    ]


def test_an_institution_is_found_first_by_its_acronym(administrator):
    factories.make_agreement(title="Acuerdo del SENAI")
    factories.make_institution(name="Servicio Nacional", acronym="SENAI", slug="senai")

    first = found(administrator, "sena")[0]

    assert (first["id"], first["text"]) == ("/id/institution/senai", "Servicio Nacional (SENAI)")


@pytest.mark.parametrize("term", ["", " ", "%", "x" * 5000, "'; --", "\\"])
def test_any_term_is_answered(administrator, term):
    factories.make_theme()

    assert found(administrator, term) == []


def test_only_records_that_one_may_view_are_offered(client, django_user_model):
    factories.make_theme(name="Zíngaro")
    factories.make_page(title="Zíngaro", slug="visible", publication_status="draft")
    account = django_user_model.objects.create_user("lectora", password="x", is_staff=True)
    client.force_login(account)

    refused = client.get(reverse("admin:records_to_link"), {"term": "zingaro"})
    account.user_permissions.set(Permission.objects.filter(codename="view_page"))

    assert refused.status_code == 403
    assert [result["id"] for result in found(client, "zingaro")] == ["/id/page/visible"]


@pytest.mark.parametrize("is_known", [False, True])
@pytest.mark.parametrize("name", ["records_to_link", "pasted_text"])
def test_who_is_not_staff_is_sent_to_the_door(client, django_user_model, name, is_known):
    if is_known:
        client.force_login(django_user_model.objects.create_user("no", password="x", is_superuser=True))

    for answer in (
        client.get(reverse(f"admin:{name}")),
        client.post(reverse(f"admin:{name}"), {"html": "a"}),
    ):
        assert answer.status_code == 302
        assert "/admin/login/" in answer.url


def test_pasted_text_is_answered_as_it_would_be_saved(administrator):
    answer = administrator.post(
        reverse("admin:pasted_text"), {"html": "<h1 class=x>a</h1><script>b</script>"}
    )

    assert answer.json() == {"html": "<h2>a</h2>"}
    assert administrator.get(reverse("admin:pasted_text")).status_code == 405


def test_the_form_shows_the_whole_address_in_each_language_and_the_old_ones(administrator):
    institution = factories.make_institution(slug="antes")
    institution.slug = "despues"
    institution.save()

    shown = words(administrator.get(address(Institution, "change", institution)))

    for path in ("/es/instituciones/despues/", "/pt/instituicoes/despues/", "/en/institutions/despues/"):
        assert f"http://testserver{path}" in shown
    assert "/es/instituciones/antes/" in shown


def test_a_new_record_shows_where_it_will_be(administrator):
    assert "http://testserver/en/pages/…/" in words(administrator.get(address(Page)))


@pytest.mark.parametrize(("status", "number"), [("published", 2), ("draft", 1)])
def test_who_changes_the_address_of_a_public_record_is_told_where_the_old_one_leads(
    administrator, status, number
):
    page = factories.make_page(slug="antes", publication_status=status)
    url = address(Page, "change", page)

    sent = values_of(administrator, url) | {"slug": "despues", "_publish": "yes"}
    answer = administrator.post(url, sent, follow=True)

    told = [str(message) for message in answer.context["messages"]]
    assert len(told) == number
    assert ("antes" in "".join(told)) == (status == "published")


def test_a_refused_address_is_shown_again_as_it_was_typed(administrator):
    url = address(Page)

    answer = administrator.post(
        url, values_of(administrator, url) | {"title_es": "Uno", "slug": 'dos "tres"'}
    )

    assert answer.status_code == 200
    assert '/es/paginas/dos "tres"/' in words(answer)
