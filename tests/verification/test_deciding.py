"""What editors make of a proposal: field by field, at once or as a pending version, or not at all."""

import pytest
from django.core import mail
from django.urls import reverse

from cinterfor.desk.models import Pending
from cinterfor.history.models import Act, SecurityEvent, Version, Way
from cinterfor.publishing.dates import today
from cinterfor.verification.models import FocalPoint, Verification
from network.models import Institution
from tests import factories
from tests.admin.forms import address, words
from tests.desk.conftest import account_in, logged_in, publisher, translator, writer  # noqa: F401

from .conftest import mailed_link, make_due, make_point
from .test_answering import FORMS, values_of

pytestmark = [pytest.mark.django_db, pytest.mark.proof]


@pytest.fixture
def asked(client):
    """A proposal with three changes; `offer` is a new row."""
    theme = factories.make_theme()
    point = make_point(make_due(name="Antes", city="Lima"), language="pt")
    url = mailed_link() + FORMS["pt"]
    changed = {"name_es": "Después", "city_es": "Cusco", "offers-0-theme": theme.pk, "note": "Nota"}
    assert client.post(url, values_of(client, url) | changed).status_code == 302
    mail.outbox.clear()
    assert point.verifications.count() == 1
    return Verification.objects.get()


def page_of(asked):
    return address(Verification, "change", asked)


def decide(client, asked, taken=None, **values):
    form = client.get(page_of(asked)).context["form"]
    chosen = [key for key in form.chosen() if taken is None or key in taken or key.split("/")[0] in taken]
    return client.post(page_of(asked), {"seen": form.version, "taken": chosen} | values)


def test_the_page_shows_each_change_word_by_word_and_the_note(publisher, asked):  # noqa: F811
    page = publisher.get(page_of(asked))

    assert "<del>Antes</del><ins>Después</ins>" in page.content.decode()
    assert "Nota" in words(page)
    assert len(page.context["changes"]) == 3


def test_a_publisher_accepts_at_once_and_the_record_is_verified(publisher, asked):  # noqa: F811
    answer = decide(publisher, asked, _publish="yes", tell="on")

    record = Institution.objects.get(pk=asked.institution_id)
    asked.refresh_from_db()
    version = Version.objects.of(Institution, record.pk).first()
    assert answer.status_code == 302
    assert (record.name_es, record.city_es, record.verified_on) == ("Después", "Cusco", today())
    assert record.cooperation_offers.get().stated_on == today()
    assert (asked.state, asked.handled_by.username) == ("accepted", "publica")
    assert (version.way, version.act, version.by_name) == (Way.VERIFICATION, Act.VERIFIED, "publica")
    assert mail.outbox[0].to == ["ana.secreta@example.org"]
    assert "/pt/instituicoes/" in mail.outbox[0].body


def test_only_what_is_ticked_is_accepted(publisher, asked):  # noqa: F811
    decide(publisher, asked, taken=["fields/name_es"], _publish="yes", tell="on")

    record = Institution.objects.get(pk=asked.institution_id)
    asked.refresh_from_db()
    assert (record.name_es, record.city_es, record.cooperation_offers.count()) == ("Después", "Lima", 0)
    assert asked.state == "partly"


def test_who_only_writes_accepts_into_a_pending_version(writer, asked):  # noqa: F811
    answer = decide(writer, asked, _publish="yes")

    record = Institution.objects.get(pk=asked.institution_id)
    fields = Pending.objects.get().version.state["fields"]
    assert answer.status_code == 302
    assert (record.name_es, record.verified_on) == ("Antes", None)
    assert (fields["name_es"], fields["verified_on"]) == ("Después", today().isoformat())
    assert Pending.objects.get().version.act == Act.PREPARED
    assert not mail.outbox


def test_what_was_changed_here_meanwhile_is_kept_and_shown(publisher, asked):  # noqa: F811
    Institution.objects.filter(pk=asked.institution_id).update(
        city_es="Arequipa", website="https://a.example"
    )

    page = publisher.get(page_of(asked))
    decide(publisher, asked, taken=["fields/name_es"], _publish="yes")

    record = Institution.objects.get(pk=asked.institution_id)
    assert "Arequipa" in words(page)
    assert (record.name_es, record.city_es, record.website) == ("Después", "Arequipa", "https://a.example")


def test_a_decision_on_a_page_that_is_no_longer_true_is_asked_again(publisher, asked):  # noqa: F811
    seen = publisher.get(page_of(asked)).context["form"].version
    Institution.objects.filter(pk=asked.institution_id).update(name_es="Otro")

    answer = publisher.post(page_of(asked), {"seen": seen, "taken": ["fields/name_es"], "_publish": "y"})

    assert answer.status_code == 400
    assert Institution.objects.get(pk=asked.institution_id).name_es == "Otro"


def test_a_row_that_was_recorded_here_meanwhile_cannot_come_twice(publisher, asked):  # noqa: F811
    (row,) = asked.proposal["rows"]["cooperation_offers"].values()
    asked.institution.cooperation_offers.create(direction="offers", theme_id=row["theme_id"])

    answer = decide(publisher, asked, _publish="yes")

    asked.refresh_from_db()
    assert (answer.status_code, asked.state) == (400, "waiting")
    assert asked.institution.cooperation_offers.count() == 1


def test_a_proposal_is_rejected_with_a_reason_that_the_mail_tells(publisher, asked):  # noqa: F811
    refused = decide(publisher, asked, _reject="yes")
    decide(publisher, asked, _reject="yes", reply="Falta una fuente.", tell="on")

    record = Institution.objects.get(pk=asked.institution_id)
    asked.refresh_from_db()
    assert refused.status_code == 400
    assert (asked.state, record.name_es, record.verified_on) == ("rejected", "Antes", None)
    assert "Falta una fuente." in mail.outbox[0].body


def test_a_proposal_is_decided_once(publisher, asked):  # noqa: F811
    form = publisher.get(page_of(asked)).context["form"]
    decide(publisher, asked, _reject="yes", reply="No")

    publisher.post(page_of(asked), {"seen": form.version, "taken": form.chosen(), "_publish": "yes"})

    assert Institution.objects.get(pk=asked.institution_id).name_es == "Antes"


def test_who_may_not_decide_or_see_focal_points(translator, logged_in, asked):  # noqa: F811
    for client in (translator, logged_in("otra", "Redacción: conocimiento")):
        assert client.get(page_of(asked)).status_code == 403
        assert client.post(page_of(asked), {"_reject": "y", "reply": "x"}).status_code == 403
        assert client.get(address(FocalPoint, "changelist")).status_code == 403
        assert client.get(address(Verification, "changelist") + "export/").status_code == 403


def test_the_list_is_exported_as_it_is_filtered_and_the_log_knows(publisher, asked):  # noqa: F811
    make_point(name="=HYPERLINK()", email="x@example.org").verifications.create(institution=make_due())

    url = reverse("admin:verification_verification_export")
    every = b"".join(publisher.get(url).streaming_content).decode()
    waiting = b"".join(publisher.get(url, {"state__exact": "waiting"}).streaming_content).decode()

    assert every.startswith("\ufeff")
    assert "'=HYPERLINK()" in every
    assert (len(every.splitlines()), len(waiting.splitlines())) == (3, 2)
    assert SecurityEvent.objects.filter(kind="exported").count() == 2


def test_a_link_is_taken_back_and_a_focal_point_asked_from_the_admin(publisher, client):  # noqa: F811
    point = make_point()
    chosen = {"_selected_action": [point.pk]}
    publisher.post(address(FocalPoint, "changelist"), chosen | {"action": "ask_now"})
    asked = Verification.objects.get()

    publisher.post(
        address(Verification, "changelist"), {"_selected_action": [asked.pk], "action": "take_back"}
    )

    asked.refresh_from_db()
    assert len(mail.outbox) == 1
    assert asked.state == "closed"
