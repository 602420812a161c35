"""The queue: each step once, by one person at a time, told in the asker's language; for few eyes only."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.core import mail
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from agreements.models import Agreement
from cinterfor.requests import letters
from cinterfor.requests.models import Letter, Request, Step
from tests import factories

pytestmark = pytest.mark.django_db
PERSONAL = ("Ana Silva", "ana@example.org", "Precisamos de apoio")


def account(*groups):
    user = User.objects.create_user("-".join(groups) or "nadie", password="x", is_staff=True)
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


@pytest.fixture
def staff(client):
    client.force_login(account("Solicitudes"))
    return client


@pytest.fixture
def asked():
    member = factories.make_institution(name="INA de pruebas")
    request = Request.objects.create(
        number="2026-0001",
        kind="technical-assistance",
        name=PERSONAL[0],
        email=PERSONAL[1],
        message=PERSONAL[2],
        organisation=member,
        country=member.country,
        theme=factories.make_theme(),
        language="pt",
    )
    request.steps.create(act="received", after="received")
    return request


@pytest.fixture
def send(staff, asked, django_capture_on_commit_callbacks):
    """Post to the page of the request, or of a step, as it was when the last step was done."""

    def post(step="", seen=None, **values):
        place = ("step", [asked.pk, step]) if step else ("change", [asked.pk])
        seen = asked.steps.last().pk if seen is None else seen
        with django_capture_on_commit_callbacks(execute=True):
            return staff.post(
                reverse(f"admin:requests_request_{place[0]}", args=place[1]), {"seen": seen} | values
            )

    return post


def test_a_step_is_taken_noted_and_told_in_the_language_of_who_asked(staff, asked, send):
    page = staff.get(reverse("admin:requests_request_step", args=[asked.pk, "in-study"]))
    letter = page.context["form"]["letter"].value()

    send("in-study", send="on", letter=letter)

    asked.refresh_from_db()
    step = asked.steps.last()
    assert asked.status == "in-study"
    assert (step.before, step.after, step.by_name) == ("received", "in-study", "Solicitudes")
    assert [(sent.to, sent.body.strip()) for sent in mail.outbox] == [(["ana@example.org"], letter.strip())]
    assert letter == letters.draft(asked, "in-study")


def test_a_step_sent_twice_or_after_a_colleagues_is_refused_and_keeps_what_was_typed(asked, send):
    seen = asked.steps.last().pk
    send("in-study", send="on", letter="Uma carta")

    again = send("closed", seen=seen, send="on", letter="Outra carta")

    asked.refresh_from_db()
    assert again.status_code == 409
    assert again.context["form"]["letter"].value() == "Outra carta"
    assert (asked.status, len(mail.outbox)) == ("in-study", 1)


def test_to_decline_needs_a_reason_and_to_match_an_institution(asked, send):
    declined = send("declined", letter="x")
    matched = send("matched", letter="x")

    assert "reason" in declined.context["form"].errors
    assert "partner" in matched.context["form"].errors
    assert send("declined", letter="x", reason="Fuera del mandato").status_code == 302
    asked.refresh_from_db()
    assert (asked.status, asked.reason, mail.outbox) == ("declined", "Fuera del mandato", [])
    assert asked.done_at is not None


def test_a_letter_that_fails_is_shown_and_sent_once_more_by_hand(staff, asked, send, settings):
    backend = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    send("letter", letter="Bom dia")
    letter = Letter.objects.get()
    queue = staff.get(reverse("admin:requests_request_changelist") + "?waiting=unsent")

    settings.EMAIL_BACKEND = backend
    send(_again="yes")
    send(_again="yes")

    assert letter.fault and letter.sent_at is None
    assert queue.context["cl"].result_count == 1
    assert len(mail.outbox) == 1
    letter.refresh_from_db()
    assert letter.sent_at and not letter.fault


def test_who_sees_to_it_and_notes_are_kept_in_the_history(asked, send):
    colleague = User.objects.get(username="Solicitudes")

    send(_save="yes", assignee=colleague.pk, organisation=asked.organisation_id)
    send(_note="yes", text="Llamar el lunes")

    asked.refresh_from_db()
    assert asked.assignee == colleague
    assert [note.text for note in asked.notes.all()] == ["Llamar el lunes"]
    assert list(asked.steps.values_list("act", flat=True)) == ["received", "assigned", "changed", "noted"]


def test_what_was_done_is_never_changed_or_deleted(asked):
    for write in (lambda: asked.steps.update(after="x"), lambda: asked.steps.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            write()


def test_a_request_becomes_a_draft_agreement_with_one_action(staff, asked, send):
    User.objects.get(username="Solicitudes").groups.add(Group.objects.get(name="Redacción: acuerdos"))
    asked.partner = factories.make_institution()
    asked.save()

    made = staff.get(send(_agreement="yes").url)
    again = staff.get(send(_agreement="yes").url)

    asked.refresh_from_db()
    told = [[str(message) for message in page.context["messages"]] for page in (made, again)]
    assert told[1] == [gettext("This step is not open any more.")] and told[0] != told[1]
    agreement = Agreement.objects.get()
    assert asked.agreement == agreement and asked.status == "under-way"
    assert (agreement.publication_status, agreement.modality) == ("draft", "technical-assistance")
    assert dict(agreement.parties.values_list("role", "institution")) == {
        "provider": asked.partner_id,
        "recipient": asked.organisation_id,
    }
    assert list(agreement.themes.all()) == [asked.theme]
    assert list(agreement.countries.all()) == [asked.country]
    assert not any(text in str(vars(agreement)) for text in PERSONAL)


def test_who_may_not_add_agreements_makes_none(staff, asked, send):
    page = staff.get(reverse("admin:requests_request_change", args=[asked.pk]))

    assert not page.context["may_agree"]
    assert send(_agreement="yes").status_code == 403
    assert not Agreement.objects.exists()


@pytest.mark.parametrize("group", ["Redacción: acuerdos", "Traducción: inglés", "Publicación"])
def test_no_other_role_sees_a_request_or_that_there_is_one(client, asked, group):
    client.force_login(account(group))
    pages = [
        reverse("admin:requests_request_changelist"),
        reverse("admin:requests_request_change", args=[asked.pk]),
        reverse("admin:requests_request_step", args=[asked.pk, "closed"]),
    ]

    answers = [client.get(page) for page in pages] + [client.post(page, {"_purge": "yes"}) for page in pages]

    assert {answer.status_code for answer in answers} == {403}
    assert not any(work.name.startswith("requests") for work in client.get("/es/admin/").context["waiting"])


def test_the_queue_shows_first_what_nobody_sees_to_and_what_is_late(staff, asked):
    old = timezone.now() - timedelta(days=30)
    late = Request.objects.create(number="2026-0002", kind="contact", received_at=old, moved_at=old)
    Request.objects.create(number="2026-0003", kind="contact", status="closed", received_at=old)
    asked.assignee = User.objects.get()
    asked.save()

    queue = staff.get(reverse("admin:requests_request_changelist"))
    overdue = staff.get(reverse("admin:requests_request_changelist") + "?waiting=overdue")

    numbers = [request.number for request in queue.context["cl"].result_list]
    assert numbers == ["2026-0002", "2026-0001", "2026-0003"]
    assert list(overdue.context["cl"].result_list) == [late]


def stored_text():
    rows = [*Request.objects.values(), *Letter.objects.values(), *Step.objects.values()]
    return str(rows) + str(list(Request.notes.rel.related_model.objects.values()))


def test_personal_data_are_deleted_some_time_after_the_end_and_the_figures_stay(
    asked, send, settings, capsys
):
    settings.REQUESTS_KEPT_MONTHS = 2
    send(_note="yes", text="Ana Silva llama")
    send("closed", send="on", letter="Prezada Ana Silva")
    call_command("purge_requests")
    kept = stored_text()
    Request.objects.update(done_at=timezone.now() - timedelta(days=63))

    call_command("purge_requests")

    assert all(text in kept for text in PERSONAL)
    assert not any(text in stored_text() for text in PERSONAL)
    asked.refresh_from_db()
    assert (asked.status, asked.kind, asked.purged_at is None) == ("closed", "technical-assistance", False)
    assert asked.theme and asked.country and asked.received_at
    assert asked.steps.last().act == "purged"
    assert capsys.readouterr().out.split("\n")[:2] == [
        "0 requests lost their personal data",
        "1 requests lost their personal data",
    ]


def test_personal_data_are_deleted_at_once_where_one_is_sure(staff, asked, send):
    send(_purge="yes")
    assert PERSONAL[0] in stored_text()

    send(_purge="yes", sure="yes")

    assert not any(text in stored_text() for text in PERSONAL)
    page = staff.get(reverse("admin:requests_request_change", args=[asked.pk]))
    assert page.status_code == 200 and "letter" not in dict(page.context["next_steps"])
