"""Seeing a record on its public page before readers do, and nobody else without the link."""

import pytest
import time_machine
from django.utils import translation

from cinterfor.desk.models import Opening, Pending
from cinterfor.desk.preview import Preview
from knowledge.models import Product
from network.models import Institution
from tests import factories
from tests.admin.forms import address, values_of, words

pytestmark = pytest.mark.django_db


def link(record, language="es"):
    from django.urls import reverse

    with translation.override(language):
        return reverse("preview", args=[Preview(type(record)._meta.label_lower, record.pk).token])


@pytest.mark.parametrize("language", ["es", "pt", "en"])
def test_a_draft_is_seen_on_its_page_in_each_language_by_whoever_has_the_link(client, language):
    record = factories.make_institution(publication_status="draft")

    answer = client.get(link(record, language))

    assert answer.status_code == 200
    assert getattr(record, f"name_{language}") in words(answer)
    assert answer["X-Robots-Tag"].startswith("noindex")
    assert "no-store" in answer["Cache-Control"]
    assert 'rel="canonical"' not in answer.content.decode()
    record.refresh_from_db()
    assert record.publication_status == "draft"
    assert client.get(f"/es/instituciones/{record.slug}/").status_code == 404


def test_a_pending_version_is_previewed_and_the_public_page_stays(client, writer):
    record = factories.make_institution(name="Antes")
    url = address(Institution, "change", record)
    writer.post(url, values_of(writer, url) | {"name_es": "Después"})

    assert "Después" in words(client.get(link(record)))
    assert "Después" not in words(client.get(record.get_absolute_url()))


def test_what_is_typed_is_previewed_without_being_saved(writer, client):
    record = factories.make_institution(name="Antes")
    url = address(Institution, "change", record)

    answer = writer.post(url, values_of(writer, url) | {"name_es": "Después", "_preview": "yes"}, follow=True)

    record.refresh_from_db()
    assert (record.name_es, Pending.objects.count()) == ("Antes", 0)
    assert "Después" in words(client.get(answer.context["pages"][0]["path"]))


def test_a_record_that_was_never_saved_is_previewed(logged_in, client):
    writer = logged_in("escribe", "Redacción: conocimiento")
    url = address(Product)
    values = values_of(writer, url) | {"title": "Obra nueva", "language": "es", "kind": "book"}

    answer = writer.post(url, values | {"_preview": "yes"}, follow=True)

    assert not Product.objects.exists()
    assert "Obra nueva" in words(client.get(answer.context["pages"][0]["path"]))


def test_a_link_expires_and_a_tampered_one_shows_nothing(client):
    record = factories.make_institution(publication_status="draft")
    path = link(record)

    with time_machine.travel("2040-01-01"):
        assert client.get(path).status_code == 410
    assert client.get(path[:-3] + "xx/").status_code == 404
    record.delete()
    assert client.get(path).status_code == 410


def test_what_is_typed_is_kept_offered_again_and_taken_up(writer):
    record = factories.make_institution(publication_status="draft", name="Antes")
    url = address(Institution, "change", record)
    values = values_of(writer, url)
    from urllib.parse import urlencode

    typed = urlencode(values | {"name_es": "Escrito y no guardado"}, doseq=True)
    kept = writer.post(f"{url[:-7]}typed/", {"tab": values["tab"], "typed": typed})
    assert kept.json()["at"]

    again = writer.get(url)
    opening = Opening.objects.get()
    assert again.context["unsaved"] == [opening]
    taken = writer.get(url, {"typed": opening.pk})
    assert taken.context["adminform"].form["name_es"].value() == "Escrito y no guardado"
    record.refresh_from_db()
    assert record.name_es == "Antes"

    writer.post(url, values | {"name_es": "Escrito y guardado"})
    record.refresh_from_db()
    assert (record.name_es, Opening.objects.count()) == ("Escrito y guardado", 0)


def test_nobody_takes_up_what_another_typed(writer, publisher, django_user_model):
    record = factories.make_institution(publication_status="draft", name="Antes")
    writer.post(
        f"{address(Institution, 'change', record)[:-7]}typed/", {"tab": "a", "typed": "name_es=Ajeno"}
    )

    answer = publisher.get(address(Institution, "change", record), {"typed": Opening.objects.get().pk})

    assert answer.context["adminform"].form["name_es"].value() == "Antes"


def test_an_editor_is_told_who_else_has_the_record_open(writer, publisher):
    record = factories.make_institution()
    url = address(Institution, "change", record)
    writer.post(f"{url[:-7]}typed/", {"tab": "a"})

    assert publisher.get(url).context["others"] == ["redacta"]
    assert publisher.post(f"{url[:-7]}typed/", {"tab": "b"}).json()["others"] == ["redacta"]


@pytest.mark.parametrize("page", ["preview", "typed", "history"])
def test_the_desk_of_a_record_is_closed_to_who_may_not_see_it(client, django_user_model, page):
    record = factories.make_institution()
    client.force_login(django_user_model.objects.create_user("otra", is_staff=True))
    url = f"{address(Institution, 'change', record)[:-7]}{page}/"

    answer = client.post(url) if page == "typed" else client.get(url)

    assert answer.status_code == 403
