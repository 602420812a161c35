"""What editors do with several records at once."""

from itertools import cycle, product

import pytest
from django.utils import timezone

from cinterfor.publishing.models import FormerAddress
from knowledge.models import Person, Product
from network.models import Country, Institution
from tests import factories

from .forms import address, words

pytestmark = pytest.mark.django_db
ACTIONS = ("publish", "withdraw", "mark_as_verified")


def act(client, model, action, *keys):
    values = {"action": action, "_selected_action": keys, "confirmed": "yes", "withdrawal_reason": "x"}
    return client.post(address(model, "changelist"), values, follow=True)


def nameless():
    names = dict.fromkeys(("name_es", "name_pt", "name_en"))
    record = factories.make_institution(slug="sin-nombre", publication_status="draft")
    Institution.objects.filter(pk=record.pk).update(**names)
    return record


def test_a_record_without_a_name_is_not_published_and_linked_the_others_are(editor):
    empty, good = nameless(), factories.make_institution(publication_status="draft")

    answer = act(editor, Institution, "publish", empty.pk, good.pk)

    assert list(Institution.objects.published()) == [good]
    assert [outcome.record for outcome in answer.context["done"]] == [good]
    assert [outcome.record for outcome in answer.context["refused"]] == [empty]
    assert f'<a href="{address(Institution, "change", empty)}">sin-nombre</a>' in answer.content.decode()
    assert "Este campo no puede estar" in words(answer)


def test_when_every_record_is_refused_nothing_is_called_done(editor):
    empty = nameless()

    answer = act(editor, Institution, "publish", empty.pk)

    assert answer.context["done"] == []


def test_before_anything_is_done_the_page_says_what_would_be(editor):
    empty, good = nameless(), factories.make_institution(publication_status="draft", name_es="")
    values = {"action": "publish", "_selected_action": [empty.pk, good.pk]}

    answer = editor.post(address(Institution, "changelist"), values)

    plans = {plan.record: plan for plan in answer.context["plans"]}
    assert plans[empty].problem
    assert (plans[good].after, plans[good].problem) == ("Publicado", "")
    assert plans[good].warning
    assert not Institution.objects.published().exists()


def test_withdrawing_several_needs_a_reason(editor):
    record = factories.make_institution()
    values = {"action": "withdraw", "_selected_action": [record.pk], "confirmed": "yes"}

    answer = editor.post(address(Institution, "changelist"), values)

    assert answer.status_code == 400
    assert Institution.objects.published().exists()


def test_a_record_that_could_not_be_published_can_still_be_withdrawn(editor):
    empty = nameless()
    Institution.objects.filter(pk=empty.pk).update(
        publication_status="published", published_from=timezone.now()
    )

    act(editor, Institution, "withdraw", empty.pk)

    empty.refresh_from_db()
    assert empty.publication_status == "withdrawn"


def test_a_name_is_no_markup_in_the_message(editor):
    record = factories.make_country(name="<b>País</b>", publication_status="draft")
    Country.objects.filter(pk=record.pk).update(region="")

    answer = act(editor, Country, "publish", record.pk)

    assert "&lt;b&gt;País" in answer.content.decode()


#: Each action on each model meets one of the made-up keys, and each key several of them.
MADE_UP = zip(
    product([Institution, Product, Person, FormerAddress], [*ACTIONS, "delete_selected"]),
    cycle([["abc"], ["\x00"], ["9" * 30], ["-1"], ["1.5"], [""]]),
    strict=False,
)


@pytest.mark.parametrize(("model", "action", "keys"), [(*case, keys) for case, keys in MADE_UP])
def test_a_made_up_selection_is_answered_and_changes_nothing(administrator, model, action, keys):
    record = factories.make_institution(publication_status="draft")

    answer = act(administrator, model, action, *keys)

    record.refresh_from_db()
    assert answer.status_code == 200
    assert record.publication_status == "draft"
    assert record.verified_on is None


def test_an_unreadable_selection_is_told(editor):
    answer = act(editor, Institution, "publish", "abc")

    assert [message.level_tag for message in answer.context["messages"]] == ["error"]
