"""Merging in a browser: told of while typing, chosen side by side, and led on from the old address."""

import pytest
from django.contrib.auth.models import Group

from cinterfor.duplicates.pairs import find_pairs
from network.models import Institution
from tests import factories
from tests.admin.forms import address
from tests.browser.complaints import listen

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.proof]


@pytest.fixture
def publishing(page, context, client, django_user_model, live_server):
    """A window of a publisher, which notes what the browser complains of."""
    from cinterfor.desk.roles import make_groups

    make_groups()  # the tests before this one may have emptied the tables
    account = django_user_model.objects.create_user("publica", is_staff=True)
    account.groups.add(Group.objects.get(name="Publicación"))
    client.force_login(account)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    context.add_cookies([cookie])
    page.complaints = listen(page, live_server.url)
    return page


@pytest.mark.parametrize("language", ["es", "pt", "en"])
def test_a_publisher_merges_two_institutions(publishing, client, language):
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
    publishing.locator(f"[name=field-city_{language}][value=second]").check()
    publishing.locator(".merging .submit-row [type=submit]").click()
    publishing.locator(".messagelist .success").wait_for()

    kept.refresh_from_db()
    assert getattr(kept, f"city_{language}") == "Cusco"
    assert product.institutions.get() == kept
    assert client.get(old)["Location"] == kept.get_absolute_url()
    assert publishing.complaints == []
