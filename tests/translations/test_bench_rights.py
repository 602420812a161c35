"""Who may translate on the bench, what it keeps from others, and what it answers to crafted requests."""

import pytest
from django.urls import reverse

from cinterfor.desk.models import Opening
from knowledge.models import Page
from tests import factories

from .bench_forms import bench, form

pytestmark = pytest.mark.django_db


def test_a_translator_of_portuguese_changes_portuguese_only(translator, draft):
    before = Page.objects.values().get(pk=draft.pk)
    forged = {"title_en": "X", "text-title_en": "X", "text-slug": "x", "text-title:en": "X", "language": "en"}

    assert translator.get(bench(draft, "en")).status_code == 403
    assert translator.post(bench(draft, "en"), {"text-title": "X", "_save": "yes"}).status_code == 403
    assert translator.post(bench(draft), forged | {"_save": "yes"}).status_code == 302
    assert translator.get(bench(draft, "xx")).status_code == 404
    assert Page.objects.values().get(pk=draft.pk) == before


def test_others_get_neither_the_bench_nor_what_it_keeps(
    translator, writer, publisher, client, admin_client, django_user_model, draft
):
    urls = [bench(draft), reverse("admin:translation_typed", args=["page", draft.pk, "pt"])]
    ungrouped = django_user_model.objects.create_user("nadie", password="x", is_staff=True)
    sent = {"text-title": "X", "_save": "yes", "typed": "text-title=X"}

    for browser in (writer, publisher):
        assert {browser.post(url, sent).status_code for url in urls} == {403}
        assert browser.get(bench(draft)).status_code == 403
    assert {client.post(url, sent).status_code for url in urls} == {302}
    client.force_login(ungrouped)
    assert {client.post(url, sent).status_code for url in urls} == {403}
    image = factories.make_image(alt_pt="")
    of_image = reverse("admin:translation_work", args=["image", image.pk, "pt"])
    assert translator.get(of_image).status_code == 403
    assert admin_client.get(of_image).status_code == 200
    draft.refresh_from_db()
    assert not draft.title_pt and not Opening.objects.exists()


def test_what_is_kept_for_the_bench_is_not_offered_in_the_form_of_the_record(translator, draft):
    url = reverse("admin:translation_typed", args=["page", draft.pk, "pt"])
    translator.post(url, {"typed": "text-title=X"})

    page = translator.get(reverse("admin:knowledge_page_change", args=[draft.pk]))

    assert page.context["unsaved"] == []


@pytest.mark.parametrize(("name", "key"), [("page", 10**9), ("nothing", 1), ("page", 10**18 - 1)])
def test_what_is_not_there_is_not_found(translator, name, key):
    for page in ("work", "typed"):
        url = reverse(f"admin:translation_{page}", args=[name, key, "pt"])
        assert translator.post(url, {"_save": "yes"}).status_code == 404
    withdrawn = factories.make_page(publication_status="withdrawn", withdrawal_reason="x")
    assert translator.get(bench(withdrawn)).status_code == 404


def test_an_administrator_translates_an_image(admin_client):
    image = factories.make_image(alt_es="Un taller", alt_pt="")
    url = reverse("admin:translation_work", args=["image", image.pk, "pt"])

    admin_client.post(url, form(admin_client.get(url)) | {"text-alt": "Uma oficina", "_save": "yes"})

    image.refresh_from_db()
    assert image.alt_pt == "Uma oficina"


@pytest.mark.parametrize("sent", [{}, {"seen-title": "\x00"}, {"text-title": "\x01 \ud7ff"}, {"_take": "x"}])
def test_crafted_forms_are_answered(translator, draft, sent):
    assert translator.post(bench(draft), {"_save": "yes"} | sent).status_code in (200, 302, 400, 422)
