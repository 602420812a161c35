"""Telling of records that may be the same: while typing, after saving, and for the whole portal."""

import pytest
from django.core.management import call_command

from cinterfor.duplicates.models import ComparedName, LikelyDuplicate
from cinterfor.duplicates.pairs import find_pairs
from cinterfor.history.state import apply, state_of
from cinterfor.publishing.together import written_together
from knowledge.models import Person, Product
from network.models import Institution
from tests import factories
from tests.admin.forms import address, values_of, words

pytestmark = [pytest.mark.django_db, pytest.mark.proof]


def alike(client, model, **typed):
    return client.get(address(model, "alike"), typed)


def told(page):
    return " ".join(map(str, page.context["messages"]))


def names(answer):
    return [row["name"] for row in answer.json()["found"]]


def test_a_draft_of_the_same_acronym_is_told_while_typing(writer):
    record = factories.make_institution(name="Serviço Nacional", acronym="SENAI", publication_status="draft")

    answer = alike(writer, Institution, acronym_es="senai", name_es="Otra cosa")

    (row,) = answer.json()["found"]
    assert (row["url"], row["status"]) == (address(Institution, "change", record), "Borrador")
    assert row["why"].endswith(": SENAI")


@pytest.mark.parametrize(
    ("model", "stored", "typed"),
    [
        (
            Institution,
            {"former_names": ["Escuela de Artes y Oficios"]},
            {"name_en": "escuela de artes y oficio"},
        ),
        (Institution, {"wikidata": "Q1234"}, {"wikidata": "https://www.wikidata.org/wiki/Q1234"}),
        (Product, {"isbn": "978-92-9088-279-4"}, {"isbn": "9789290882794"}),
        (Product, {"issn": "0254-2439"}, {"issn": "02542439"}),
        (
            Person,
            {"given_name": "Ana", "family_name": "Silva Prado"},
            {"given_name": "Silva", "family_name": "Prado Ana"},
        ),
        (Person, {"orcid": "0000-0002-1825-0097"}, {"orcid": "https://orcid.org/0000-0002-1825-0097"}),
    ],
    ids=["former name", "Wikidata", "ISBN", "ISSN", "order of names", "ORCID"],
)
def test_names_and_numbers_are_recognised_however_they_are_written(publisher, model, stored, typed):
    record = {
        Institution: factories.make_institution,
        Product: factories.make_product,
        Person: factories.make_person,
    }[model](**stored)

    assert names(alike(publisher, model, **typed)) == [str(record)]
    assert names(alike(publisher, model, record=record.pk, **typed)) == []


def test_two_of_one_name_in_two_countries_are_less_likely_one(publisher):
    here = factories.make_institution(name="Instituto Nacional de Formación Profesional")
    typed = {"name_es": "Instituto Nacional de Formación", "country": here.country_id}

    assert names(alike(publisher, Institution, **typed)) == [str(here)]
    assert names(alike(publisher, Institution, **typed | {"country": factories.make_country().pk})) == [
        str(here)
    ]
    other = {"acronym_es": "XYZ", "name_es": "Instituto Nacional de Capacitación Profesional"}
    Institution.objects.filter(pk=here.pk).update(acronym_es="INFOP")
    assert names(alike(publisher, Institution, **typed | other | {"country": 0})) == []


@pytest.mark.parametrize("typed", [{}, {"record": "٣" * 30}, {"record": "-1", "name_es": "%' \" \\"}])
def test_odd_questions_are_answered(publisher, typed):
    factories.make_institution()

    assert alike(publisher, Institution, **typed).json()["found"] == []


def test_only_staff_who_may_see_the_records_are_told(client, logged_in, django_user_model):
    factories.make_institution(acronym="SENAI", publication_status="draft")
    assert alike(client, Institution, acronym_es="SENAI").status_code == 302

    client.force_login(django_user_model.objects.create_user("sin", is_staff=True))
    answer = alike(client, Institution, acronym_es="SENAI")
    assert (answer.status_code, "found" in answer.json()) == (403, False)

    assert names(alike(logged_in("t", "Traducción: inglés"), Institution, acronym_es="SENAI"))


def test_without_the_script_the_page_says_it_after_saving(publisher):
    known = factories.make_person(given_name="Ana", family_name="Silva Prado")
    url = address(Person, "add")

    values = values_of(publisher, url) | {"given_name": "Ana", "family_name": "Silva-Prado", "slug": "a"}
    page = publisher.post(url, values, follow=True)

    assert address(Person, "change", known) in told(page)
    again = Person.objects.get(slug="a")
    url = address(Person, "change", again)
    page = publisher.post(url, values_of(publisher, url) | {"orcid": ""}, follow=True)
    assert address(Person, "change", known) not in told(page)


def test_what_was_prepared_beside_a_public_record_is_compared_too(writer):
    known = factories.make_institution(acronym="SENAI")
    record = factories.make_institution()
    url = address(Institution, "change", record)

    page = writer.post(url, values_of(writer, url) | {"acronym_pt": "SENAI"}, follow=True)

    assert address(Institution, "change", known) in told(page)


def test_pairs_are_found_once_and_what_is_new_is_compared_with_all(capsys):
    first = factories.make_product(title="Formación dual en el sector hotelero")
    second = factories.make_product(
        title="La formación dual en el sector hotelero", publication_status="draft"
    )
    factories.make_product(title="Competencias laborales")
    assert find_pairs([Product]) == 1

    pair = LikelyDuplicate.objects.get()
    assert (pair.first_id, pair.second_id, pair.why) == (first.pk, second.pk, "alike")
    assert not ComparedName.objects.of(Product).filter(compared=False).exists()

    Product.objects.filter(pk=second.pk).update(title="Otro asunto")
    third = factories.make_product(title="Formación dual en el sector hotelero")
    call_command("find_duplicates", "product")
    assert LikelyDuplicate.objects.get().second_id == third.pk
    assert "1 pairs" in capsys.readouterr().out


def test_issues_of_one_series_are_no_pairs():
    for number in range(3):
        factories.make_product(title=f"Boletín técnico {number}", issn="0254-2439")

    assert find_pairs([Product]) == 0


def test_records_that_came_by_no_way_that_is_heard_of_are_compared():
    first, second = (factories.make_institution(acronym="IPET") for _ in range(2))
    ComparedName.objects.all().delete()
    gone = ComparedName.objects.create(model="network.institution", record_id=10**9, kind="name", key="x")

    assert find_pairs() >= 1
    assert LikelyDuplicate.objects.filter(first_id=first.pk, second_id=second.pk).exists()
    assert not ComparedName.objects.filter(pk=gone.pk).exists()


def named(record):
    return set(
        ComparedName.objects.of(type(record)).filter(record_id=record.pk).values_list("text", "compared")
    )


def test_names_follow_a_record_that_is_renamed_deleted_and_recovered():
    record = factories.make_institution(name="Instituto de Enseñanza", acronym="IPET")
    ComparedName.objects.update(compared=True)

    record.name_es = record.name_pt = record.name_en = "Instituto Politécnico"
    record.save()
    assert named(record) == {("Instituto Politécnico", False), ("IPET", True)}

    key = record.pk
    state = state_of(Institution, key)
    with written_together():
        record.delete()
    assert not ComparedName.objects.filter(record_id=key).exists()

    with written_together():
        apply(Institution, key, state)
    record.pk = key
    assert named(record) == {("Instituto Politécnico", False), ("IPET", False)}


@pytest.fixture
def likely():
    for _number in range(2):
        factories.make_institution(acronym="IPET", name="Instituto de Enseñanza Técnica")
    find_pairs([Institution])
    return LikelyDuplicate.objects.get()


def dismiss(client, pair):
    values = {"action": "dismiss", "_selected_action": [pair.pk]}
    return client.post(address(LikelyDuplicate, "changelist"), values, follow=True)


def test_what_is_no_duplicate_is_never_offered_again(writer, likely):
    assert words(writer.get(address(LikelyDuplicate, "changelist"))).count("Instituto de Enseñanza") >= 2
    dismiss(writer, likely)

    likely.refresh_from_db()
    assert likely.dismissed_by.username == "redacta"
    ComparedName.objects.update(compared=False)
    assert find_pairs([Institution]) == 0
    typed = {"acronym_es": "IPET", "record": likely.first_id}
    assert names(alike(writer, Institution, **typed)) == []
    assert not writer.get(address(LikelyDuplicate, "changelist")).context["cl"].result_list
    shown = writer.get(address(LikelyDuplicate, "changelist") + "?state=dismissed&model=network.institution")
    assert len(shown.context["cl"].result_list) == 1


def test_who_may_not_change_the_records_cannot_say_that_they_are_two(translator, likely):
    assert dismiss(translator, likely).status_code == 403
    likely.refresh_from_db()
    assert likely.dismissed_at is None


def test_pairs_of_records_that_one_may_not_see_are_not_listed(client, django_user_model, likely):
    from django.contrib.auth.models import Permission

    account = django_user_model.objects.create_user("x", is_staff=True)
    client.force_login(account)
    assert client.get(address(LikelyDuplicate, "changelist")).status_code == 403

    account.user_permissions.add(Permission.objects.get(codename="view_theme"))
    client.force_login(django_user_model.objects.get(pk=account.pk))
    assert not client.get(address(LikelyDuplicate, "changelist")).context["cl"].result_list


def test_only_who_may_merge_is_led_to_merging(publisher, writer, likely):
    link = f"{address(Institution, 'merge')}?first={likely.first_id}"
    assert link in publisher.get(address(LikelyDuplicate, "changelist")).content.decode()
    assert link not in writer.get(address(LikelyDuplicate, "changelist")).content.decode()
