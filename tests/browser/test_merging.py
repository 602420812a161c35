"""Merging in a browser: told of while typing, chosen side by side, and led on from the old address."""

import pytest

from cinterfor.duplicates.pairs import find_pairs
from network.models import Institution
from tests import factories
from tests.admin.forms import address
from tests.browser.proof.axe import flaws

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.proof]


@pytest.mark.parametrize("language", ["es", "pt", "en"])
def test_a_publisher_merges_two_institutions(window_of, client, language):
    publishing = window_of("publica", "Publicación", language)
    kept = factories.make_institution(name="Escuela Nacional", acronym="ENAP", city="Lima")
    lost = factories.make_institution(name="Escuela Nacional de Oficios", acronym="ENAP", city="Cusco")
    product = factories.make_product(institutions=[lost])
    find_pairs([Institution])
    old = lost.get_absolute_url()

    publishing.goto(address(Institution, "add", language=language))
    publishing.locator(f"#id_acronym_{language}").fill("enap")
    assert publishing.locator(".alike li").count() == 0
    publishing.locator(".alike li").nth(1).wait_for()

    publishing.goto(f"/{language}/admin/duplicates/likelyduplicate/")
    publishing.locator("#result_list a[href*='/merge/']").click()
    publishing.locator(".merging").wait_for()
    assert flaws(publishing) == []
    publishing.locator(f"[name=field-city_{language}][value=second]").check()
    publishing.locator(".merging .submit-row [type=submit]").click()
    publishing.locator(".messagelist .success").wait_for()

    kept.refresh_from_db()
    assert getattr(kept, f"city_{language}") == "Cusco"
    assert product.institutions.get() == kept
    assert client.get(old)["Location"] == kept.get_absolute_url()
    assert publishing.complaints == []
