"""What editors can do without an administrator, and what nobody else can."""

import pytest
from django.contrib.auth.models import Permission

from agreements.models import Agreement
from cinterfor.publishing.models import Address
from knowledge.models import Contribution, Product
from network.models import Institution
from tests import factories

from .forms import address, row, values_of, words

pytestmark = pytest.mark.django_db


def add(client, model, **values):
    url = address(model)
    return client.post(url, values_of(client, url) | values)


def act(client, model, action, *records):
    values = {"action": action, "_selected_action": [record.pk for record in records]}
    values |= {"confirmed": "yes", "withdrawal_reason": "Repetida"}
    return client.post(address(model, "changelist"), values, follow=True)


def in_three(field, spanish, portuguese, english):
    return {f"{field}_es": spanish, f"{field}_pt": portuguese, f"{field}_en": english}


def test_an_editor_makes_an_institution_in_three_languages(editor):
    country, sector = factories.make_country(), "private"
    texts = in_three("name", "Servicio Nacional", "Serviço Nacional", "National Service")
    texts |= in_three("description", "<p>Uno</p>", "<p>Um</p>", "<p>One<script>alert(1)</script></p>")

    answer = add(
        editor,
        Institution,
        **texts,
        acronym="SN",
        former_names="  Escuela Vieja \r\n\r\nEscuela, la otra\r\n",
        source="https://oitcinterfor.org/x",
        country=country.pk,
        management=sector,
        founded="1942",
        _publish="yes",
        **row("memberships", 0, kind="constituent", basis="documented", begins="1963", source="Acta 1"),
        **{"memberships-TOTAL_FORMS": 1},
    )

    made = Institution.objects.published().with_standing().get()
    assert answer.status_code == 302
    assert made.slug == "servicio-nacional"
    assert made.languages() == ["es", "pt", "en"]
    assert made.former_names == ["Escuela Vieja", "Escuela, la otra"]
    assert made.source == ["https://oitcinterfor.org/x"]
    assert made.description_en == "<p>One</p>"
    assert made.standing == "member"
    assert Address.objects.filter(record_type="institution", slug=made.slug).exists()


def test_an_editor_makes_an_agreement_in_three_languages_that_search_finds_by_its_parties(editor):
    party = factories.make_institution(acronym="ZYXQ")
    theme = factories.make_theme()

    answer = add(
        editor,
        Agreement,
        **in_three("title", "Memorando", "Memorando", "Memorandum"),
        signed="2024-05",
        duration_months="24",
        instrument="memorandum",
        themes=[theme.pk],
        _publish="yes",
        **row("parties", 0, institution=party.pk, position=0),
        **row("parties", 1, **in_three("name", "Ciudades", "Cidades", "Cities"), position=1),
        **{"parties-TOTAL_FORMS": 2},
    )

    made = Agreement.objects.published().get()
    assert answer.status_code == 302
    assert [str(row) for row in made.parties.all()] == [str(party), "Ciudades"]
    assert list(made.themes.all()) == [theme]
    assert list(Agreement.objects.matching(party.name_es)) == [made]


def test_an_editor_makes_a_product_in_three_languages(editor):
    person, theme = factories.make_person(), factories.make_theme()

    answer = add(
        editor,
        Product,
        title="Formación y trabajo",
        language="es",
        kind="book",
        translated_title_pt="Formação e trabalho",
        translated_title_en="Training and work",
        **in_three("abstract", "Resumen", "Resumo", "Abstract"),
        issued="2023-11",
        themes=[theme.pk],
        _publish="yes",
        **row("contributions", 0, person=person.pk, role="author", position=1),
        **{"contributions-TOTAL_FORMS": 1},
    )

    made = Product.objects.published().get()
    assert answer.status_code == 302
    assert made.languages() == ["es", "pt", "en"]
    assert made.slug == "formacion-y-trabajo"
    assert Contribution.objects.get().product == made
    assert list(Product.objects.matching(person.family_name)) == [made]


@pytest.mark.parametrize("page", ["changelist", "add"])
def test_without_the_staff_mark_nobody_enters(client, django_user_model, page):
    account = django_user_model.objects.create_user("visitante", password="x")
    account.user_permissions.set(Permission.objects.all())
    client.force_login(account)

    answer = client.get(address(Institution, page))

    assert answer.status_code == 302
    assert "/admin/login/" in answer.url


@pytest.mark.parametrize("page", ["changelist", "add", "change", "delete"])
def test_staff_without_permission_is_refused(client, django_user_model, page):
    record = factories.make_institution() if page in ("change", "delete") else None
    client.force_login(django_user_model.objects.create_user("otra", password="x", is_staff=True))

    answers = [
        client.get(address(Institution, page, record)),
        client.post(address(Institution, page, record), {"post": "yes"}),
    ]

    assert [answer.status_code for answer in answers] == [403, 403]


def test_an_editor_cannot_touch_accounts(editor, editor_account):
    assert editor.get(address(type(editor_account), "changelist")).status_code == 403
    assert editor.get(address(type(editor_account), "change", editor_account)).status_code == 403


def test_who_may_only_view_sees_the_record_and_cannot_save_or_act(client, django_user_model):
    record = factories.make_institution(publication_status="draft")
    account = django_user_model.objects.create_user("lectora", password="x", is_staff=True)
    account.user_permissions.set(Permission.objects.filter(codename="view_institution"))
    client.force_login(account)

    seen = client.get(address(Institution, "change", record))
    saved = client.post(address(Institution, "change", record), {"name_es": "Otro"})
    act(client, Institution, "publish", record)

    record.refresh_from_db()
    assert seen.status_code == 200
    assert saved.status_code == 403
    assert record.publication_status == "draft"


def test_publishing_several_writes_addresses_and_search_and_says_how_many(editor):
    records = [factories.make_institution(publication_status="draft") for _number in range(2)]

    answer = act(editor, Institution, "publish", *records)

    assert set(Institution.objects.published()) == set(records)
    assert (
        Address.objects.filter(
            record_id__in=[record.pk for record in records], record_type="institution"
        ).count()
        == 2
    )
    assert list(Institution.objects.matching(records[0].name_es)) == [records[0]]
    assert "2 " in words(answer)
    assert len(answer.context["done"]) == 2


def test_withdrawing_takes_a_record_from_the_public_and_from_search(editor):
    record = factories.make_agreement()

    answer = act(editor, Agreement, "withdraw", record)

    assert not Agreement.objects.published().exists()
    assert not Agreement.objects.matching(record.title_es).exists()
    assert [outcome.record for outcome in answer.context["done"]] == [record]


def test_marking_as_verified_notes_today_and_who_did_it(editor, editor_account):
    record = factories.make_institution(verified_on=None)

    act(editor, Institution, "mark_as_verified", record)
    history = editor.get(address(Institution, "history", record))

    record.refresh_from_db()
    assert record.verified_on is not None
    assert editor_account.username in words(history)


def test_a_record_that_others_need_is_not_deleted_but_explained(editor):
    country = factories.make_country()
    factories.make_institution(country=country)

    answer = editor.post(address(type(country), "delete", country), {"post": "yes"})

    assert answer.status_code == 200
    assert type(country).objects.filter(pk=country.pk).exists()
