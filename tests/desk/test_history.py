"""The history of a record in the admin, restoring, and recovering what was deleted."""

import pytest

from cinterfor.desk.models import Pending
from cinterfor.history.models import Act, Version
from cinterfor.history.noting import version_of
from network.models import Country, Institution
from tests import factories
from tests.admin.forms import address, values_of, words

pytestmark = pytest.mark.django_db


def test_the_history_says_who_changed_what_word_by_word(publisher):
    record = factories.make_institution(description_pt="<p>Uma escola antiga</p>")
    url = address(Institution, "change", record)
    publisher.post(
        url, values_of(publisher, url) | {"description_pt": "<p>Uma escola nova</p>", "_publish": "y"}
    )
    page = publisher.get(address(Institution, "history", record))

    assert "publica" in words(page)
    assert "<del>antiga</del><ins>nova</ins>" in page.content.decode()


def test_a_pending_version_is_not_said_to_take_the_public_record_back_to_a_draft(writer):
    record = factories.make_institution()
    url = address(Institution, "change", record)

    writer.post(url, values_of(writer, url) | {"name_pt": "Depois"})
    page = writer.get(address(Institution, "history", record))

    assert page.text.count("<ins>Depois</ins>") == 2
    assert "<ins>Borrador</ins>" not in page.text


def test_an_older_version_of_a_public_record_comes_back_as_pending(publisher):
    record = factories.make_institution(name="Antes")
    first = Version.objects.latest_of(Institution, record.pk)
    Institution.objects.filter(pk=record.pk).update(name_es="Después")
    url = f"{address(Institution, 'history', record)}{first.pk}/"

    assert "Antes" in words(publisher.get(url))
    publisher.post(f"{url}restore/")

    record.refresh_from_db()
    assert record.name_es == "Después"
    assert Pending.objects.get().version.state["fields"]["name_es"] == "Antes"


def test_an_older_version_of_a_draft_comes_back_at_once(writer):
    record = factories.make_institution(name="Antes", publication_status="draft")
    first = Version.objects.latest_of(Institution, record.pk)
    Institution.objects.filter(pk=record.pk).update(name_es="Después")

    writer.post(f"{address(Institution, 'history', record)}{first.pk}/restore/")

    record.refresh_from_db()
    assert record.name_es == "Antes"
    assert Version.objects.latest_of(Institution, record.pk).act == Act.RESTORED


def test_a_deleted_record_is_recovered_as_a_draft_at_its_old_address(publisher, client):
    record = factories.make_institution(name="Perdida", slug="perdida")
    record.memberships.create(kind="constituent", basis="documented", begins="1963")
    key, path = record.pk, record.get_absolute_url()
    publisher.post(address(Institution, "delete", record), {"post": "yes"})
    assert client.get(path).status_code == 410

    page = publisher.get(address(Institution, "deleted"))
    assert "Perdida" in words(page)
    version = page.context["page"].object_list[0]
    publisher.post(f"{address(Institution, 'deleted')}{version.pk}/recover/")

    found = Institution.objects.get(pk=key)
    assert Version.objects.latest_of(Institution, key).act == Act.RECOVERED
    assert (found.publication_status, found.slug) == ("draft", "perdida")
    assert found.memberships.count() == 1
    assert not publisher.get(address(Institution, "deleted")).context["page"].object_list


def test_a_translator_cannot_restore_or_recover(translator, publisher):
    record = factories.make_institution(publication_status="draft")
    version = Version.objects.latest_of(Institution, record.pk)
    restore = f"{address(Institution, 'history', record)}{version.pk}/restore/"
    assert translator.post(restore).status_code == 403

    record.delete()
    gone = Version.objects.of(Institution).deleted().get()
    assert translator.post(f"{address(Institution, 'deleted')}{gone.pk}/recover/").status_code == 403


def test_a_version_with_a_column_that_is_no_longer_there_can_be_read_and_restored(publisher):
    record = factories.make_country(publication_status="draft")
    current = Version.objects.latest_of(Country, record.pk)
    state = current.state | {"fields": current.state["fields"] | {"gone": "Antes", "name_es": "Otro"}}
    older = version_of(record, state, Act.CHANGED)
    older.save()
    url = f"{address(Country, 'history', record)}{older.pk}/"

    assert "Antes" in words(publisher.get(address(Country, "history", record)))
    assert publisher.get(url).status_code == 200
    publisher.post(f"{url}restore/")

    record.refresh_from_db()
    assert record.name_es == "Otro"
