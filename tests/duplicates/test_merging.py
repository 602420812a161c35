"""Making one of two: nothing is lost, and every old address leads on."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import gettext

from agreements.models import ExpiryMail
from cinterfor.duplicates.models import Merge
from cinterfor.history.models import Act, Version
from cinterfor.publishing.models import FormerAddress, Record
from cinterfor.verification.models import FocalPoint, Verification
from cinterfor.watch.models import Subscription
from knowledge.models import Product, Theme
from network.models import Institution
from tests import factories
from tests.admin.forms import address, words

from .conftest import make_expiry_mail, make_request, make_subscription, pointing_to
from .merging import everything, merge, merge_page, paths_of

pytestmark = [pytest.mark.django_db, pytest.mark.proof]


def test_all_that_pointed_to_the_lost_record_points_to_the_kept_one_and_so_do_its_addresses(
    publisher, client, pair
):
    kept, lost = pair
    before = pointing_to(kept, lost)
    assert set(before.values()) <= {1}
    old = give_addresses(lost) if isinstance(lost, Record) else {}

    assert merge(publisher, kept, lost).status_code == 302

    assert not type(lost).objects.filter(pk=lost.pk).exists()
    assert pointing_to(kept) == before
    kept.refresh_from_db()
    now = list(paths_of(kept)) if old else []
    for slug, paths in old.items():
        for was, leads_to in zip(paths, now, strict=True):
            answer = client.get(was)
            assert (answer.status_code, answer["Location"]) == (301, leads_to)
        name = type(lost).record_type().name
        answer = client.get(f"/id/{name}/{slug}", headers={"accept-language": "pt"})
        assert (answer.status_code, answer["Location"]) == (303, now[1])
    if old:
        assert client.get("/node/7")["Location"] == now[0]
        assert client.get(now[0]).status_code == 200


def give_addresses(record):
    """The paths in three languages by slug: of a country one, else also that before it was renamed."""
    FormerAddress.objects.create(
        path="/node/7", record_type=type(record).record_type().name, slug=record.slug
    )
    found = {record.slug: list(paths_of(record))}
    if type(record).__name__ != "Country":
        record.slug += "-x"
        record.save()
        found[record.slug] = list(paths_of(record))
    return found


def test_a_merge_is_undone_with_all_that_was_moved(publisher, pair):
    kept, lost = pair
    before, counts = everything(), pointing_to(lost)
    merge(publisher, kept, lost)
    done = Merge.objects.get()
    url = f"{address(type(kept), 'merge')}{done.pk}/undo/"
    assert publisher.get(url).status_code == 200

    answer = publisher.post(url)

    assert answer["Location"] == address(type(kept), "change", lost)
    assert everything() == before
    assert pointing_to(lost) == counts
    if isinstance(lost, Record):
        assert publisher.get(lost.get_absolute_url()).status_code == 200
    assert publisher.post(url).status_code == 409


def test_both_histories_tell_of_the_merge_and_the_lost_one_is_not_offered_for_recovery(publisher):
    kept, lost = (factories.make_institution(name=name) for name in ("Queda", "Se va"))

    merge(publisher, kept, lost)

    for record in (kept, lost):
        newest = Version.objects.latest_of(Institution, record.pk)
        assert (newest.act, newest.by_name, newest.batch.kind) == (Act.MERGED, "publica", "merge")
        assert "Se va" in newest.note
    page = publisher.get(address(Institution, "deleted"))
    assert not page.context["page"].object_list
    assert "Se va" in words(publisher.get(address(Merge, "changelist")))


def test_what_is_chosen_is_kept_and_lists_are_united(publisher):
    kept = factories.make_institution(name_es="A", city="Lima", source=["Acta 1"], website="")
    lost = factories.make_institution(
        name_es="B", city="Cusco", source=["Acta 2"], website="https://b.org/", former_names=["Vieja"]
    )

    merge(publisher, kept, lost, city_es="second", slug="second")

    kept.refresh_from_db()
    assert (kept.name_es, kept.city_es, kept.city_pt, kept.website) == (
        "A",
        "Cusco",
        "Lima",
        "https://b.org/",
    )
    assert (kept.slug, kept.source) == (lost.slug, ["Acta 1", "Acta 2"])
    assert kept.former_names == ["Vieja", "B", lost.name_pt, lost.name_en]


def test_a_theme_keeps_the_other_labels_language_by_language(publisher):
    kept = factories.make_theme(name_pt="Emprego", alt_labels_pt="Trabalho")
    lost = factories.make_theme(name_pt="Ocupação", alt_labels_pt="Trabalho\nLabor", name_es="Ocupación")

    merge(publisher, kept, lost)

    kept.refresh_from_db()
    assert kept.alt_labels_pt.splitlines() == ["Trabalho", "Labor", "Ocupação"]
    assert kept.alt_labels_es == "Ocupación"
    assert list(Theme.objects.matching("Ocupação")) == [kept]


def test_a_person_stays_on_works_as_printed_and_once_in_each_role(publisher):
    kept = factories.make_person(given_name="Fernando", family_name="Vargas Zúñiga")
    lost = factories.make_person(given_name="Fernando", family_name="Vargas")
    alone, both = factories.make_product(), factories.make_product()
    alone.contributions.create(person=lost)
    both.contributions.create(person=lost, position=2)
    both.contributions.create(person=kept, position=1)

    merge(publisher, kept, lost)

    assert alone.contributions.get().name_as_printed == "Fernando Vargas"
    assert (both.contributions.get().person, both.contributions.get().name_as_printed) == (kept, "")
    assert list(Product.objects.matching("Vargas").order_by("pk")) == [alone, both]


def test_rows_that_say_the_same_are_joined(publisher):
    kept, lost = factories.make_institution(), factories.make_institution()
    kept.memberships.create(kind="constituent", basis="documented", source=["a"])
    lost.memberships.create(kind="constituent", basis="documented", begins="1963", source=["b"])
    lost.memberships.create(kind="associate", basis="documented", begins="1950", ends="1960")
    agreement = factories.make_agreement()
    for position, member in enumerate((kept, lost)):
        agreement.parties.create(institution=member, position=position)

    merge(publisher, kept, lost)

    rows = kept.memberships.values_list("kind", "begins", "source")
    assert sorted(rows) == [("associate", "1950", []), ("constituent", "1963", ["a", "b"])]
    assert agreement.parties.get().institution == kept


def test_what_points_to_a_row_that_is_joined_points_to_its_twin(publisher):
    kept, lost = factories.make_institution(), factories.make_institution()
    points = [
        FocalPoint.objects.create(institution=record, name="Ana", email="ana@example.org")
        for record in (kept, lost)
    ]
    asked = Verification.objects.create(institution=lost, focal_point=points[1], state="closed")

    merge(publisher, kept, lost)

    asked.refresh_from_db()
    assert (asked.institution, asked.focal_point) == (kept, points[0])


def test_what_the_portal_noted_for_itself_stands_in_the_way_of_no_merge(publisher):
    kept, lost = factories.make_agreement(), factories.make_agreement()
    themes = factories.make_theme(), factories.make_theme()
    for number, (agreement, theme) in enumerate(zip((kept, lost), themes, strict=True)):
        sent = timezone.now() - timedelta(hours=number)
        make_expiry_mail(agreement=agreement, sent_at=sent)
        make_subscription(theme=theme, confirmed_at=sent if theme == themes[1] else None)

    answers = [merge(publisher, kept, lost), merge(publisher, *themes)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert ExpiryMail.objects.get().agreement == kept
    assert Subscription.objects.confirmed().get().theme == themes[0]


def test_who_sees_no_requests_is_not_told_that_some_move(publisher, admin_client):
    kept, lost = factories.make_institution(), factories.make_institution()
    request = make_request(organisation=lost)

    pages = [words(merge_page(client, kept, lost)) for client in (publisher, admin_client)]
    merge(publisher, kept, lost)

    label = gettext("institution that asks")
    assert [label in page for page in pages] == [False, True]
    request.refresh_from_db()
    assert request.organisation == kept
