"""Notices by mail: confirmed twice, once a month, one click to leave, and the address goes with them."""

import datetime
import io
import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.contrib.auth.models import Group, User
from django.core import mail
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from cinterfor.publishing import stamps
from cinterfor.publishing.months import Month
from cinterfor.watch.models import KEPT, Subscription
from cinterfor.watch.sending import send_notices
from tests.factories import make_country, make_product, make_theme

pytestmark = pytest.mark.django_db
FORM = "/es/novedades/avisos/"
LINK = re.compile(r"https?://[^/\s]+(/\S+)")


@pytest.fixture(autouse=True)
def nobody_has_asked(monkeypatch):
    cache.clear()
    monkeypatch.setattr(stamps, "LEAST", -1)


def send(client, path=FORM, **values):
    typed = {"email": "ana@example.org", "language": "pt", "stamp": stamps.new_stamp()} | values
    return client.post(path, typed)


def links():
    return LINK.findall(mail.outbox[-1].body)


def make_subscription(**values):
    """A confirmed one that was told of the month before last."""
    before = str(Month.now().previous.previous)
    defaults = {"email": "ana@example.org", "language": "es", "told_month": before}
    return Subscription.objects.create(**defaults | {"confirmed_at": timezone.now()} | values)


def make_news_of_last_month(**values):
    return make_product(published_from=Month.now().previous.moments[0], **values)


def test_a_wish_is_mailed_a_link_in_its_language_and_counts_once_the_button_is_pressed(client):
    country, theme = make_country(code="UY", name="Uru"), make_theme(slug="oficios", name="Ofícios")

    response = send(client, country="UY", theme="oficios", email="Ana@Example.org")

    assert (response.status_code, response["Location"]) == (302, "/es/novedades/avisos/?done=asked")
    one = Subscription.objects.get()
    assert (one.email, one.country, one.theme, one.confirmed_at) == ("ana@example.org", country, theme, None)
    [sent] = mail.outbox
    assert sent.to == ["ana@example.org"]
    assert "Uru · Ofícios" in sent.body

    link = links()[0]
    assert link.startswith("/pt/novidades/avisos/confirmar/")
    page = client.get(link)
    assert page["Referrer-Policy"] == "no-referrer" and "no-store" in page["Cache-Control"]
    assert Subscription.objects.confirmed().count() == 0
    assert client.post(link)["Location"] == "/pt/novidades/avisos/?done=confirmed"
    one.refresh_from_db()
    assert one.confirmed_at and one.language == "pt"
    assert one.told_month == str(Month.now().previous)
    assert client.post(link).status_code == 302


def test_who_asks_learns_nothing_of_an_address_and_cannot_flood_it(client):
    make_subscription(language="es")
    answers = [send(client), send(client), send(client, email="otra@example.org")]

    assert {answer["Location"] for answer in answers} == {"/es/novedades/avisos/?done=asked"}
    assert [sent.to[0] for sent in mail.outbox] == ["ana@example.org", "otra@example.org"]
    assert Subscription.objects.get(email="ana@example.org").language == "es"

    for _number in range(5):
        cache.clear()
        send(client, country=make_country().code)
    assert len([sent for sent in mail.outbox if sent.to == ["ana@example.org"]]) == 3


@pytest.mark.parametrize(
    "values",
    [
        {"email": ""},
        {"email": "ana@example.org\nBcc: otra@example.org"},
        {"email": "ana"},
        {"country": "QQ"},
        {"theme": "nada"},
        {"language": "fr"},
        {"website": "https://spam.example"},
        {"stamp": "x"},
        {"stamp": ""},
    ],
)
def test_what_is_wrong_is_refused_and_nothing_typed_is_lost(client, values):
    response = send(client, **values)

    assert response.status_code == 400
    assert Subscription.objects.count() == len(mail.outbox) == 0
    if "email" not in values:
        assert 'value="ana@example.org"' in response.content.decode()
    assert not response.cookies


def test_a_form_sent_at_once_is_not_taken(client, monkeypatch):
    monkeypatch.setattr(stamps, "LEAST", 3)

    assert send(client).status_code == 400


def test_too_many_from_one_sender_wait(client):
    statuses = [send(client, email=f"a{number}@example.org").status_code for number in range(11)]

    assert statuses == [302] * 10 + [429]


def test_without_a_mail_server_the_form_says_so_and_keeps_nothing(client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

    assert send(client).status_code == 503
    assert not Subscription.objects.exists()


def test_the_form_knows_country_and_theme_of_the_page_that_led_to_it(client):
    make_country(code="UY", slug="uy")
    make_theme(slug="oficios")

    assert 'href="/es/novedades/avisos/?country=UY"' in client.get("/es/paises/uy/").content.decode()
    assert 'href="/es/novedades/avisos/?theme=oficios"' in client.get("/es/temas/oficios/").content.decode()
    page = client.get(f"{FORM}?country=UY&theme=oficios").content.decode()
    assert 'value="UY" selected' in page and 'value="oficios" selected' in page


def test_the_month_is_told_once_with_the_way_out(client):
    make_subscription()
    make_news_of_last_month(slug="obra")

    assert send_notices().sent == 1
    assert send_notices().sent == 0

    [sent] = mail.outbox
    assert "/es/productos-de-conocimiento/obra/" in sent.body
    leave = sent.extra_headers["List-Unsubscribe"]
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = LINK.match(leave.strip("<>"))[1]
    assert client.get(path).status_code == 200
    assert Subscription.objects.exists()
    assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 204
    assert not Subscription.objects.exists()
    assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 204


def test_each_is_told_of_its_own_country_theme_and_language():
    country, theme = make_country(code="UY", published_from=timezone.now()), make_theme()
    make_news_of_last_month(slug="de-uy", countries=[country])
    make_news_of_last_month(slug="del-tema", themes=[theme])
    make_subscription(email="pais@example.org", country=country, language="pt")
    make_subscription(email="tema@example.org", theme=theme, language="en")
    make_subscription(email="ambos@example.org", theme=theme, country=country)

    report = send_notices()

    assert (report.sent, report.without_news) == (2, 1)
    bodies = {sent.to[0]: sent.body for sent in mail.outbox}
    assert "/pt/produtos-de-conhecimento/de-uy/" in bodies["pais@example.org"]
    assert "del-tema" not in bodies["pais@example.org"]
    assert "/en/knowledge-products/del-tema/" in bodies["tema@example.org"]


def test_nobody_is_told_who_has_not_confirmed_and_after_a_week_the_address_is_gone():
    make_news_of_last_month()
    make_subscription(confirmed_at=None, told_month="")
    old = make_subscription(email="vieja@example.org", confirmed_at=None, told_month="")
    Subscription.objects.filter(pk=old.pk).update(created_at=timezone.now() - datetime.timedelta(days=8))

    assert str(send_notices()).endswith("1 never confirmed and forgotten")

    assert mail.outbox == []
    assert Subscription.objects.get().email == "ana@example.org"


def test_a_mail_that_fails_is_tried_again_and_not_for_ever(settings):
    make_news_of_last_month()
    one = make_subscription()
    settings.EMAIL_BACKEND = "tests.agreements.failing_mail.EmailBackend"

    for _day in range(2):
        with pytest.raises(CommandError):
            call_command("send_notices", stdout=io.StringIO())
    one.refresh_from_db()
    assert "disk" in one.fault and one.failures == 2
    assert send_notices().failed == 1
    assert send_notices().failed == 0


def test_links_of_others_that_expired_or_of_what_is_gone_lead_nowhere(client, monkeypatch):
    send(client)
    link = links()[0]
    assert client.get("/es/novedades/avisos/confirmar/x/").status_code == 404
    assert client.get("/es/novedades/avisos/baja/x/").status_code == 404
    # The link that confirms does not leave.
    assert client.post(link.replace("confirmar", "sair")).status_code == 404

    later = datetime.datetime.now().timestamp() + 8 * 86400
    with monkeypatch.context() as patched:
        patched.setattr("django.core.signing.time.time", lambda: later)
        assert client.post(link).status_code == 410
    assert Subscription.objects.confirmed().count() == 0

    Subscription.objects.all().delete()
    assert client.post(link).status_code == 410


def test_who_asked_again_has_as_long_for_the_new_link_as_for_the_first(client):
    send(client)
    Subscription.objects.update(created_at=timezone.now() - KEPT * 2, asked_at=timezone.now() - KEPT / 2)

    assert not Subscription.objects.forgotten().exists()
    Subscription.objects.update(asked_at=timezone.now() - KEPT * 2)
    assert send_notices().forgotten == 1


def test_one_may_leave_all_notices_of_an_address_at_once(client):
    make_news_of_last_month()
    make_subscription()
    make_subscription(country=make_country())
    make_subscription(email="otra@example.org")
    send_notices()
    mine = next(sent for sent in mail.outbox if sent.to == ["ana@example.org"])

    client.post(LINK.match(mine.extra_headers["List-Unsubscribe"].strip("<>"))[1], {"all": "yes"})

    assert [one.email for one in Subscription.objects.all()] == ["otra@example.org"]


def test_what_the_log_of_the_admin_keeps_of_a_deleted_row_names_nobody():
    assert "@" not in str(make_subscription())


@pytest.mark.django_db(transaction=True)
@pytest.mark.proof
def test_two_commands_at_the_same_moment_tell_once():
    make_news_of_last_month()
    make_subscription()
    start = Barrier(2)

    def run(_number):
        try:
            start.wait()
            return send_notices().sent
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(run, range(2))) == [0, 1]
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(("group", "status"), [("Publicación", 403), ("Administración", 200)])
def test_addresses_of_readers_are_for_administrators_alone(client, group, status):
    account = User.objects.create_user("eva", is_staff=True)
    account.groups.add(Group.objects.get(name=group))
    client.force_login(account)
    row = make_subscription()
    path = "/es/admin/watch/subscription/"

    assert client.get(path).status_code == status
    assert client.get(f"{path}{row.pk}/change/").status_code == status
    assert client.post(f"{path}{row.pk}/delete/", {"post": "yes"}).status_code in (status, 302)
    assert Subscription.objects.exists() == (status == 403)
    assert client.get(f"{path}add/").status_code == 403
