"""What the records of the files become."""

import pytest
from django.utils import timezone

from agreements.models import Agreement
from cinterfor.publishing.models import FormerAddress
from knowledge.models import Event, EventSeries, NewsItem, Product, Theme
from network.models import Country, Figure, Institution, Membership

pytestmark = pytest.mark.django_db


def _party(name="BID", kind="organization", **values):
    return {"institution": None, "name": name, "type": kind, "role": None} | values


@pytest.mark.parametrize(
    ("membership", "basis", "inferred", "expected"),
    [
        ("constituent", "official-page", "constituent", ("constituent", "documented")),
        ("constituent", "definition", "constituent", ("constituent", "definition")),
        (None, None, "associate", ("associate", "unconfirmed")),
    ],
)
def test_the_basis_of_a_membership_follows_the_file(folder, make, membership, basis, inferred, expected):
    institution = make(
        "institutions", membership=membership, membership_basis=basis, membership_inferred=inferred
    )

    folder(countries=[make("countries")], institutions=[institution])

    found = Membership.objects.get()
    assert (found.kind, found.basis, found.ended) == (*expected, False)


def test_an_institution_of_unknown_class_is_in_the_network_but_unconfirmed(folder, make):
    folder(countries=[make("countries")], institutions=[make("institutions")])

    membership = Membership.objects.get()
    assert (membership.kind, membership.basis) == (None, "unconfirmed")
    assert Institution.objects.with_standing().get().standing == "unconfirmed"


def test_a_dissolved_institution_is_a_former_member_with_its_successor(folder, make):
    old = make(
        "institutions",
        id="uy-old",
        status="dissolved",
        membership="constituent",
        membership_basis="official-page",
    )
    new = make("institutions", id="uy-new", predecessor="uy-old")

    folder(countries=[make("countries")], institutions=[old, new])

    found = Institution.objects.with_standing().get(slug="uy-old")
    assert found.dissolved
    assert found.standing == "former"
    assert found.successor.slug == "uy-new"


@pytest.mark.parametrize(
    ("confidence", "status"), [("confirmed", "published"), ("high", "published"), ("medium", "draft")]
)
def test_an_institution_of_medium_confidence_is_a_draft(folder, make, confidence, status):
    folder(countries=[make("countries")], institutions=[make("institutions", network_confidence=confidence)])

    assert Institution.objects.get().publication_status == status


@pytest.mark.parametrize(
    ("file", "model", "values", "status"),
    [
        ("events", Event, {}, "published"),
        ("events", Event, {"start": None}, "draft"),
        ("events", Event, {"source_complete": False}, "draft"),
        ("events", Event, {"hold": "Look first."}, "draft"),
        ("news", NewsItem, {}, "published"),
        ("news", NewsItem, {"date": None}, "draft"),
        ("news", NewsItem, {"hold": "Look first."}, "draft"),
        ("knowledge_products", Product, {}, "published"),
        ("knowledge_products", Product, {"confidence": "general-knowledge"}, "draft"),
        ("agreements", Agreement, {"parties": [_party("A"), _party("B")]}, "published"),
        ("agreements", Agreement, {"parties": [_party("A")]}, "draft"),
        ("agreements", Agreement, {"parties": [_party("A"), _party("B")], "hold": "Look."}, "draft"),
        ("agreements", Agreement, {"parties": [_party("A"), _party("B")], "source_complete": False}, "draft"),
    ],
)
def test_what_is_not_sure_is_a_draft(folder, make, file, model, values, status):
    folder(**{file: [make(file, **values)]})

    found = model.objects.get()
    assert found.publication_status == status
    assert values.get("hold") is None or values["hold"] in found.editor_note


def test_news_is_public_from_the_load_on_and_not_from_its_date(folder, make):
    before = timezone.now()

    folder(news=[make("news", date="2011-06-01")])

    assert before <= NewsItem.objects.get().published_from <= timezone.now()


def test_each_kind_of_party_is_what_the_file_says(folder, make):
    parties = [
        _party("BID", role="funder"),
        _party("Gobierno de Uruguay", "government"),
        _party("otras instituciones", "group", name_pt="outras instituições"),
        _party("Taller Nuevo"),
        _party("MTSS Uruguay"),
    ]
    dinae = make("institutions", id="uy-dinae")

    folder(
        countries=[make("countries")], institutions=[dinae], agreements=[make("agreements", parties=parties)]
    )

    bank, state, group, new, ministry = Agreement.objects.get().parties.all()
    assert (bank.institution.slug, bank.role) == ("int-bid", "funder")
    assert state.country.code == "UY"
    assert (group.institution, group.name_es, group.name_pt) == (
        None,
        "otras instituciones",
        "outras instituições",
    )
    assert (new.institution.slug, new.institution.publication_status) == ("taller-nuevo", "draft")
    assert ministry.institution.slug == "uy-dinae"


def test_a_partner_made_from_a_name_is_found_again(folder, make):
    folder(events=[make("events", other_hosts=["Taller Nuevo"])])

    report = folder()

    assert (report.created, report.unchanged, report.left_alone) == (0, 1, [])
    assert Institution.objects.count() == 1


def test_an_agreement_keeps_its_term_amount_and_end(folder, make):
    values = {"signed": "2020-03", "duration": "P1Y6M", "amount": {"value": 780510, "currency": "USD"}}

    folder(agreements=[make("agreements", status="cancelled", **values)])

    found = Agreement.objects.get()
    assert (found.duration_months, found.amount, found.currency, found.terminated) == (
        18,
        780510,
        "USD",
        True,
    )


def test_authors_are_persons_or_institutions_and_keep_their_printed_name(folder, make):
    authors = [{"name": name, "role": "author"} for name in ("Ana María Catalano", "BID", "Colectivo LATFOR")]

    folder(knowledge_products=[make("knowledge_products", authors=authors)])

    person, bank, body = Product.objects.get().contributions.all()
    assert (person.person.given_name, person.person.family_name) == ("Ana María", "Catalano")
    assert bank.institution.slug == "int-bid"
    assert (body.person.given_name, body.person.family_name) == ("", "Colectivo LATFOR")
    assert [item.name_as_printed for item in (person, bank, body)] == [author["name"] for author in authors]


def test_an_isbn_with_a_wrong_check_digit_is_kept_for_editors_only(folder, make):
    work = make(
        "knowledge_products", isbn_as_seen="978-92-9088-226-3", other_institutions=["CEDEFOP"], year=1999
    )

    folder(knowledge_products=[work])

    found = Product.objects.get()
    assert (found.isbn, found.issued) == ("", "1999")
    assert "978-92-9088-226-3" in found.editor_note
    assert "CEDEFOP" in found.editor_note


def test_an_event_keeps_its_motto_in_its_language_and_its_participation(folder, make):
    took_part = {"people": 204, "people_at_least": True, "institutions": None, "countries": 25}
    event = make("events", theme="Quality", theme_language="en", participation=took_part, city="Lima")

    folder(events=[event | {"other_organisers": ["OIT/Cinterfor"]}])

    found = Event.objects.get()
    assert (found.motto_en, found.motto_es, found.city_es) == ("Quality", None, "Lima")
    assert (found.people, found.people_at_least, found.country_count) == (204, True, 25)
    assert found.organisers.get().slug == "int-cinterfor"
    assert (found.mode, found.series) == ("in-person", None)


def test_meetings_of_the_technical_committee_are_one_series(folder, make):
    meetings = [
        make("events", id=f"rct-{number}", kind="technical-committee-meeting", number=number, online=True)
        for number in (46, 47)
    ]

    folder(events=meetings)

    series = EventSeries.objects.get()
    assert (series.title_pt, series.events.count()) == ("Reuniões da Comissão Técnica", 2)
    assert {event.mode for event in series.events.all()} == {"online"}


def test_a_theme_gets_its_group_from_the_shipped_file(folder, make):
    folder(themes=[make("themes")])

    assert Theme.objects.get(slug="youth").broader.slug == "group-inclusion"


def test_a_sector_is_found_by_its_english_name_or_made(folder, make):
    institutions = [
        make("institutions", id="uy-a", sector="transport"),
        make("institutions", id="uy-b", sector="fishing"),
    ]

    folder(countries=[make("countries")], institutions=institutions)

    sectors = {item.slug: item.sector.name_en for item in Institution.objects.all()}
    assert sectors == {"uy-a": "transport", "uy-b": "fishing"}


def test_a_reference_may_be_to_what_is_stored(folder, make):
    folder(countries=[make("countries")], themes=[make("themes")])
    for name in ("countries", "themes"):
        (folder.path / f"{name}.json").unlink()

    folder(news=[make("news", countries=["UY"], themes=["youth"])])

    assert NewsItem.objects.get().themes.get().slug == "youth"


def test_a_partners_country_is_taken_from_the_shipped_file_and_is_not_of_the_network(folder, make):
    folder(countries=[make("countries")], news=[make("news", countries=["UY", "DE"])])

    assert list(Country.objects.in_network().values_list("code", flat=True)) == ["UY"]
    assert NewsItem.objects.get().countries.count() == 2


def test_a_figure_without_labels_falls_back_to_the_files_own_word(folder, make):
    folder(figures=[make("figures")])

    assert Figure.objects.get().label_en == "members"


def test_search_finds_a_loaded_record_by_its_relations(folder, make):
    authors = [{"name": "Vitangelo Plantamura", "role": "author"}]

    folder(knowledge_products=[make("knowledge_products", authors=authors)])

    assert Product.objects.matching("plantamura").get() == Product.objects.get()


def test_a_changed_name_is_found_in_the_records_it_stands_in(folder, make):
    institution = make("institutions")
    parties = [_party("X", institution="uy-inefop"), _party("BID")]
    folder(
        countries=[make("countries")],
        institutions=[institution],
        agreements=[make("agreements", parties=parties)],
    )

    folder(institutions=[institution | {"name_es": "Instituto Renombrado"}])

    assert Agreement.objects.matching("renombrado").exists()


def test_an_address_of_the_former_site_leads_to_the_record_that_it_was_about(folder, make):
    one, two = "https://www.cinterfor.org/%C2%A1lanzamos/", "http://oitcinterfor.org/en/node/7 (the meeting)"
    both, home = "https://cinterfor.org/node/8", "https://www.oitcinterfor.org/en"
    draft, foreign = "https://test-www.oitcinterfor.org/node/9", "https://www.ilo.org/node/10"

    folder(
        news=[make("news", source=[one, two, both, home, foreign]), make("news", id="other", source=[two])],
        events=[make("events", source=[draft, both], start=None)],
    )

    found = {row.path: (row.record_type, row.slug) for row in FormerAddress.objects.all()}
    # Of two news items neither is likelier; a public one is likelier than a draft.
    assert found == {
        "/¡lanzamos": ("news", "item"),
        "/node/8": ("news", "item"),
        "/node/9": ("event", "meeting"),
    }
