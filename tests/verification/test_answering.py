"""What a focal point does with the link: confirm, or propose."""

import pytest

from cinterfor.history.models import Act, Version, Way
from cinterfor.publishing.dates import today
from cinterfor.verification.models import Verification
from cinterfor.verification.proposals import changes
from network.models import Institution
from tests import factories
from tests.admin.forms import words

from .conftest import links, mailed_link, make_due, make_point
from .forms import FORMS, values_of, version_on

pytestmark = [pytest.mark.django_db, pytest.mark.proof]


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
