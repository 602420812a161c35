"""Whatever the database refuses, the form says first, in the editor's language."""

from itertools import cycle

import pytest
from django.apps import apps
from django.utils import translation
from django.utils.translation import gettext

from agreements.models import Agreement
from cinterfor.publishing.models import FormerAddress
from knowledge.models import Event, Page, Product, Theme
from network.models import Country, Institution
from tests import factories

from .forms import address, values_of, words

pytestmark = pytest.mark.django_db
LANGUAGES = ["es", "pt", "en"]

#: The constraint, the record's maker, and what an editor writes against it.
HOURS = {
    "begins": "2024-05-06",
    "begins_time": "14:00",
    "ends_time": "16:00",
    "time_zone": "America/Montevideo",
}
REFUSED = [
    ("network_country_code", "country", {"code": "u1"}),
    ("network_institution_dates", "institution", {"founded": "2010", "dissolved_on": "2009"}),
    ("network_institution_successor", "institution", {"successor": "itself"}),
    ("agreements_agreement_dates", "agreement", {"signed": "2020-05", "ends": "2020-04"}),
    ("agreements_agreement_amount", "agreement", {"amount": "1000"}),
    ("agreements_agreement_amount", "agreement", {"amount": "1000", "currency": "usd"}),
    ("agreements_agreement_amount", "agreement", {"currency": "USD"}),
    ("agreements_agreement_terminated", "agreement", {"terminated_on": "2021"}),
    ("agreements_agreement_force", "agreement", {"enters_into_force": "2021", "ends": "2020"}),
    ("agreements_agreement_renewal", "agreement", {"renewal_months": "36"}),
    ("agreements_agreement_termination", "agreement", {"terminated": "on", "terminated_on": "2019"}),
    ("agreements_agreement_amends", "agreement", {"amends": "itself"}),
    ("agreements_agreement_replaces", "agreement", {"replaces": "itself"}),
    ("agreements_agreement_renews", "agreement", {"renews": "itself"}),
    ("agreements_agreement_supplements", "agreement", {"supplements": "itself"}),
    ("knowledge_event_dates", "event", {"begins": "2024-05-06", "ends": "2024-05-05"}),
    ("knowledge_event_zone", "event", {"begins": "2024-05-06", "begins_time": "14:00"}),
    ("knowledge_event_order", "event", HOURS | {"ends_time": "13:00"}),
    (
        "knowledge_event_closing_hour",
        "event",
        HOURS | {"registration_closes": "2024-05-06", "registration_closes_time": "16:01"},
    ),
    ("knowledge_theme_broader", "theme", {"broader": "itself"}),
    ("knowledge_page_parent", "page", {"parent": "itself"}),
]
#: Constraints that no form can meet, or that test_rows.py or test_parties.py meets.
ELSEWHERE = {
    **{
        f"knowledge_event_{name}": "tests/knowledge/test_events.py"
        for name in ("hours", "end_hour", "both_hours", "deadline", "closing_day")
    },
    "agreements_expiry_mail_once": "mails write themselves",
    "knowledge_harvest_unique": "harvests write themselves",
    "knowledge_product_pages": "the field itself refuses 0",
    "publishing_address_unique": "addresses write themselves",
    "publishing_formeraddress_path": "tested below",
    "publishing_formeraddress_unique": "tests/former/test_admin.py",
    "publishing_formeraddress_one_target": "tests/former/test_admin.py",
}
BAD_DATES = ["2018-13", "2018-02-30", "mañana", "18", "2018-7", "0000", "9999-12-31", "2018-07-04T00:00"]


def constraints():
    own = ("network", "agreements", "knowledge", "publishing")
    models = [model for name in own for model in apps.get_app_config(name).get_models()]
    return {item.name: item for model in models for item in model._meta.constraints}


def send(client, record, language="es", **values):
    url = address(type(record), "change", record, language)
    return client.post(url, values_of(client, url) | values)


def in_words(text, language):
    with translation.override(language):
        return str(text)


@pytest.mark.parametrize(
    ("name", "kind", "values", "language"),
    [(*case, language) for case, language in zip(REFUSED, cycle(LANGUAGES), strict=False)],
)
def test_what_a_constraint_refuses_the_form_explains(administrator, language, name, kind, values):
    record = getattr(factories, f"make_{kind}")()
    written = {field: record.pk if value == "itself" else value for field, value in values.items()}

    answer = send(administrator, record, language, **written)

    assert answer.status_code == 200
    assert in_words(constraints()[name].violation_error_message, language) in words(answer)


def test_every_constraint_is_met_by_a_test_of_the_forms():
    met = {name for name, _kind, _values in REFUSED} | set(ELSEWHERE)
    in_rows = (
        "network_membership_",
        "agreements_party_",
        "agreements_text_",
        "knowledge_contribution_",
        "knowledge_relation_",
        "knowledge_participation_",
        "network_offer_",
    )

    unmet = {
        name for name in constraints() if not name.endswith("_public_from") and not name.startswith(in_rows)
    }

    assert unmet == met


def test_publishing_without_a_moment_publishes_now(administrator):
    record = factories.make_country(publication_status="draft")

    answer = send(administrator, record, _publish="yes")

    assert answer.status_code == 302
    assert Country.objects.published().filter(pk=record.pk).exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_slug_that_another_record_has_is_refused(administrator, language):
    first, second = factories.make_institution(publication_status="draft"), factories.make_institution()

    answer = send(administrator, second, language, slug=first.slug)

    expected = Institution._meta.get_field("slug").error_messages["unique"]
    assert answer.status_code == 200
    assert in_words(expected, language) in words(answer)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_former_address_of_another_record_is_refused(administrator, language):
    first, second = factories.make_institution(slug="antes"), factories.make_institution()
    first.slug = "ahora"
    first.save()

    answer = send(administrator, second, language, slug="antes")

    expected = "This address belonged to another record; addresses are never re-used."
    with translation.override(language):
        assert gettext(expected) in words(answer)


def test_the_address_of_a_country_that_is_gone_is_refused_in_words_though_no_field_shows_it(administrator):
    country = factories.make_country(code="XQ")
    other = factories.make_country(code="XR")
    country.delete()

    answer = send(administrator, other, code="XQ")

    assert answer.status_code == 200
    assert answer.context["adminform"].form.non_field_errors()


def test_a_code_that_another_country_has_is_refused(administrator):
    factories.make_country(code="XS")

    answer = send(administrator, factories.make_country(code="XT"), code="XS")

    assert "code" in answer.context["adminform"].form.errors


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_themes_cannot_be_broader_than_each_other(administrator, language):
    upper = factories.make_theme()
    lower = factories.make_theme(broader=upper)

    answer = send(administrator, upper, language, broader=lower.pk)

    with translation.override(language):
        assert gettext("Two themes cannot each be broader than the other.") in words(answer)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_cannot_stand_below_a_page_below_it(administrator, language):
    upper = factories.make_page()
    middle = factories.make_page(parent=upper)
    lower = factories.make_page(parent=middle)

    answer = send(administrator, upper, language, parent=lower.pk)

    with translation.override(language):
        assert gettext("A page cannot be above itself.") in words(answer)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_path_of_the_former_site_begins_with_a_slash(administrator, language):
    values = {"path": "node/1", "record_type": "product", "slug": "x"}

    answer = administrator.post(address(FormerAddress, language=language), values)

    expected = constraints()["publishing_formeraddress_path"].violation_error_message
    assert in_words(expected, language) in words(answer)


#: Every field with a date meets one of the bad ones, and each bad one a field.
BAD_DATE_FIELDS = zip(
    [
        ("institution", "founded"),
        ("institution", "dissolved_on"),
        ("agreement", "signed"),
        ("agreement", "ends"),
        ("product", "issued"),
        ("event", "begins"),
        ("event", "ends"),
        ("news", "date"),
    ],
    BAD_DATES,
    strict=True,
)


@pytest.mark.parametrize(("kind", "field", "value"), [(*place, value) for place, value in BAD_DATE_FIELDS])
def test_what_is_no_date_is_refused_at_its_field(administrator, kind, field, value, caplog):
    record = getattr(factories, f"make_{kind}")()

    answer = send(administrator, record, **{field: value})

    assert answer.status_code == 200
    assert list(answer.context["adminform"].form.errors) == [field]
    assert "database error" not in caplog.text


def test_what_is_no_date_is_refused_in_a_row(administrator, caplog):
    institution = factories.make_membership().institution

    answer = send(administrator, institution, **{"memberships-0-begins": "2018-02-30"})

    assert list(answer.context["inline_admin_formsets"][0].formset.forms[0].errors) == ["begins"]
    assert "database error" not in caplog.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_message_about_a_date_shows_how_to_write_it(administrator, language):
    answer = send(administrator, factories.make_agreement(), language, signed="mañana")

    assert "mañana" in words(answer)
    assert "2018-07-04" in words(answer)


def test_numbers_and_moments_out_of_range_are_refused_in_words(administrator):
    work, agreement = factories.make_product(), factories.make_agreement()

    answers = [
        send(administrator, work, pages="0"),
        send(administrator, work, pages="99999999999"),
        send(administrator, work, published_from_0="9999-12-31", published_from_1="23:59:59"),
        send(administrator, agreement, duration_months="40000"),
        send(administrator, agreement, amount="1" * 20, currency="USD"),
    ]

    assert [answer.status_code for answer in answers] == [200] * 5


def test_a_long_term_after_a_late_signature_is_still_readable(administrator):
    record = factories.make_agreement()

    send(administrator, record, signed="2999-12-31", duration_months="32767", _publish="yes")

    assert Agreement.objects.get(pk=record.pk).term_last.year > 5000


@pytest.mark.parametrize("model", [Institution, Agreement, Theme, Page, Event, Country])
def test_a_record_without_any_name_is_refused(administrator, model):
    url = address(model)

    answer = administrator.post(url, values_of(administrator, url) | {"region": "europe", "code": "XZ"})

    field = f"{model.title_field}_es"
    assert answer.status_code == 200
    assert field in answer.context["adminform"].form.errors


def test_a_name_in_one_language_is_enough(administrator):
    url = address(Theme)

    answer = administrator.post(url, values_of(administrator, url) | {"name_pt": "Aprendizagem"})

    made = Theme.objects.get()
    assert answer.status_code == 302
    assert (made.slug, made.languages()) == ("aprendizagem", ["pt"])


@pytest.mark.parametrize(
    ("field", "value"), [("isbn", "978-92-9088-000-1"), ("issn", "12"), ("doi", "https://doi.org/10.1/x")]
)
def test_identifiers_are_checked(administrator, field, value):
    answer = send(administrator, factories.make_product(), **{field: value})

    assert list(answer.context["adminform"].form.errors) == [field]
    assert Product.objects.get().isbn == ""
