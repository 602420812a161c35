"""Links that are used up, out of date, taken back or tampered with; and ways out."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail, signing
from django.urls import reverse
from django.utils import timezone

from cinterfor.history.models import Version, Way
from cinterfor.verification.models import FocalPoint, Verification
from network.models import Institution

from .conftest import links, mailed_link, make_due, make_point
from .forms import FORMS, values_of, version_on

pytestmark = [pytest.mark.django_db, pytest.mark.proof]


def test_a_link_can_be_used_once(client):
    make_point()
    url = mailed_link()
    form = {"version": version_on(client, url)}
    client.post(url, form)

    for answer in (client.post(url, form), client.get(url), client.get(url + FORMS["es"])):
        assert answer.status_code == 410
        assert "no-store" in answer["Cache-Control"]
    assert Version.objects.filter(way=Way.VERIFICATION).count() == 1


@pytest.mark.parametrize("page", ["", FORMS["es"]])
def test_expired_revoked_and_tampered_links_say_so_and_reveal_nothing(client, page):
    record = make_due(name="Instituto Reservado")
    make_point(record)
    url = mailed_link()

    with time_machine.travel(timezone.now() + timedelta(days=61)):
        expired = client.get(url + page)
    made_up = reverse("verification", args=["x:y:z"])
    tampered = [client.get(url[:-3] + "x/" + page), client.get(made_up + page)]
    foreign = client.get(reverse("verification", args=[signing.dumps(1, salt="other")]) + page)
    Institution.objects.filter(pk=record.pk).update(publication_status="withdrawn", withdrawal_reason="x")
    withdrawn = client.post(url + page)
    Institution.objects.filter(pk=record.pk).update(publication_status="published")
    Verification.objects.update(state="closed")
    revoked = client.get(url + page)

    assert [answer.status_code for answer in (expired, *tampered, foreign, withdrawn, revoked)] == [
        410,
        404,
        404,
        404,
        410,
        410,
    ]
    for answer in (expired, *tampered, foreign, withdrawn, revoked):
        assert "Reservado" not in answer.content.decode()
        assert "secreta" not in answer.content.decode()


def test_who_leaves_is_asked_no_more_and_their_open_link_is_closed(client):
    point = make_point()
    url = mailed_link()
    way_out = links()[1]

    page = client.get(way_out)
    answer = client.post(way_out, {"note": "Pregunten a Luis"})

    point.refresh_from_db()
    assert page.status_code == 200
    assert client.get(answer["Location"]).status_code == 200
    assert (point.active, point.note) == (False, "Pregunten a Luis")
    assert client.get(url).status_code == 410
    assert client.get(way_out[:-2] + "x/").status_code == 404


def test_a_mail_program_leaves_by_itself(client):
    make_point()
    mailed_link()

    answer = client.post(links()[1], {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 204
    assert not FocalPoint.objects.get().active


def test_many_answers_from_one_address_are_slowed_down_and_lose_nothing(client):
    make_point()
    url = mailed_link() + FORMS["es"]
    values = values_of(client, url) | {"website": "x y", "city_es": "Lima"}

    answers = [client.post(url, values) for _number in range(21)]

    assert [answer.status_code for answer in answers[-2:]] == [400, 429]
    assert answers[-1].context["form"].record["city_es"].value() == "Lima"


def test_no_public_page_or_twin_names_a_focal_point(client):
    record = make_due()
    make_point(record)
    mailed_link()
    mail.outbox.clear()
    pages = [record.get_absolute_url(), "/es/instituciones/"]
    for extension in ("csv", "json", "atom"):
        pages += [f"{record.get_absolute_url().rstrip('/')}.{extension}", f"/es/instituciones.{extension}"]

    for path in pages:
        answer = client.get(path)
        text = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert answer.status_code == 200, path
        assert b"ecreta" not in text, path
    state = Version.objects.of(Institution, record.pk).first().state
    assert "ecreta" not in str(state)
