"""Asking the Centre: without a cookie, without losing a word, and each request once."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone, translation

from cinterfor.publishing.stamps import MOST, new_stamp
from cinterfor.requests.askings import ASKINGS
from cinterfor.requests.models import Request
from tests import factories

pytestmark = pytest.mark.django_db
ANA = {"name": "Ana Silva", "email": "ana@example.org", "organisation_name": "INA", "language": "pt"}
WORDS = "Precisamos de apoio"


@pytest.fixture(autouse=True)
def nobody_has_asked():
    cache.clear()


def stamp(age=10):
    """Of a form that was handed out so many seconds ago."""
    with time_machine.travel(timezone.now() - timedelta(seconds=age)):
        return new_stamp()


@pytest.fixture
def ask(client, django_capture_on_commit_callbacks):
    """Send a form that is filled in well but for the values given; mails go out at its end."""

    def send(kind="contact", age=10, **values):
        sent = {"stamp": stamp(age), "message": WORDS} | ANA | values
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(reverse("request", args=[kind]), sent)

    return send


@pytest.mark.parametrize("kind", ASKINGS)
def test_each_kind_of_request_is_received_with_a_number(client, ask, kind):
    country = factories.make_country(code="XU")
    member = factories.make_institution(acronym="INA", country=country, slug="ina")

    answer = ask(kind, country="xu", institution="ina")

    request = Request.objects.get()
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"?sent={request.number}")
    assert request.number in client.get(answer["Location"]).content.decode()
    assert (request.kind, request.message, request.status) == (kind, WORDS, "received")
    assert kind == "correction" or (request.organisation, request.country) == (member, country)


def test_who_asks_gets_a_receipt_and_the_staff_a_notice_without_a_word_of_what_was_typed(ask, settings):
    settings.REPORTS_EMAIL = ["pedidos@example.org"]
    factories.make_country(slug="xu", code="XU")

    ask("technical-assistance", country="xu")

    receipt, notice = mail.outbox
    number = Request.objects.get().number
    assert (receipt.to, notice.to) == (["ana@example.org"], ["pedidos@example.org"])
    assert number in receipt.subject and number in notice.subject
    assert "/es/admin/requests/request/" in notice.body
    typed = {"Ana Silva", "ana@example.org", WORDS}
    assert not any(words in f"{letter.subject} {letter.body}" for letter in mail.outbox for words in typed)
    with translation.override("pt"):  # the language asked for
        assert receipt.body.startswith(translation.gettext("Good day,"))


def test_a_form_sent_twice_is_one_request_and_one_mail(ask):
    sent = {"stamp": stamp()}

    first, second = ask(**sent), ask(**sent)

    assert first["Location"] == second["Location"]
    assert Request.objects.count() == len(mail.outbox) == 1


def test_another_text_in_a_form_that_was_sent_is_kept_and_can_be_sent(ask):
    sent = {"stamp": stamp()}
    ask(**sent)

    answer = ask(**sent, message="Otra cosa")

    form = answer.context["form"]
    assert answer.status_code == 409
    assert form["message"].value() == "Otra cosa"
    assert form.stamp != sent["stamp"]
    assert Request.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"age": 1}, "__all__"),
        ({"age": MOST + 60}, "__all__"),
        ({"stamp": "made up"}, "__all__"),
        ({"website": "http://spam.example"}, "__all__"),
        ({"name": "Ana\nBcc: v@evil.example"}, "name"),
        ({"name": "A\x00na"}, "name"),
        ({"email": "ana@example.org\nBcc: v@evil.example"}, "email"),
        ({"organisation_name": "x" * 201}, "organisation_name"),
        ({"message": ""}, "message"),
        ({"message": "Á" * 1_000_000}, "message"),
        ({"message": "x\x00"}, "message"),
        ({"language": "de"}, "language"),
    ],
)
def test_what_is_refused_stands_in_the_form_again_and_nothing_is_sent(ask, values, field):
    answer = ask(**values)

    form = answer.context["form"]
    typed = {"message": WORDS} | ANA | values
    assert answer.status_code == 400
    assert field in form.errors
    assert all(form[name].value() == typed[name] for name in (*ANA, "message"))
    assert not Request.objects.exists()
    assert not mail.outbox


@pytest.mark.parametrize(
    ("name", "slug"),
    [("country", "nothing"), ("theme", "x\x00"), ("theme", "9" * 300), ("institution", "borrador")],
)
def test_a_made_up_or_hidden_record_is_refused_at_its_field(ask, name, slug):
    factories.make_institution(slug="borrador", publication_status="draft")

    answer = ask("put-in-touch", **{name: slug})

    assert name in answer.context["form"].errors


def test_a_form_that_was_too_fast_is_taken_when_it_comes_again(ask):
    fast = ask(age=1)

    with time_machine.travel(timezone.now() + timedelta(seconds=5)):
        again = ask(stamp=fast.context["form"].stamp)

    assert again.status_code == 302


def test_many_requests_are_slowed_down_by_address_and_by_person_and_nothing_is_lost(client, ask):
    of_one = [ask().status_code for _number in range(6)]
    cache.clear()
    of_many = [ask(email=f"p{number}@example.org") for number in range(11)]

    assert of_one == [302] * 5 + [429]
    assert [answer.status_code for answer in of_many] == [302] * 10 + [429]
    assert of_many[-1].context["form"]["message"].value() == WORDS
    assert Request.objects.count() == len(mail.outbox) == 15


def test_a_text_of_as_many_characters_as_allowed_may_have_several_lines(ask):
    assert ask(message="á\r\n" * 2000).status_code == 302


def test_a_text_beyond_what_is_read_at_all_is_told_to_be_too_long(ask):
    answer = ask(message="x" * 3_000_000)

    assert answer.status_code == 413 and not Request.objects.exists()
    with translation.override("es"):
        assert translation.gettext("What was sent is too long") in answer.content.decode()


def test_browsers_cut_nothing_of_what_is_pasted(client):
    form = client.get(reverse("request", args=["contact"])).context["form"]

    assert "maxlength" not in str(form["message"])


def test_the_form_sets_no_cookie_and_knows_what_its_address_says(client):
    theme, member = factories.make_theme(slug="calidad"), factories.make_institution(slug="ina")

    answer = client.get(reverse("request", args=["put-in-touch"]) + "?institution=ina&theme=calidad")

    form = answer.context["form"]
    assert not answer.cookies
    assert (form["institution"].value(), form["theme"].value()) == ("ina", "calidad")
    assert str(theme) in answer.content.decode() and str(member) in answer.content.decode()


def test_a_request_from_a_page_says_which_record_it_is_about(client, ask):
    product = factories.make_product(slug="una-obra")
    page = product.get_absolute_url()
    form = client.get(reverse("request", args=["paper-copy"]), {"page": page}).context["form"]

    ask("paper-copy", page=page, record=form["record"].value())

    request = Request.objects.get()
    assert (request.record_type, request.record_slug, request.page) == ("product", "una-obra", page)


@pytest.mark.parametrize("page", ["//evil.example/", "https://evil.example/", "/\\evil.example", "/x\ny"])
def test_a_request_about_a_foreign_or_odd_page_is_about_the_site(ask, page):
    ask("correction", page=page)

    assert Request.objects.get().page == "/"


def test_the_address_of_the_former_form_leads_on_with_what_was_known_and_typed(client):
    old = "/es/informar-un-problema/"

    report, document = client.get(f"{old}?page=/es/temas/"), client.get(f"{old}?page=/x/&ask=document")
    posted = client.post(old, {"page": "/es/temas/", "message": WORDS}, follow=True)

    assert report["Location"] == "/es/solicitudes/correction/?page=%2Fes%2Ftemas%2F"
    assert document["Location"] == "/es/solicitudes/paper-copy/?page=%2Fx%2F"
    assert posted.status_code == 400
    assert posted.context["form"]["message"].value() == WORDS


def test_an_unknown_kind_is_not_found(client):
    assert client.get("/es/solicitudes/nothing/").status_code == 404


def test_a_form_asks_the_database_equally_often_however_much_there_is(client, django_assert_num_queries):
    for _number in range(3):
        factories.make_institution()
        factories.make_theme()

    with django_assert_num_queries(5):  # three lists to choose from, the menus and the site notice
        client.get(reverse("request", args=["technical-assistance"]))
