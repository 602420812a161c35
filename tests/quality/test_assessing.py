"""Assessing what is stored: records as they change, all of them at night, and the means."""

import csv
import datetime
import io

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.models import Agreement
from cinterfor.desk.work import work_named
from cinterfor.links.models import Target
from cinterfor.publishing.dates import today
from cinterfor.quality.models import MonthlyQuality, Quality
from network.models import Institution
from tests import factories
from tests.admin.forms import address, words

pytestmark = [pytest.mark.django_db, pytest.mark.proof]


def own(record):
    return Quality.objects.own(record.record_type()).get(record_id=record.pk)


def whole(record):
    return Quality.objects.whole(record.record_type()).get(record_id=record.pk)


def test_a_record_is_assessed_when_it_is_saved_and_when_its_rows_and_relations_change():
    product = factories.make_product()
    bare = own(product).score

    product.themes.add(factories.make_theme())
    with_theme = own(product).score
    product.contributions.create(person=factories.make_person())

    assert bare < with_theme < own(product).score


def test_links_that_were_found_broken_lower_the_score_at_night():
    record = factories.make_institution(website="https://a.example/", verified_on=today())
    fresh = own(record).score
    Target.objects.filter(url="https://a.example/").update(strikes=3, fault="gone")

    call_command("assess_quality", verbosity=0)

    assert own(record).score == fresh - 10
    assert own(record).parts["links"] == 0


def test_a_whole_is_the_mean_of_its_public_records_each_counted_once():
    country = factories.make_country()
    institution = factories.make_institution(country=country)
    agreement = factories.make_agreement(countries=[country])
    factories.make_party(agreement=agreement, institution=institution)
    event = factories.make_event(country=country, hosts=[institution], organisers=[institution])
    factories.make_product(countries=[country], publication_status="draft")

    call_command("assess_quality", verbosity=0)

    scores = [own(record).score for record in (country, institution, agreement, event)]
    assert whole(country).records == 4
    assert whole(country).score == pytest.approx(sum(scores) / 4, abs=0.51)
    assert whole(institution).records == 3
    assert MonthlyQuality.objects.get(record_type="country").month == today().replace(day=1)


def test_what_is_gone_or_no_longer_public_leaves_the_tables():
    country, gone = factories.make_country(), factories.make_country()
    call_command("assess_quality", verbosity=0)

    gone.delete()
    country.publication_status = "withdrawn"
    country.save()
    call_command("assess_quality", verbosity=0)

    assert [row.record_id for row in Quality.objects.filter(record_type="country")] == [country.pk]
    assert not Quality.objects.filter(kind="whole").exists()


def test_assessing_takes_the_same_number_of_queries_for_few_and_for_many():
    counts = []
    for number in (2, 30):
        for _number in range(number):
            factories.make_party(agreement=factories.make_agreement(countries=[factories.make_country()]))
        with CaptureQueriesContext(connection) as queries:
            call_command("assess_quality", verbosity=0)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_lists_show_filter_and_sort_by_quality(publisher):
    poor = factories.make_institution(name_pt="", name_en="", country=None)
    better = factories.make_institution(source=["OIT"], verified_on=today(), website="https://a.example/")

    page = publisher.get(address(Institution, "changelist"), {"quality": "poor"})
    place = list(page.context["cl"].list_display).index("quality_score")
    ordered = publisher.get(address(Institution, "changelist"), {"o": f"-{place}"})

    assert [record.pk for record in page.context["cl"].result_list] == [poor.pk]
    assert [record.pk for record in ordered.context["cl"].result_list] == [better.pk, poor.pk]
    assert work_named("poor").about(Institution, None) is not None
    assert list(Institution.objects.filter(work_named("poor").about(Institution, None))) == [poor]


def test_the_form_says_what_the_pending_version_would_be_worth(publisher):
    agreement = factories.make_agreement()

    told = words(publisher.get(address(Agreement, "change", agreement)))

    assert f"Calidad: {own(agreement).score} de 100" in told
    assert "Indique una fuente." in told
    assert "nunca se verificó" in told


def test_the_page_ranks_by_score_and_tells_the_change_since_last_month(publisher):
    best = factories.make_country(name="Alta", source=["OIT"], verified_on=today(), capital="Alta")
    factories.make_country(name="Baja")
    call_command("assess_quality", verbosity=0)
    MonthlyQuality.objects.create(
        month=datetime.date(2020, 1, 1), record_type="country", record_id=best.pk, score=whole(best).score - 4
    )

    with CaptureQueriesContext(connection) as few:
        page = publisher.get("/es/admin/quality/")
    asked = len(few)  # now: the next request begins the log anew
    table = publisher.get("/es/admin/quality.csv").getvalue().decode("utf-8-sig")
    for _number in range(10):
        factories.make_country()
    call_command("assess_quality", verbosity=0)
    with CaptureQueriesContext(connection) as many:
        publisher.get("/es/admin/quality/")

    (countries, _institutions) = [ranking for _type, ranking in page.context["rankings"]]
    assert [(ranked.place, str(ranked.record), ranked.change) for ranked in countries] == [
        (1, "Alta", 4),
        (2, "Baja", None),
    ]
    assert "+4" in words(page)
    assert [row[2] for row in csv.reader(io.StringIO(table))][1:] == ["Alta", "Baja"]
    assert asked == len(many)


def test_only_staff_who_see_the_records_see_their_ranking(client, django_user_model):
    nobody = django_user_model.objects.create_user("nadie", password="x", is_staff=True)
    anonymous = client.get("/es/admin/quality/")
    client.force_login(nobody)

    assert anonymous.status_code == 302
    assert [client.get(f"/es/admin/{path}").status_code for path in ("quality/", "quality.csv")] == [403, 403]
