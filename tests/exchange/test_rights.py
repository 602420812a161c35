"""Who may import what, and who may not."""

import pytest
from django.urls import reverse

from cinterfor.desk.models import Pending
from cinterfor.exchange.models import Import
from knowledge.models import Product
from network.models import Institution
from tests import factories
from tests.admin.forms import address

from .conftest import as_csv, press, report, send

pytestmark = [pytest.mark.django_db, pytest.mark.proof]


def test_translators_bring_their_language_and_nothing_else(translator, importing):
    record = factories.make_institution(name="Antes", city="Lima")
    rows = [
        {"slug": record.slug, "name_pt": "Depois", "name_es": "No", "website": "https://x.org"},
        {"slug": "nuevo", "name_pt": "Novo", "name_es": "", "website": ""},
    ]

    template = translator.get(address(Institution, "import") + "template/csv/")
    importing(translator, Institution, rows)

    headings = b"".join(template.streaming_content).decode("utf-8-sig").strip().split(",")
    assert set(headings) == {"slug", "name_pt", "acronym_pt", "description_pt", "city_pt"}
    fields = Pending.objects.get().version.state["fields"]
    assert (fields["name_pt"], fields["name_es"], fields["website"]) == ("Depois", "Antes", "")
    assert set(Import.objects.get().passed_over) == {"name_es", "website"}
    assert not Institution.objects.filter(slug="nuevo").exists()


def test_a_writer_cannot_publish_at_once(writer, importing):
    record = factories.make_institution(name="Antes")

    importing(writer, Institution, [{"slug": record.slug, "name_es": "Después"}], publication="at-once")

    record.refresh_from_db()
    assert (record.name_es, Import.objects.get().at_once) == ("Antes", False)


def test_who_may_not_import_is_kept_out(writer, logged_in, publisher, client):
    product = factories.make_product()
    rows = as_csv([{"slug": product.slug, "title": "No"}])
    assert send(writer, Product, rows).status_code == 403
    assert writer.get(address(Product, "import") + "template/csv/").status_code == 403
    send(publisher, Product, rows, publication="at-once")
    report(publisher)

    item = Import.objects.get()
    other = logged_in("otra", "Redacción: conocimiento")
    for browser in (writer, other, client):
        for button in ("carry_out", "undo", "give_up"):
            url = reverse(f"admin:exchange_import_{button}", args=[item.pk])
            assert browser.post(url).status_code in (302, 403, 404)
        page = browser.get(reverse("admin:exchange_import_change", args=[item.pk]))
        assert page.status_code in (302, 403, 404)
    assert (Import.objects.get().state, Product.objects.get().title != "No") == ("ready", True)
    assert publisher.get(reverse("admin:exchange_import_carry_out", args=[item.pk])).status_code == 405


@pytest.mark.parametrize(
    ("publication", "group"), [("at-once", "Redacción: red"), ("beside", "Traducción: portugués")]
)
def test_who_lost_a_right_does_not_carry_out_what_was_looked_at(
    publisher, django_user_model, publication, group
):
    record = factories.make_institution(name="Antes")
    rows = as_csv([{"slug": record.slug, "name_es": "Después"}])
    send(publisher, Institution, rows, publication=publication)
    report(publisher)
    account = django_user_model.objects.get(username="publica")
    account.groups.set(account.groups.model.objects.filter(name=group))

    assert press(publisher, "carry_out").status_code == 403

    record.refresh_from_db()
    assert record.name_es == "Antes"
    assert not Pending.objects.exists()
