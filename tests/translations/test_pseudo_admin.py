"""No page of the admin and no mail has a text that translators cannot reach: see pseudo_language.py."""

import re

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import reverse

from cinterfor import daily
from cinterfor.exchange.models import Import
from cinterfor.history.noting import current_version
from cinterfor.history.state import state_of
from cinterfor.requests import letters as of_requests
from cinterfor.requests.models import Request, Status
from cinterfor.requests.receiving import receive
from cinterfor.verification import letters
from cinterfor.verification.answering import propose
from cinterfor.verification.models import FocalPoint, Verification
from network.models import Institution
from tests import factories
from tests.admin import test_roles as admin
from tests.exchange.conftest import as_csv, report, send
from tests.translations.pseudo_language import stored_texts, untranslated
from tests.translations.test_pseudo_language import SAID_BY_DJANGO, editor, pseudo_language

__all__ = ["editor", "pseudo_language"]
pytestmark = pytest.mark.django_db
#: Written in each language, not translated; and the page of the house's own marks for who designs.
IN_EACH_LANGUAGE = {"guide", "guide_page", "styleguide"}
#: What Django says of the rows between accounts and groups, in the language that it was started with.
RELATIONS = re.compile(r"Relaci[oó]n .*|\w+_\w+ object \(\d+\)")
#: A code that a table may hold before what it means, a stored file, a password that is not shown.
CODES = re.compile(r"[\w-]+ =|\S*/\S*|\S*\.webp|\w*\*{5,}|md5|</?p>", re.ASCII)


def unreachable(html: str, stored) -> set[str]:
    html = re.sub(r"<code[^>]*>.*?</code>", "", html, flags=re.DOTALL)
    found = set(untranslated(html, stored)) - SAID_BY_DJANGO
    return {text for text in found if re.search(r"[^\W\d_]", CODES.sub("", RELATIONS.sub("", text)))}


def pages_of(client, asked, stored):
    """(method, address, texts that no catalogue reaches) of the answers to a look and to an empty form."""
    path = asked.path.replace("/es/", "/en/", 1)
    methods = [("get", asked.sees), ("post", asked.sends)]
    for method in [method for method, may in methods if may is not admin.OTHER_METHOD]:
        with transaction.atomic():
            response = getattr(client, method)(path)
            transaction.set_rollback(True)
        if "text/html" in response.get("Content-Type", "") and response.status_code != 302:
            content = b"".join(response.streaming_content) if response.streaming else response.content
            yield method, path, unreachable(content.decode(), stored)


@pytest.mark.proof
def test_every_page_of_the_admin_says_nothing_that_cannot_be_translated(editor, caplog, pseudo_language):
    caplog.set_level("CRITICAL", "django.request")
    admin.make_samples()
    addresses = [asked for asked in admin.addresses() if asked.name not in IN_EACH_LANGUAGE]
    stored = stored_texts()

    found = [page for asked in addresses for page in pages_of(editor, asked, stored)]

    assert [page for page in found if page[2]] == []
    assert len(found) > 150


def institution_with_all(**values):
    institution = factories.make_institution(acronym="INS", **values)
    factories.make_membership(institution=institution)
    return institution


@pytest.mark.proof
def test_what_becomes_of_two_records_and_of_an_import_is_told_in_words_that_can_be_translated(
    editor, pseudo_language
):
    one, other = institution_with_all(), institution_with_all()
    merge = reverse("admin:network_institution_merge") + f"?first={one.pk}&second={other.pk}"
    rows = [{"slug": one.slug, "name_es": "⟦Otro⟧"}, {"slug": "none", "name_es": ""}]
    send(editor, Institution, as_csv(rows), publication="beside")
    item = Import.objects.get()
    pages = [editor.get(merge), report(editor)]
    pages += [editor.get(reverse("admin:exchange_import_change", args=[item.pk]), {"show": "changed"})]

    assert [page.status_code for page in pages] == [200] * 3
    assert [unreachable(page.content.decode(), stored_texts()) for page in pages] == [set()] * 3


@pytest.fixture
def asked():
    point = FocalPoint.objects.create(
        institution=institution_with_all(), name="Ana Secreta", email="ana@example.org", language="en"
    )
    return Verification.objects.create(institution=point.institution, focal_point=point, mails=1)


@pytest.fixture
def staff_english(settings):
    """Staff and operators are written to in the language of the settings."""
    settings.LANGUAGE_CODE = "en"
    settings.REPORTS_EMAIL = settings.OPERATORS_EMAIL = ["staff@example.org"]


def is_reachable(letter) -> bool:
    """Whether all of a mail, as plain text and as a page, stands in the catalogues or is stored."""
    stored = stored_texts()
    pages = [content for content, kind in getattr(letter, "alternatives", ()) if kind == "text/html"]
    plain = [f"<p>{text}</p>" for text in (letter.subject, letter.body)]
    return [unreachable(page, stored) for page in (*plain, *pages)] == [set()] * (2 + len(pages))


def test_the_letters_to_institutions_say_nothing_that_cannot_be_translated(asked, pseudo_language):
    sent = [letters.request_for(asked)]
    asked.mails = 2
    sent.append(letters.request_for(asked))
    for state in (Verification.State.ACCEPTED, Verification.State.REJECTED):
        asked.state = state
        sent.append(letters.decision_on(asked, ["⟦Name⟧"], ["⟦City⟧"]))

    assert [len(letter.alternatives) for letter in sent] == [1] * 4
    assert all(map(is_reachable, sent))


@pytest.mark.parametrize("status", ["", *Status])
def test_what_the_staff_begins_to_write_says_nothing_that_cannot_be_translated(status, pseudo_language):
    asked = Request(number="2026-0001", status=status, language="en", partner=institution_with_all())

    assert unreachable(f"<p>{of_requests.draft(asked, status)}</p>", stored_texts()) == set()


def test_the_mails_say_nothing_that_cannot_be_translated(
    client, asked, staff_english, pseudo_language, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        receive(Request(kind="contact", email="ana@example.org", language="en"))
        propose(asked, current_version(asked.institution), state_of(Institution, asked.institution.pk), "")

    assert [letter.to for letter in mail.outbox] == [["ana@example.org"], *[["staff@example.org"]] * 2]
    assert all(map(is_reachable, mail.outbox))


def test_the_mail_of_failed_jobs_says_nothing_of_its_own_that_cannot_be_translated(
    monkeypatch, staff_english, pseudo_language
):
    monkeypatch.setattr(daily, "_jobs", {"⟦breaks⟧": daily.Job("⟦breaks⟧", 1, lambda: 1 / 0)})
    with pytest.raises(CommandError):
        call_command("daily", verbosity=0)

    [sent] = mail.outbox
    # What the jobs say is as commands say it.
    sent.body = sent.body.partition("\n\n")[0]
    sent.alternatives = []
    assert is_reachable(sent)
