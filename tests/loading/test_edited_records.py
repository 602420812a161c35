"""Whatever somebody has edited, the loader leaves alone."""

import pytest

from agreements.models import Agreement
from cinterfor.publishing.models import Address
from knowledge.models import Event, Person, Product, Series, Theme
from network.models import Country, Institution

pytestmark = pytest.mark.django_db


def _left_alone(report):
    return [line.partition(":")[0] for line in report.left_alone]


def test_a_second_load_changes_nothing(folder, make):
    files = {"countries": [make("countries")], "institutions": [make("institutions")]}
    first = folder(**files)
    stamps = list(Institution.objects.values_list("changed_at"))

    second = folder()

    assert (first.created, second.created, second.updated, second.unchanged) == (2, 0, 0, 2)
    assert list(Institution.objects.values_list("changed_at")) == stamps


def test_a_changed_file_updates_a_record_that_nobody_edited(folder, make):
    folder(countries=[make("countries")])

    report = folder(countries=[make("countries", name_en="Oriental Republic", capital_lat=-34.9)])

    assert report.updated == 1
    assert Country.objects.get().name_en == "Oriental Republic"


def test_an_edited_record_is_left_alone_and_reported(folder, make):
    folder(countries=[make("countries")])
    country = Country.objects.get()
    country.name_pt = "República Oriental do Uruguai"
    country.save()

    report = folder(countries=[make("countries", name_en="Other")])

    assert _left_alone(report) == ["countries · UY"]
    assert Country.objects.get().name_en == "Uruguay"


def test_an_edited_membership_counts_as_an_edit_of_its_institution(folder, make):
    institution = make("institutions", membership="constituent", membership_basis="definition")
    folder(countries=[make("countries")], institutions=[institution])
    membership = Institution.objects.get().memberships.get()
    membership.begins = "1990"
    membership.save()

    report = folder(institutions=[institution | {"acronym": "X"}])

    assert _left_alone(report) == ["institutions · uy-inefop"]
    assert Institution.objects.get().acronym == ""


def test_an_edited_relation_counts_as_an_edit(folder, make):
    folder(countries=[make("countries")], agreements=[make("agreements", countries=["UY"])])
    Agreement.objects.get().countries.clear()

    report = folder()

    assert _left_alone(report) == ["agreements · one"]
    assert not Agreement.objects.get().countries.exists()


def test_a_record_made_by_hand_is_left_alone(folder, make):
    Country.objects.create(code="UY", name_es="A mano", region="south-america")

    report = folder(countries=[make("countries")])

    assert _left_alone(report) == ["countries · UY"]
    assert Country.objects.get().name_es == "A mano"


def test_a_public_record_that_was_deleted_is_not_made_again(folder, make):
    folder(countries=[make("countries")], knowledge_products=[make("knowledge_products")])
    Product.objects.get().delete()

    report = folder()

    assert _left_alone(report) == ["knowledge_products · work"]
    assert not Product.objects.exists()
    assert Address.objects.get(record_type="product").record_id is None


def test_a_record_that_got_another_address_is_found_again_and_still_referred_to(folder, make):
    folder(countries=[make("countries")], institutions=[make("institutions")])
    institution = Institution.objects.get()
    institution.slug = "inefop"
    institution.save()

    report = folder(events=[make("events", host=["uy-inefop"])])

    assert "institutions · uy-inefop" in _left_alone(report)
    assert Event.objects.get().hosts.get() == institution
    assert (
        Institution.objects.filter(pk=institution.pk, slug="inefop").count()
        == Institution.objects.count()
        == 1
    )


def test_a_text_that_is_null_or_left_out_never_erases_one(folder, make):
    full = make("themes", scope_note_es="Nota", scope_note_pt="Nota", aliases_es=["a", "b"], aliases_pt=["c"])
    folder(themes=[full | {"scope_note_source": "OIT", "scope_note_url": "https://oit.org/r195"}])

    poorer = make("themes", aliases_es=["a"])
    poorer.pop("scope_note_es", None)
    folder(themes=[poorer | {"scope_note_pt": None}])

    theme = Theme.objects.get(slug="youth")
    assert theme.scope_note_es == theme.scope_note_pt == "<p>Nota</p>"
    assert theme.alt_labels_es.splitlines() == ["a", "b"]
    assert theme.alt_labels_pt == "c"
    assert (theme.scope_note_source, theme.scope_note_url) == ("OIT", "https://oit.org/r195")


def test_a_persons_corrected_name_stays(folder, make):
    folder(
        knowledge_products=[make("knowledge_products", authors=[{"name": "Ana Paz Ruiz", "role": "author"}])]
    )
    Person.objects.update(given_name="Ana Paz", family_name="Ruiz")

    report = folder()

    assert report.unchanged == 1
    assert Person.objects.get().given_name == "Ana Paz"


def test_a_partner_that_an_editor_deleted_is_not_made_again_under_its_name(folder, make):
    folder(events=[make("events", other_hosts=["OIT"])])
    Event.objects.get().delete()
    Institution.objects.get().delete()

    folder(events=[make("events", id="later", other_hosts=["OIT"])])

    assert not Institution.objects.exists()
    assert not Event.objects.get(slug="later").hosts.exists()


def test_a_printed_series_becomes_a_record_once_and_an_edited_number_is_left_alone(folder, make):
    works = [
        make("knowledge_products", id=f"obra-{number}", series=f"Boletín, {number}", type="bulletin")
        for number in (9, 10)
    ]
    folder(knowledge_products=works)
    Product.objects.filter(slug="obra-9").update(number="9a")

    report = folder()

    assert list(Series.objects.values_list("title", "kind")) == [("Boletín", "periodical")]
    assert sorted(Product.objects.values_list("number", flat=True)) == ["10", "9a"]
    assert (_left_alone(report), report.unchanged) == (["knowledge_products · obra-9"], 1)
