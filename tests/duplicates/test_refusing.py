"""What stands against a merge, and who may not: nothing happens by halves."""

import pytest

from agreements.models import Agreement
from cinterfor.desk.models import Pending
from cinterfor.duplicates.models import Merge
from cinterfor.history.models import Version
from cinterfor.verification.models import Verification
from knowledge.models import Person, Theme
from network.models import Institution, Membership
from tests import factories
from tests.admin.forms import address, row, values_of, words

from .merging import everything, form_of, merge, merge_page

pytestmark = [pytest.mark.django_db, pytest.mark.proof]


def overlapping(kept, lost):
    kept.memberships.create(kind="constituent", basis="documented", begins="1963")
    lost.memberships.create(kind="associate", basis="documented", begins="1970")


def parties_of_other_roles(kept, lost):
    agreement = factories.make_agreement()
    agreement.parties.create(institution=kept, role="funder")
    agreement.parties.create(institution=lost, role="recipient")


def identifiers(kept, lost):
    for record, number in ((kept, "Q1"), (lost, "Q2")):
        Institution.objects.filter(pk=record.pk).update(wikidata=number)


def successor(kept, lost):
    Institution.objects.filter(pk=lost.pk).update(successor=kept)


def answer_waits(kept, lost):
    Verification.objects.create(institution=lost, state="waiting", proposal={})


def kept_is_a_draft(kept, lost):
    Institution.objects.filter(pk=kept.pk).update(publication_status="draft")


@pytest.mark.parametrize(
    ("obstacle", "told"),
    [
        (overlapping, "overlap"),
        (parties_of_other_roles, "different facts"),
        (identifiers, "different identifiers"),
        (successor, "so they are two"),
        (answer_waits, "waits for an editor"),
        (kept_is_a_draft, "keep the one that is public"),
    ],
)
def test_where_something_would_be_lost_nothing_happens_and_the_page_says_why(publisher, obstacle, told):
    kept, lost = factories.make_institution(name="Una"), factories.make_institution(name="Otra")
    obstacle(kept, lost)
    before, versions = everything(), Version.objects.count()

    page = merge_page(publisher, kept, lost, "en")
    answer = publisher.post(address(Institution, "merge", language="en"), form_of(page))

    assert told in words(page)
    assert answer.status_code == 409
    assert told in words(answer)
    assert (everything(), Version.objects.count()) == (before, versions)


def test_what_the_model_refuses_is_told_and_the_choice_is_kept(publisher):
    kept = factories.make_institution(founded="1990")
    lost = factories.make_institution(dissolved=True, dissolved_on="1980")

    answer = merge(publisher, kept, lost, dissolved_on="second", dissolved="second")

    assert answer.status_code == 409
    assert "disuel" in words(answer) or "dissolved" in words(answer)
    assert 'name="field-dissolved_on" value="second" checked' in answer.content.decode()
    assert Institution.objects.filter(pk=lost.pk).exists()


def test_themes_that_would_stand_above_each_other_are_not_merged(publisher):
    kept, lost = factories.make_theme(), factories.make_theme()
    between = factories.make_theme(broader=lost)
    Theme.objects.filter(pk=kept.pk).update(broader=between)

    assert merge(publisher, kept, lost).status_code == 409
    assert Theme.objects.filter(pk=lost.pk).exists()


def test_a_pending_version_of_the_lost_record_stands_against_it_and_others_are_rewritten(publisher, writer):
    kept, lost = factories.make_institution(), factories.make_institution()
    other = factories.make_institution()
    for record, values in ((other, {"successor": lost.pk}), (lost, {"city_es": "Lima"})):
        url = address(Institution, "change", record)
        writer.post(url, values_of(writer, url) | values)
    assert merge(publisher, kept, lost).status_code == 409

    Pending.objects.get(record_id=lost.pk).delete()
    before = Pending.objects.get(record_id=other.pk).version
    merge(publisher, kept, lost)

    pending = Pending.objects.get(record_id=other.pk)
    assert pending.version.state["fields"]["successor_id"] == kept.pk
    done = Merge.objects.get()
    publisher.post(f"{address(Institution, 'merge')}{done.pk}/undo/")
    assert Pending.objects.get(record_id=other.pk).version == before


def test_a_pending_agreement_does_not_name_one_party_twice(publisher, logged_in):
    kept, lost = factories.make_institution(), factories.make_institution()
    agreement = factories.make_agreement()
    agreement.parties.create(institution=kept)
    url = address(Agreement, "change", agreement)
    editor = logged_in("acuerda", "Redacción: acuerdos")
    more = row("parties", 1, institution=lost.pk, position=1) | {"parties-TOTAL_FORMS": 2}
    editor.post(url, values_of(editor, url) | more)

    merge(publisher, kept, lost)
    publisher.post(url, values_of(publisher, url) | {"_publish": "yes"})

    assert not Pending.objects.exists()
    assert agreement.parties.get().institution == kept


def test_who_was_faster_is_told_and_nothing_is_merged(publisher, writer):
    kept, lost = factories.make_institution(publication_status="draft"), factories.make_institution()
    Institution.objects.filter(pk=lost.pk).update(publication_status="draft")
    values = form_of(merge_page(publisher, kept, lost)) | {"field-city_es": "second"}
    url = address(Institution, "change", lost)
    writer.post(url, values_of(writer, url) | {"city_es": "Lima"})

    answer = publisher.post(address(Institution, "merge"), values)

    assert answer.status_code == 409
    assert "redacta" in words(answer)
    assert 'name="field-city_es" value="second" checked' in answer.content.decode()
    assert publisher.post(address(Institution, "merge"), form_of(answer)).status_code == 302
    kept.refresh_from_db()
    assert kept.city_es == "Lima"


def test_a_form_sent_twice_and_one_without_sense_are_answered_in_words(publisher):
    kept, lost = factories.make_institution(), factories.make_institution(name="Se va")
    values = form_of(merge_page(publisher, kept, lost))
    url = address(Institution, "merge")
    publisher.post(url, values)

    again = publisher.post(url, values, follow=True)
    assert "Se va" in " ".join(map(str, again.context["messages"]))
    assert again.request["PATH_INFO"] == address(Institution, "change", kept)
    for odd in ({}, {"first": "x", "second": "2"}, {"first": kept.pk, "second": kept.pk}, {"first": 9**30}):
        assert publisher.post(url, odd).status_code == 302
        assert publisher.get(url, odd).status_code == 302
    assert Institution.objects.filter(pk=kept.pk).exists()


@pytest.mark.parametrize(
    "group", ["Redacción: red", "Redacción: conocimiento", "Traducción: portugués", None], ids=str
)
def test_who_may_not_delete_may_not_merge(logged_in, publisher, client, django_user_model, group):
    kept, lost = (factories.make_institution(publication_status="draft") for _ in range(2))
    if group:
        client = logged_in("alguien", group)
    else:
        client.force_login(django_user_model.objects.create_user("nadie", is_staff=True))
    values = form_of(merge_page(publisher, kept, lost))

    assert merge_page(client, kept, lost).status_code == 403
    assert client.post(address(Institution, "merge"), values).status_code == 403
    merge(publisher, kept, lost)
    undo = f"{address(Institution, 'merge')}{Merge.objects.get().pk}/undo/"
    assert {client.get(undo).status_code, client.post(undo).status_code} == {403}
    assert not Institution.objects.filter(pk=lost.pk).exists()


@pytest.mark.parametrize(("status", "answer"), [("published", 403), ("draft", 302)])
def test_a_public_record_is_merged_by_whom_may_publish(client, publisher, django_user_model, status, answer):
    from django.contrib.auth.models import Permission

    kept = factories.make_institution(publication_status=status)
    lost = factories.make_institution(publication_status="draft")
    account = django_user_model.objects.create_user("sin-publicar", is_staff=True)
    rights = [f"{act}_institution" for act in ("view", "change", "delete")]
    account.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client.force_login(account)

    values = form_of(merge_page(publisher, kept, lost))
    assert client.post(address(Institution, "merge"), values).status_code == answer


def test_two_selected_records_are_led_to_merging_and_three_are_not(publisher, writer):
    records = [factories.make_person() for _number in range(3)]

    def select(client, count):
        keys = [record.pk for record in records[:count]]
        values = {"action": "merge_selected", "_selected_action": keys}
        return client.post(address(Person, "changelist"), values)

    assert select(publisher, 2)["Location"].endswith(f"?first={records[0].pk}&second={records[1].pk}")
    assert "merge/" not in select(publisher, 3)["Location"]
    assert "merge_selected" not in writer.get(address(Institution, "changelist")).content.decode()


def test_a_merge_is_not_undone_over_what_was_changed_since_but_beside_it(publisher):
    kept, lost = factories.make_institution(city_es="A"), factories.make_institution(city_es="B")
    lost.memberships.create(kind="associate", basis="documented", begins="1970")
    merge(publisher, kept, lost, city_es="second")
    Institution.objects.filter(pk=kept.pk).update(city_pt="Lima", city_es="C")
    url = f"{address(Institution, 'merge')}{Merge.objects.get().pk}/undo/"

    answer = publisher.post(url)
    assert answer.status_code == 409
    assert not Institution.objects.filter(pk=lost.pk).exists()

    Institution.objects.filter(pk=kept.pk).update(city_es="B")
    publisher.post(url)
    kept.refresh_from_db()
    assert (kept.city_es, kept.city_pt) == ("A", "Lima")
    assert Membership.objects.get().institution_id == lost.pk
