"""Preparing changes beside a public record, publishing them, and two editors with one record."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.utils.translation import override

from cinterfor.desk.models import Pending
from cinterfor.history.models import Act, Version
from network.models import Country, Institution
from tests import factories
from tests.admin.forms import address, row, values_of, words

pytestmark = pytest.mark.django_db


def send(client, record, **values):
    url = address(type(record), "change", record)
    return client.post(url, values_of(client, url) | values)


def test_a_change_to_a_public_record_waits_beside_it(writer, client):
    record = factories.make_institution(name="Antes")

    answer = send(writer, record, name_es="Después", _save="yes")

    record.refresh_from_db()
    assert answer.status_code == 302
    assert record.name_es == "Antes"
    assert Pending.objects.get().version.state["fields"]["name_es"] == "Después"
    assert "Antes" in words(client.get(record.get_absolute_url()))


def test_the_form_shows_what_is_pending_and_changes_add_up(writer):
    record = factories.make_institution(name="Antes")
    send(writer, record, name_es="Después")

    values = values_of(writer, address(Institution, "change", record))
    assert values["name_es"] == "Después"
    send(
        writer,
        record,
        city_es="Lima",
        **row("memberships", 0, kind="constituent", basis="documented"),
        **{"memberships-TOTAL_FORMS": 1},
    )

    state = Pending.objects.get().version.state
    assert (state["fields"]["name_es"], state["fields"]["city_es"]) == ("Después", "Lima")
    assert len(state["rows"]["memberships"]) == 1
    assert record.memberships.count() == 0


def test_publishing_puts_the_pending_version_in_the_place_of_the_public_one(writer, publisher):
    record = factories.make_institution(name="Antes")
    rows = row("memberships", 0, kind="constituent", basis="documented", begins="1963")
    send(writer, record, name_es="Después", slug="despues", **rows, **{"memberships-TOTAL_FORMS": 1})

    answer = send(publisher, record, _publish="yes")

    record.refresh_from_db()
    assert answer.status_code == 302
    assert (record.name_es, record.slug, record.publication_status) == ("Después", "despues", "published")
    assert record.memberships.get().begins == "1963"
    assert not Pending.objects.exists()
    assert list(Institution.objects.matching("Después")) == [record]


def test_what_changed_in_public_meanwhile_is_kept_when_the_pending_version_is_published(writer, publisher):
    record = factories.make_institution(name="Antes", city="Lima")
    send(writer, record, name_es="Después")
    Institution.objects.filter(pk=record.pk).update(city_es="Cusco")

    send(publisher, record, _publish="yes")

    record.refresh_from_db()
    assert (record.name_es, record.city_es) == ("Después", "Cusco")


def test_discarding_leaves_the_public_record_and_keeps_the_text_in_the_history(writer):
    record = factories.make_institution(name="Antes")
    send(writer, record, name_es="Después")

    writer.post(address(Institution, "change", record), {"_discard": "yes"})

    assert not Pending.objects.exists()
    newest = Version.objects.of(Institution, record.pk).first()
    assert (newest.act, newest.state["fields"]["name_es"]) == (Act.DISCARDED, "Después")


def test_two_editors_who_change_different_things_both_keep_them(writer, publisher):
    record = factories.make_institution(publication_status="draft", name="Antes", city="Lima")
    url = address(Institution, "change", record)
    first, second = values_of(writer, url), values_of(publisher, url)

    writer.post(url, first | {"name_es": "Después"})
    answer = publisher.post(url, second | {"city_es": "Cusco"})

    record.refresh_from_db()
    assert answer.status_code == 302
    assert (record.name_es, record.city_es) == ("Después", "Cusco")


def test_two_editors_who_change_the_same_are_told_and_the_second_decides(writer, publisher):
    record = factories.make_institution(publication_status="draft", name="Antes", city="Lima")
    url = address(Institution, "change", record)
    first, second = values_of(writer, url), values_of(publisher, url)
    writer.post(url, first | {"name_es": "Uno", "city_es": "Cusco"})

    answer = publisher.post(url, second | {"name_es": "Otro"})

    record.refresh_from_db()
    assert answer.status_code == 200
    assert "redacta" in words(answer)
    assert record.name_es == "Uno"
    shown = answer.context["adminform"].form
    assert shown["name_es"].value() == "Otro"

    publisher.post(url, second | {"name_es": "Otro", "overtaking": shown["overtaking"].value()})

    record.refresh_from_db()
    assert (record.name_es, record.city_es) == ("Otro", "Cusco")


@pytest.mark.parametrize("step", ["_publish", "_withdraw"])
def test_who_only_writes_cannot_publish_or_withdraw(writer, step):
    record = factories.make_institution(publication_status="draft")

    answer = send(writer, record, withdrawal_reason="x", **{step: "yes"})

    record.refresh_from_db()
    assert answer.status_code == 403
    assert record.publication_status == "draft"


def test_who_only_writes_cannot_set_the_moment_of_publication(writer):
    record = factories.make_institution(publication_status="draft")

    send(writer, record, published_from_0="01/01/2020", published_from_1="10:00", name_es="Otro")

    record.refresh_from_db()
    assert (record.name_es, record.published_from) == ("Otro", None)


def test_a_record_goes_to_review_with_a_note_and_comes_back(writer, publisher, django_user_model):
    record = factories.make_institution(publication_status="draft")
    reviewer = django_user_model.objects.get(username="publica")

    send(writer, record, review_note="¿Es correcto?", assignee=reviewer.pk, _review="yes")
    record.refresh_from_db()
    assert (record.publication_status, record.assignee, record.review_note) == (
        "review",
        reviewer,
        "¿Es correcto?",
    )

    send(publisher, record, _return="yes")
    record.refresh_from_db()
    assert record.publication_status == "draft"


def test_withdrawing_needs_a_reason_that_readers_then_see(publisher):
    record = factories.make_institution()
    path = record.get_absolute_url()

    refused = send(publisher, record, _withdraw="yes")
    assert refused.status_code == 200
    assert refused.context["adminform"].form.errors["withdrawal_reason"]
    send(publisher, record, withdrawal_reason="Duplicada", _withdraw="yes")

    answer = publisher.get(path)
    assert answer.status_code == 410
    assert "Duplicada" in words(answer)


def test_a_list_offers_a_translator_no_step_that_would_be_refused(translator, writer):
    factories.make_institution()

    offered = {
        who: translators.get(address(Institution, "changelist")).context["action_form"]
        for who, translators in (("translator", translator), ("writer", writer))
    }

    assert offered["translator"] is None
    names = [name for name, _label in offered["writer"].fields["action"].choices]
    assert {"send_to_review", "mark_as_verified"} <= set(names)


def test_a_translator_changes_the_texts_of_one_language_and_nothing_else(translator):
    record = factories.make_institution(publication_status="draft", name="Antes", website="https://a.example")

    answer = send(translator, record, name_pt="Depois", name_es="Otro", website="https://b.example")

    record.refresh_from_db()
    assert answer.status_code == 302
    assert (record.name_es, record.name_pt, record.website) == ("Antes", "Depois", "https://a.example")


def test_the_groups_are_made_once_and_keep_what_an_administrator_changed():
    from cinterfor.desk.roles import make_groups

    group = Group.objects.get(name="Redacción: red")
    assert group.permissions.filter(codename="change_institution").exists()
    assert not group.permissions.filter(codename__startswith="publish").exists()
    group.permissions.set(Permission.objects.filter(codename="view_theme"))

    make_groups()

    assert [right.codename for right in group.permissions.all()] == ["view_theme"]


def test_rights_that_come_with_a_later_release_reach_the_groups_that_are_there():
    from cinterfor.desk.roles import make_groups

    Permission.objects.get(codename="add_membership").delete()
    group, other = (Group.objects.get(name=f"Redacción: {section}") for section in ("red", "acuerdos"))

    make_groups()

    assert group.permissions.filter(codename="add_membership").exists()
    assert not other.permissions.filter(codename="add_membership").exists()


def test_readers_of_a_translation_learn_that_its_original_has_changed(client):
    record = factories.make_country(name="Nombre")
    Country.objects.filter(pk=record.pk).update(name_es="Otro")

    told = "The original text has changed"
    with override("en"):
        assert told in words(client.get(record.get_absolute_url()))
    with override("es"):
        assert "original ha cambiado" not in words(client.get(record.get_absolute_url()))


def test_a_language_that_is_held_back_is_not_shown_until_it_is_ready(client):
    record = factories.make_country(name_pt="Rascunho de nome", held_languages=["pt"])

    with override("pt"):
        page = client.get(record.get_absolute_url())
    assert "Rascunho de nome" not in page.content.decode()
    assert 'hreflang="pt"' not in page.content.decode().split("<body")[0]
    assert record.languages() == ["es", "en"]
