"""What a focal point does with the link: confirm, propose, leave; and links that no longer lead anywhere."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail, signing
from django.urls import reverse
from django.utils import timezone

from cinterfor.history.models import Act, Version, Way
from cinterfor.publishing.dates import today
from cinterfor.verification.models import FocalPoint, Verification
from cinterfor.verification.proposals import changes
from network.models import Institution
from tests import factories
from tests.admin.forms import sent, words

from .conftest import links, mailed_link, make_due, make_point

pytestmark = [pytest.mark.django_db, pytest.mark.proof]
FORMS = {"es": "propuesta/", "pt": "proposta/", "en": "proposal/"}


def values_of(client, url):
    """The form as a browser would send it back."""
    form = client.get(url).context["form"]
    values = {}
    for part in (form.record, *form.rows, *form.offers.forms, *form.seeks.forms):
        for bound in getattr(part, "management_form", part):
            if bound.value() is not None and bound.value() is not False:
                values |= sent(bound)
    return values


def version_on(client, url):
    return client.get(url).context["version"]


@pytest.mark.parametrize("language", ["es", "pt", "en"])
def test_one_click_confirms_the_record_and_the_history_says_by_which_way(client, language):
    point = make_point(make_due(name="SENAI"), language=language)
    url = mailed_link()

    page = client.get(url)
    answer = client.post(url, {"version": page.context["version"]})

    record = Institution.objects.get()
    version = Version.objects.of(Institution, record.pk).first()
    asked = Verification.objects.get()
    assert f'<html lang="{language}"' in page.content.decode()
    assert "SENAI" in words(page)
    assert answer.status_code == 302
    assert client.get(answer["Location"]).status_code == 200
    assert record.verified_on == today()
    assert (version.way, version.act, version.by_name) == (Way.VERIFICATION, Act.VERIFIED, "")
    assert point.name not in version.note
    assert (asked.state, asked.answer) == ("accepted", "correct")
    assert None not in (asked.opened_at, asked.answered_at)


def test_the_pages_behind_a_link_are_kept_by_nobody_and_set_no_cookie(client):
    make_point()
    url = mailed_link()

    for page in (client.get(url), client.get(url + FORMS["es"]), client.get(links()[1])):
        assert page.status_code == 200
        assert "no-store" in page["Cache-Control"]
        assert "noindex" in page["X-Robots-Tag"]
        assert page["Referrer-Policy"] == "no-referrer"
        assert not page.cookies
        assert f"page={url}" not in page.content.decode()


def test_a_proposal_waits_and_the_public_record_stays_as_it_is(client, settings):
    settings.REPORTS_EMAIL = ["editores@example.org"]
    theme = factories.make_theme()
    record = make_due(name="Antes", description="<h2>Uno</h2><p>Dos <strong>tres</strong>.</p>")
    make_point(record)
    url = mailed_link() + FORMS["es"]

    answer = client.post(
        url,
        values_of(client, url)
        | {
            "name_es": "Después",
            "working_languages": ["es", "gn"],
            "offers-0-theme": theme.pk,
            "offers-0-note_es": "Cursos en línea",
            "note": "Gracias",
        },
    )

    asked = Verification.objects.get()
    state = asked.proposal
    record.refresh_from_db()
    assert answer.status_code == 302
    assert (asked.state, asked.note) == ("waiting", "Gracias")
    assert (record.name_es, record.verified_on, record.cooperation_offers.count()) == ("Antes", None, 0)
    assert state["fields"]["name_es"] == "Después"
    assert state["fields"]["description_es"] == record.description_es
    (row,) = state["rows"]["cooperation_offers"].values()
    assert (row["theme_id"], row["note_es"], row["stated_on"]) == (
        theme.pk,
        "Cursos en línea",
        today().isoformat(),
    )
    assert {change.place[1] for change in changes(asked.base.state, state)} == {
        "name_es",
        "working_languages",
        "cooperation_offers",
    }


def test_what_was_typed_is_shown_again_with_the_errors_at_their_places(client):
    make_point()
    url = mailed_link() + FORMS["es"]

    page = client.post(
        url,
        values_of(client, url)
        | {"website": "javascript:alert(1)", "city_pt": "Cidade", "seeks-0-note_es": "Sin tema"},
    )

    form = page.context["form"]
    assert page.status_code == 400
    assert form.record["city_pt"].value() == "Cidade"
    assert form.record["website"].errors
    assert form.seeks.forms[0]["theme"].errors
    assert 'href="#id_seeks-0-theme"' in page.content.decode()
    assert Verification.objects.get().state == "asked"


@pytest.mark.parametrize(
    ("field", "text"),
    [("name_es", "a\x00b"), ("name_es", "x" * 301), ("description_es", "x" * 20_001), ("founded", "ayer")],
)
def test_hostile_or_too_much_text_is_refused_in_words(client, field, text):
    make_point()
    url = mailed_link() + FORMS["es"]

    page = client.post(url, values_of(client, url) | {field: text})

    assert page.status_code == 400
    assert page.context["form"].record[field].errors


def test_a_script_is_only_text(client):
    make_point()
    url = mailed_link() + FORMS["es"]

    client.post(url, values_of(client, url) | {"description_es": "Uno\n\n<script>alert(1)</script>"})

    stored = Verification.objects.get().proposal["fields"]["description_es"]
    assert stored == "<p>Uno</p><p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"


@pytest.mark.parametrize(
    "tampered",
    [
        {"offers-TOTAL_FORMS": "many"},
        {"offers-TOTAL_FORMS": "100000"},
        {"offers-0-id": "1", "offers-INITIAL_FORMS": "1", "offers-0-theme": "1"},
        {"offers-0-theme": "0x"},
        {"version": "9" * 19, "founded": "x"},
        {"version": "x", "founded": "x"},
    ],
)
def test_a_form_that_was_tampered_with_is_refused(client, tampered):
    make_point()
    url = mailed_link() + FORMS["es"]

    answer = client.post(url, values_of(client, url) | tampered)

    assert answer.status_code == 400
    assert Verification.objects.get().state == "asked"


def test_more_rows_keep_what_was_typed(client):
    make_point()
    url = mailed_link() + FORMS["es"]
    values = values_of(client, url) | {"city_es": "Lima", "more_offers": "yes"}

    page = client.post(url, values)

    assert page.status_code == 200
    assert len(page.context["form"].offers.forms) == 4
    assert page.context["form"].record["city_es"].value() == "Lima"


def test_nothing_changed_is_no_proposal_but_a_note_alone_is(client):
    make_point()
    url = mailed_link() + FORMS["es"]
    values = values_of(client, url)

    refused = client.post(url, values)
    accepted = client.post(url, values | {"note": "Pronto cambia el nombre."})

    assert (refused.status_code, accepted.status_code) == (400, 302)


def test_an_answer_is_compared_with_what_its_page_showed(client):
    record = make_due(name="Antes", city="Lima")
    make_point(record)
    url = mailed_link() + FORMS["es"]
    values = values_of(client, url)
    Institution.objects.filter(pk=record.pk).update(city_es="Cusco")

    client.post(url, values | {"name_es": "Después"})

    asked = Verification.objects.get()
    places = {change.place[1] for change in changes(asked.base.state, asked.proposal)}
    assert places == {"name_es"}


def test_a_page_that_changed_meanwhile_is_not_confirmed_unread(client):
    record = make_due(city="Lima")
    make_point(record)
    url = mailed_link()
    version = version_on(client, url)
    Institution.objects.filter(pk=record.pk).update(city_es="Cusco")

    answer = client.post(url, {"version": version})

    record.refresh_from_db()
    assert answer.status_code == 409
    assert record.verified_on is None


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
