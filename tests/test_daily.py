"""The daily jobs: all of them, each on its own, by one process at a time."""

import io
from datetime import timedelta

import psycopg
import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from cinterfor import daily
from cinterfor.jobs import clear_sessions
from cinterfor.postgres.client import parameters
from cinterfor.search.jobs import check_index
from cinterfor.search.models import SearchEntry
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def no_jobs(monkeypatch):
    monkeypatch.setattr(daily, "_jobs", {})


def run():
    told = io.StringIO()
    try:
        call_command("daily", stdout=told)
    except CommandError as error:
        return told.getvalue(), str(error)
    return told.getvalue(), ""


def failing():
    raise OSError("the disk is full")


def leaving():
    raise SystemExit(3)


def test_the_jobs_of_the_portal_are_registered_in_their_order():
    names = [job.name for job in daily.jobs()]

    assert [name for name in names if name != "backup"] == [
        "clear_sessions",
        "forget_openings",
        "forget_imports",
        "forget_unknown",
        "purge_requests",
        "read_files",
        "check_search",
        "keep_renditions",
        "draw_cooperation",
        "ask_verification",
        "tell_expiries",
        "send_notices",
        "find_duplicates",
        "check_links",
        "assess_quality",
        "publish_dump",
        "measure_translations",
    ]


def test_all_jobs_run_in_order_and_each_says_in_a_line_what_it_did(no_jobs, settings):
    settings.OPERATORS_EMAIL = ["ops@portal.example"]
    daily.register_job("second", 2, lambda: "two done")
    daily.register_job("first", 1, lambda: "one done")

    told, complaint = run()

    assert [line.split()[0] for line in told.splitlines()] == ["first", "second"]
    assert "0.0 s  one done" in told
    assert complaint == ""
    assert mail.outbox == []


def test_a_job_that_fails_stops_no_other_and_is_mailed_once(no_jobs, settings):
    settings.OPERATORS_EMAIL = ["ops@portal.example"]
    daily.register_job("breaks", 1, failing)
    daily.register_job("leaves", 2, leaving)
    daily.register_job("works", 3, lambda: "done")

    told, complaint = run()

    assert "FAILED: the disk is full" in told and "works" in told
    assert complaint == "2 of 3 daily jobs failed: breaks, leaves."
    [sent] = mail.outbox
    assert sent.to == ["ops@portal.example"]
    assert "breaks, leaves" in sent.subject
    assert "works" in sent.body and "in failing" in sent.body


def test_mail_that_cannot_be_sent_does_not_hide_the_failure(no_jobs, settings, capsys):
    settings.OPERATORS_EMAIL = ["ops@portal.example"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    daily.register_job("breaks", 1, failing)

    assert run()[1] == "1 of 1 daily jobs failed: breaks."
    assert "could not be sent" in capsys.readouterr().err


def test_a_second_start_at_the_same_time_says_so_and_does_nothing(no_jobs):
    daily.register_job("fails", 1, failing)
    with psycopg.connect(**parameters(connection), autocommit=True) as other:
        other.execute("SELECT pg_advisory_lock(%s)", [daily.LOCK])

        told, complaint = run()

    assert "by another process" in told
    assert complaint == ""
    assert "FAILED" in run()[0]


def test_a_name_is_registered_once(no_jobs):
    daily.register_job("one", 1, failing)

    with pytest.raises(ImproperlyConfigured, match="registered twice"):
        daily.register_job("one", 2, failing)


def test_expired_sessions_are_forgotten():
    for number, days in enumerate((-1, 1)):
        Session.objects.create(session_key=str(number), expire_date=timezone.now() + timedelta(days=days))

    assert [clear_sessions(), clear_sessions()] == [
        "1 expired sessions removed",
        "0 expired sessions removed",
    ]
    assert Session.objects.get().session_key == "1"


def test_an_index_out_of_step_is_told_and_written_anew():
    record = factories.make_institution()
    SearchEntry.objects.filter(record_id=record.pk).delete()

    first, second = check_index(), check_index()

    assert first != second
    assert SearchEntry.objects.filter(record_type="institution", record_id=record.pk).exists()
