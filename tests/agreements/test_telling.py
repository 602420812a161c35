"""The staff are told of ends and renewals 90, 30 and 7 days before, each once."""

import datetime
import io
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from agreements.expiries.telling import tell
from agreements.models import ExpiryMail
from cinterfor.publishing.dates import today
from tests.factories import make_agreement, make_party

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def staff(settings):
    settings.AGREEMENTS_EMAIL = ["acuerdos@oit.example"]


def make_ending(days, **values):
    ends = today() + datetime.timedelta(days=days)
    return make_agreement(signed="2020", ends=ends.isoformat(), **values)


def marks():
    return list(ExpiryMail.objects.exclude(sent_at=None).order_by("pk").values_list("mark", flat=True))


@pytest.mark.parametrize(
    ("days", "expected"), [(91, []), (90, [90]), (31, [90]), (30, [30]), (29, [30]), (8, [30]), (0, [7])]
)
def test_the_nearest_mark_that_has_passed_is_told_alone(days, expected):
    make_ending(days)

    tell()

    assert marks() == expected
    assert len(mail.outbox) == len(expected)


def test_a_second_run_is_silent_and_the_next_mark_is_told():
    agreement = make_ending(90)

    tell()
    tell()
    assert (len(mail.outbox), marks()) == (1, [90])

    agreement.ends = (today() + datetime.timedelta(days=6)).isoformat()
    agreement.save()
    tell()
    tell()
    assert (len(mail.outbox), marks()) == (2, [90, 7])


def test_a_day_that_was_moved_begins_anew():
    agreement = make_ending(80)
    tell()

    agreement.ends = (today() + datetime.timedelta(days=81)).isoformat()
    agreement.save()
    tell()

    assert marks() == [90, 90]


def test_one_mail_tells_all_with_where_to_edit_them_in_the_language_of_the_staff(settings):
    settings.AGREEMENTS_EMAIL_LANGUAGE = "pt"
    one = make_ending(5, title_pt="Acordo <b>um</b>", title_es="Uno", title_en="One")
    make_ending(20)
    make_ending(20, publication_status="draft")
    make_party(agreement=one, name="Grupo")

    tell()

    [sent] = mail.outbox
    assert sent.to == ["acuerdos@oit.example"]
    assert "Acordo <b>um</b>" in sent.body and "Grupo" in sent.body
    assert f"/pt/admin/agreements/agreement/{one.pk}/change/" in sent.body
    html = sent.alternatives[0].content
    assert "Acordo &lt;b&gt;um&lt;/b&gt;" in html and 'lang="pt"' in html
    assert sent.body.count("/pt/acordos/") == 2


def test_without_addresses_of_their_own_those_of_reports_are_told_and_without_any_nothing_is_lost(settings):
    make_ending(7)
    settings.AGREEMENTS_EMAIL, settings.REPORTS_EMAIL = [], []
    assert "AGREEMENTS_EMAIL" in tell()
    assert not ExpiryMail.objects.exists()

    settings.REPORTS_EMAIL = ["informes@oit.example"]
    tell()

    assert mail.outbox[0].to == ["informes@oit.example"]


def test_a_mail_that_fails_is_noted_and_tried_again(settings):
    make_ending(7)
    settings.EMAIL_BACKEND = "tests.agreements.failing_mail.EmailBackend"
    with pytest.raises(CommandError, match="disk"):
        call_command("tell_expiries")
    assert "disk" in ExpiryMail.objects.get().fault

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    call_command("tell_expiries", stdout=io.StringIO())

    assert marks() == [7]
    assert ExpiryMail.objects.get().fault == ""


def test_what_another_process_has_begun_is_left_to_it_until_that_is_long_ago():
    agreement = make_ending(7)
    row = ExpiryMail.objects.create(
        agreement=agreement,
        day=datetime.date.fromisoformat(agreement.ends),
        mark=7,
        claimed_at=timezone.now(),
    )

    tell()
    assert mail.outbox == []

    ExpiryMail.objects.filter(pk=row.pk).update(claimed_at=timezone.now() - datetime.timedelta(hours=2))
    tell()
    assert marks() == [7]


@pytest.mark.django_db(transaction=True)
@pytest.mark.proof
def test_two_commands_at_the_same_moment_tell_once():
    make_ending(7)
    start = Barrier(2)

    def run(_number):
        try:
            start.wait()
            return tell()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(run, range(2)))

    assert len(mail.outbox) == 1


def test_a_dry_run_tells_what_would_be_told_and_tells_nobody():
    make_ending(7, slug="uno")
    told = io.StringIO()

    call_command("tell_expiries", dry_run=True, stdout=told)

    assert "uno" in told.getvalue()
    assert mail.outbox == []
