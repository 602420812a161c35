"""From the mailed link to the accepted change, in each language, as people do it."""

import re

import pytest
from django.core import mail
from django.core.cache import cache

from cinterfor.publishing.dates import today
from cinterfor.verification.asking import ask, due
from cinterfor.verification.models import FocalPoint, Verification
from network.models import Institution
from tests import factories
from tests.admin.forms import address
from tests.browser.complaints import listen
from tests.browser.proof.axe import flaws

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.proof]


@pytest.fixture
def mailed(live_server, settings):
    """A focal point of the language, and the address in the mail that it got."""
    cache.clear()
    settings.PORTAL_ADDRESS = live_server.url

    def link(language):
        record = factories.make_institution(name="Antes", website="https://antes.example")
        factories.make_membership(institution=record)
        FocalPoint.objects.create(institution=record, name="Ana", email="ana@example.org", language=language)
        ask(due())
        return re.search(r"https?://\S+", mail.outbox[-1].body)[0]

    return link


@pytest.mark.parametrize("language", ["es", "pt", "en"])
def test_an_institution_proposes_and_an_editor_accepts(
    page, mailed, let_in, admin_user, live_server, language
):
    theme = factories.make_theme()
    page.complaints = complaints = listen(page, live_server.url)

    page.goto(mailed(language))
    assert page.locator("html").get_attribute("lang") == language
    page.locator("a.button--quiet").click()
    page.locator(f"#id_name_{language}").fill("Después")
    page.locator("#id_founded").fill("mil novecientos")
    page.locator("#id_offers-0-theme").select_option(str(theme.pk))
    page.locator(f"#id_offers-0-note_{language}").fill("Cursos")
    page.locator(".form button:visible:not([name])").last.click()
    page.locator(".error-summary").wait_for()
    complaints.clear()  # the browser notes every answer 400
    assert flaws(page) == []
    assert page.locator(f"#id_offers-0-note_{language}").input_value() == "Cursos"
    page.locator("#id_founded").fill("1963")
    page.locator(".form button:visible:not([name])").last.click()
    page.locator(".message--done").wait_for()
    assert complaints == []

    let_in(admin_user)
    page.goto(address(Verification, "change", Verification.objects.get(), language))
    assert flaws(page) == []
    page.locator("input[value='fields/founded']").uncheck()
    page.locator("[name=_publish]").click()
    page.locator(".messagelist .success").wait_for()

    record = Institution.objects.get()
    assert (getattr(record, f"name_{language}"), record.founded) == ("Después", None)
    assert (record.cooperation_offers.get().theme, record.verified_on) == (theme, today())
    assert complaints == []
