"""What is kept for machines is what would be written now, whatever changes, and is read by itself."""

import datetime
import json

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cinterfor.publishing.languages import LANGUAGES
from cinterfor.publishing.registry import get_type
from cinterfor.renditions.keeping import keep, missing_after, next_moment, renditions
from cinterfor.renditions.kinds import kinds_of
from cinterfor.renditions.models import Rendition
from cinterfor.search.models import SearchEntry
from knowledge.models import (
    Contribution,
    Event,
    FileReading,
    Person,
    Product,
    ProductFile,
    Series,
    Theme,
    WorkRelation,
)
from knowledge.oai.formats import FORMATS
from network.models import Country, Institution
from tests import factories

pytestmark = pytest.mark.django_db
START = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
QUOTED = (Theme, Country, Institution, Event)
ORCIDS = ("0000-0002-1825-0097", "0000-0001-5109-3700", "")


def work_with_everything():
    country, theme = factories.make_country(), factories.make_theme()
    institution = factories.make_institution(country=country)
    series = Series.objects.create(slug=theme.slug, title=theme.name_es, issn="0378-5548")
    work = factories.make_product(
        series=series,
        themes=[theme],
        countries=[country],
        institutions=[institution],
        event=factories.make_event(),
    )
    Contribution.objects.create(product=work, person=factories.make_person(), role="author")
    Contribution.objects.create(product=work, institution=institution, role="editor")
    file = ProductFile.objects.create(product=work, file=ContentFile(b"%PDF-1.4", "obra.pdf"), language="es")
    FileReading.objects.create(file=file, path=file.file.name, outcome="read", size=8)
    return work


def some_kinds():
    """One language of each table and list is enough."""
    found = kinds_of(get_type("product"))
    return {name: found[name] for name in ("csv-es", "json-pt", *FORMATS)}


def present():
    """By kind and key what would be written now."""
    records = list(get_type("product").public_in_full())
    return {name: {r.pk: kind.compose(r) for r in records} for name, kind in some_kinds().items()}


def data(language, extension):
    with translation.override(language):
        return reverse("product_list_data", args=[extension])


def kept():
    keys = list(Product.objects.values_list("pk", flat=True))
    return {name: renditions(kind, keys) for name, kind in some_kinds().items()}


def one_of(model, number):
    found = list(model.objects.order_by("pk"))
    return found[number % len(found)] if found else None


def change_quoted(number):
    """A record that works quote: its name, address and identifier, whether and since when it is public."""
    record = one_of(QUOTED[number % 4], number // 4)
    step = number // 4 % 7
    if step == 0:
        setattr(record, f"{record.title_field}_{('es', 'pt', 'en')[number % 3]}", f"Nombre {number}")
    elif step == 1:
        record.slug = f"direccion-{number}"
    elif step == 2:
        record.publication_status = "draft" if record.publication_status == "published" else "published"
    elif step == 3:
        record.published_from = timezone.now() + datetime.timedelta(days=number % 3 - 1)
    elif step == 4:
        record.held_languages = [] if record.held_languages else ["es"]
    elif step == 5 and hasattr(record, "ror"):
        record.ror = f"04yvvxr{number:02}"[:9]
    elif step == 6:
        type(record).objects.filter(pk=record.pk).update(**{f"{record.title_field}_es": f"De paso {number}"})
        return
    record.save()


def change_person(number):
    person = one_of(Person, number)
    person.family_name, person.orcid = f"Silva {number}", ORCIDS[number % 3]
    person.save()


def change_series(number):
    series = one_of(Series, number)
    if number % 2:
        series.title = f"Serie {number}"
    else:
        series.issn = "" if series.issn else "0378-5548"
    series.save()


def change_contribution(number):
    contribution = one_of(Contribution, number)
    if contribution is None or number % 3 == 0:
        work, person = one_of(Product, number), factories.make_person()
        Contribution.objects.create(product=work, person=person, role="translator")
    elif number % 3 == 1:
        contribution.name_as_printed = f"Silva, {number}"
        contribution.save()
    else:
        contribution.delete()


def change_file(number):
    file = one_of(ProductFile, number)
    if file is None or number % 4 == 0:
        content = ContentFile(b"%PDF-1.4", f"anexo{number}.pdf")
        ProductFile.objects.create(product=one_of(Product, number), file=content, language="pt")
    elif number % 4 == 1:
        facts = {"path": file.file.name, "outcome": "read", "pages": number}
        FileReading.objects.update_or_create(file=file, defaults=facts)
    elif number % 4 == 2:
        file.label = f"Anexo {number}"
        file.save()
    else:
        file.delete()


def change_relation(number):
    work = one_of(Product, number)
    name = ("themes", "countries", "institutions")[number % 3]
    other = one_of(QUOTED[number % 3], number)
    step = number // 3 % 4
    if step == 0:
        getattr(work, name).add(other)
    elif step == 1:
        getattr(work, name).clear()
    elif step == 2:
        other.products.add(work)
    else:
        other.products.remove(work)


def change_work(number):
    work = one_of(Product, number)
    values = (
        {"url": f"https://example.org/{number}"},
        {"licence": "CC-BY-4.0"},
        {"publisher": "OIT/Cinterfor"},
        {"kept_at": "Biblioteca"},
        {"event": None},
        {"slug": f"direccion-{work.pk}-{number}"},
        {"source": [f"https://example.org/{number}"]},
        {"verified_on": timezone.localdate()},
        {"publication_status": "withdrawn" if work.publication_status == "published" else "published"},
    )[number % 9]
    if number % 2:
        Product.objects.filter(pk=work.pk).update(**values)
    else:
        for name, value in values.items():
            setattr(work, name, value)
        work.save()


def delete_theme(number):
    if Theme.objects.count() > 1:
        one_of(Theme, number).delete()


CHANGES = (
    change_quoted,
    change_quoted,
    change_person,
    change_series,
    change_contribution,
    change_file,
    change_relation,
    change_work,
    delete_theme,
)
STEPS = st.tuples(st.sampled_from([*CHANGES, None]), st.integers(0, 90))


@settings(
    max_examples=8,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(STEPS, min_size=1, max_size=8))
def test_what_is_kept_is_what_would_be_written_and_what_changes_is_told_to_harvesters(steps):
    Product.objects.all().delete()
    with time_machine.travel(START, tick=False) as clock:
        for _number in range(2):
            work_with_everything()
        kept()
        after = present()
        for change, number in steps:
            before = after
            clock.shift(datetime.timedelta(seconds=1))
            if change is None:
                clock.shift(datetime.timedelta(hours=number))
            else:
                change(number)
            after = present()

            assert kept() == after, change
            metadata = after["oai_openaire"].items()
            changed = {key for key, text in metadata if before["oai_openaire"].get(key) != text}
            if change is not None:
                stamps = SearchEntry.objects.of_type("product").filter(record_id__in=changed)
                assert set(stamps.values_list("datestamp", flat=True)) <= {timezone.now()}, change


def test_what_is_kept_is_read_without_the_records(django_assert_num_queries):
    kind = kinds_of(get_type("product"))["oai_dc"]
    keys = [work_with_everything().pk for _number in range(3)]
    made = renditions(kind, keys)

    with django_assert_num_queries(1):
        assert renditions(kind, keys) == made


def test_works_that_tell_of_other_works_or_of_agreements_tell_what_these_are_now():
    part, whole, evaluation = (factories.make_product() for _number in range(3))
    kept()
    relation = WorkRelation.objects.create(product=part, kind="part-of", other=whole)
    agreement = factories.make_agreement()
    agreement.evaluations.add(evaluation)
    assert kept() == present()
    whole.slug, agreement.slug = "otra-direccion", "otro-acuerdo"
    whole.save()
    agreement.save()
    assert kept() == present()
    relation.delete()
    agreement.evaluations.clear()

    assert kept() == present()


def test_what_was_made_while_the_record_changed_is_not_taken_for_it():
    record_type = get_type("product")
    kinds, work = kinds_of(record_type), work_with_everything()
    missing = missing_after(0, kinds, record_type)
    work.title = "Otra"
    work.save()

    keep(kinds, record_type, missing)

    assert not Rendition.objects.exists()
    assert "Otra" in renditions(kinds["oai_dc"], [work.pk])[work.pk]


def test_what_other_code_has_made_is_made_again():
    kind, work = kinds_of(get_type("product"))["oai_dc"], work_with_everything()
    renditions(kind, [work.pk])
    Rendition.objects.update(text="of before", code="0")

    assert renditions(kind, [work.pk])[work.pk].startswith("<metadata><oai_dc:dc")
    assert Rendition.objects.get().text.startswith("<metadata><oai_dc:dc")


def test_what_quotes_a_scheduled_record_is_true_until_that_is_public():
    record_type = get_type("product")
    moment = timezone.now() + datetime.timedelta(days=2)
    work = work_with_everything()
    work.themes.add(factories.make_theme(published_from=moment))

    assert next_moment(record_type.public_in_full().get(), record_type, timezone.now()) == moment


def test_a_work_that_goes_takes_what_is_kept_with_it():
    work = work_with_everything()
    kept()
    work.publication_status = "withdrawn"
    work.save()

    assert not Rendition.objects.exists()


def test_the_daily_job_keeps_all_that_machines_ask_for(client, capsys):
    work = work_with_everything()
    call_command("keep_renditions", verbosity=0)

    with CaptureQueriesContext(connection) as queries:
        table = b"".join(client.get(data("es", "csv")).streaming_content).decode()
        items = json.loads(b"".join(client.get(data("pt", "json")).streaming_content))["items"]
    assert capsys.readouterr().out == "9 renditions written\n"
    assert f"http://testserver/id/product/{work.slug}" in table
    assert items[0]["permalink"] == f"http://testserver/id/product/{work.slug}"
    assert "renditions_rendition" in "".join(query["sql"] for query in queries)
    assert "knowledge_contribution" not in "".join(query["sql"] for query in queries)
    assert "origin" not in table
    call_command("keep_renditions", verbosity=0)
    assert capsys.readouterr().out == "0 renditions written\n"


def test_lists_are_the_same_from_what_is_kept_and_from_the_records(client):
    work_with_everything()
    for language in LANGUAGES:
        for extension in ("csv", "json"):
            path = data(language, extension)
            made, read = (b"".join(client.get(path).streaming_content) for _time in ("cold", "warm"))
            assert made == read
