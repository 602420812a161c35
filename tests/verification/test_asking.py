"""Who is asked, how often, in which language; and mails that fail."""

from datetime import timedelta
from io import StringIO
from smtplib import SMTPRecipientsRefused

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.utils import timezone

from cinterfor.publishing.dates import today, year_before
from cinterfor.verification.models import Verification
from tests import factories

from .conftest import make_due, make_point

pytestmark = [pytest.mark.django_db, pytest.mark.proof]
NOW = timezone.now()


class OneAddressRefused(EmailBackend):
    """A mail server that does not know one of the addresses."""

    def send_messages(self, messages):
        if any("nobody" in address for message in messages for address in message.to):
            raise SMTPRecipientsRefused({"nobody@example.org": (550, b"No such user")})
        return super().send_messages(messages)


def ask_by_command(**options):
    said = StringIO()
    call_command("ask_verification", verbosity=0, stdout=said, stderr=said, **options)
    return said.getvalue()


def days_later(days):
    return time_machine.travel(timezone.now() + timedelta(days=days), tick=True)


@pytest.mark.parametrize(
    ("language", "subject", "path"),
    [
        ("es", "SENAI", "/es/verificacion/"),
        ("pt", "SENAI", "/pt/verificacao/"),
        ("en", "SENAI", "/en/verification/"),
    ],
)
def test_each_is_written_to_in_their_own_language_with_a_way_out(language, subject, path, settings):
    settings.PORTAL_ADDRESS = "https://portal.example"
    make_point(make_due(name="SENAI <&>"), language=language)

    ask_by_command()

    (letter,) = mail.outbox
    html = letter.alternatives[0].content
    assert letter.to == ["ana.secreta@example.org"]
    assert subject in letter.subject
    assert f"https://portal.example{path}" in letter.body
    assert "SENAI <&>" in letter.body
    assert "SENAI &lt;&amp;&gt;" in html
    assert letter.extra_headers["List-Unsubscribe"].startswith(f"<https://portal.example{path}")
    assert f'<html lang="{language}">' in html


def test_nobody_is_written_to_twice_and_reminders_end_with_the_third_mail():
    make_point()
    sent = []
    for day in (0, 1, 29, 31, 61, 62, 92, 200):
        with days_later(day):
            ask_by_command()
            sent.append(len(mail.outbox))

    assert sent == [1, 1, 1, 2, 3, 3, 3, 3]
    assert Verification.objects.get().mails == 3
    assert mail.outbox[0].subject != mail.outbox[1].subject


def test_after_a_year_a_new_question_closes_the_one_that_was_never_answered():
    make_point()
    ask_by_command()

    with days_later(366):
        ask_by_command()

    states = list(Verification.objects.order_by("pk").values_list("state", flat=True))
    assert states == ["closed", "asked"]


def test_only_active_focal_points_of_public_members_not_verified_for_a_year_are_asked():
    make_point(make_due(verified_on=year_before(today())), email="this-year@example.org")
    make_point(make_due(publication_status="draft"), email="draft@example.org")
    make_point(make_due(dissolved=True), email="dissolved@example.org")
    make_point(factories.make_institution(), email="partner@example.org")
    make_point(active=False, email="left@example.org")
    answered = make_point(email="colleague@example.org")
    answered.verifications.create(institution=answered.institution, state="waiting", answered_at=NOW)
    make_point(make_due(verified_on=year_before(today()) - timedelta(days=1)), email="due@example.org")

    ask_by_command()

    assert [letter.to for letter in mail.outbox] == [["due@example.org"]]


def test_one_country_and_a_dry_run_that_writes_nothing():
    make_point(make_due(country=factories.make_country(code="BR")), email="br@example.org")
    make_point(email="other@example.org")

    said = ask_by_command(country="br", dry_run=True)

    assert "br@example.org" in said
    assert "other@example.org" not in said
    assert (mail.outbox, Verification.objects.count()) == ([], 0)


def test_an_address_that_fails_stops_nobody_and_is_told(settings):
    settings.EMAIL_BACKEND = f"{__name__}.OneAddressRefused"
    make_point(email="nobody@example.org")
    make_point(email="somebody@example.org")

    with pytest.raises(CommandError):
        ask_by_command()

    assert [letter.to for letter in mail.outbox] == [["somebody@example.org"]]
    assert "550" in Verification.objects.get(focal_point__email="nobody@example.org").mail_fault


def test_without_a_mail_server_nobody_is_noted_as_asked(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    make_point()

    with pytest.raises(CommandError, match="EMAIL_HOST"):
        ask_by_command()

    assert not Verification.objects.exists()


def test_asking_again_asks_anew_within_the_year_but_keeps_the_pause():
    make_point().verifications.create(
        institution_id=make_due().pk, state="rejected", asked_at=NOW - timedelta(days=40)
    )

    ask_by_command()
    before = len(mail.outbox)
    ask_by_command(again=True)
    ask_by_command(again=True)

    assert (before, len(mail.outbox)) == (0, 1)
