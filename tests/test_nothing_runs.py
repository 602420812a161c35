"""No text of a record is ever run by a browser: whatever field it stands in, by whatever way it came in."""

import csv
import io

import pytest
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.models import Value
from django.db.models.functions import Concat
from django.urls import reverse

from agreements.models import Agreement
from cinterfor.formats.tables import FORMULA
from cinterfor.publishing.dates import PartialDateField
from cinterfor.publishing.models import Publication
from cinterfor.publishing.registry import record_types
from cinterfor.publishing.richtext import clean_html, rich_columns
from knowledge.models import Page
from network.models import Institution
from tests import factories
from tests.admin.forms import address, values_of
from tests.executable import ATTACK, ATTACKING_ADDRESS, ATTACKS, in_data, in_feed, in_html

pytestmark = [pytest.mark.django_db, pytest.mark.proof]
TYPES = [pytest.param(item, id=item.name) for item in record_types()]
#: What has a form of its own, which the database or search checks.
FORMED = {"slug", "code", "currency", "loaded_state", "original_language", "language"}


def text_fields(model):
    """The fields in which anything may be written."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not isinstance(field, PartialDateField | models.FileField | ArrayField)
        and not (field.generated or field.choices or field.name in FORMED)
    ]


def attacks(model):
    """A text that would run for each field, as long as the field holds."""
    found = {}
    for field in text_fields(model):
        if isinstance(field, models.URLField):
            found[field.attname] = ATTACKING_ADDRESS
        elif field.max_length and field.max_length < len(ATTACK):
            longest = max(ATTACKS[:2], key=len)
            found[field.attname] = (longest if len(longest) <= field.max_length else "<b onclick=a>")[
                : field.max_length
            ]
        else:
            found[field.attname] = ATTACK
    return found | {"source": [f'https://www.ilo.org/"><script>alert(1)</script>{ATTACK}'.split()[0]]}


def saved(record, values):
    for name, value in values.items():
        setattr(record, name, value)
    record.save()


def updated(record, values):
    type(record).objects.filter(pk=record.pk).update(**values)


def created_together(record, values):
    record.delete()
    for name, value in values.items():
        setattr(record, name, value)
    record.pk, record.slug = None, f"{record.slug}-2"
    type(record).objects.bulk_create([record])


def updated_together(record, values):
    for name, value in values.items():
        setattr(record, name, value)
    type(record).objects.bulk_update([record], list(values))


def body(answer):
    return b"".join(answer.streaming_content if answer.streaming else [answer.content]).decode()


def what_runs(client, record_type, slug):
    """Of all that the portal says of a record, in pages and data."""
    page = reverse(f"{record_type.name}_detail", args=[slug])
    listed, search = reverse(record_type.list_name), reverse("search")
    found = []
    for path in (page, listed, f"{search}?q=alert", f"{search}?q={slug}"):
        answer = client.get(path)
        assert answer.status_code == 200
        found += in_html(body(answer))
    for path in (page.rstrip("/"), listed.rstrip("/")):
        found += in_feed(body(client.get(f"{path}.atom")))
        rows = csv.reader(io.StringIO(body(client.get(f"{path}.csv")).removeprefix("\ufeff")))
        found += [cell for row in rows for cell in row if cell.startswith(FORMULA)]
    found += in_feed(body(client.get(f"{search}?q={slug}&format=atom")))
    answer = client.get(f"{page.rstrip('/')}.json")
    assert answer["Content-Type"].startswith("application/json")
    return found + in_data(answer.json())


def made(record_type):
    return getattr(factories, f"make_{record_type.name}")()


@pytest.mark.parametrize("way", [saved, updated, created_together, updated_together])
@pytest.mark.parametrize("record_type", TYPES)
def test_no_text_runs_however_it_was_written(client, record_type, way):
    record = made(record_type)
    values = attacks(record_type.model)

    way(record, values)

    stored = record_type.model.objects.get()
    for field in rich_columns(record_type.model):
        assert getattr(stored, field.attname) == clean_html(values[field.attname])
    assert what_runs(client, record_type, stored.slug) == []


@pytest.mark.parametrize("record_type", TYPES)
def test_no_text_runs_that_an_editor_has_typed(admin_client, record_type):
    record = made(record_type)
    url = address(record_type.model, "change", record)
    values, typed = attacks(record_type.model), values_of(admin_client, url)
    fitting = {name: value for name, value in values.items() if name in typed or name[-3:-2] == "_"}
    fitting |= {"source": values["source"][0], "_publish": "yes"}

    answer = admin_client.post(url, typed | fitting)
    if answer.status_code == 200:
        # Refused is what must be an address or a number: the rest is accepted without it.
        assert in_html(body(answer)) == []
        refused = answer.context["adminform"].form.errors
        answer = admin_client.post(
            url, typed | {key: fitting[key] for key in fitting.keys() - refused.keys()}
        )

    assert answer.status_code == 302
    for path in (
        url,
        address(record_type.model, "changelist"),
        address(record_type.model, "history", record),
    ):
        assert in_html(body(admin_client.get(path))) == []
    assert what_runs(admin_client, record_type, record_type.model.objects.get().slug) == []


def test_a_text_that_the_database_puts_together_is_cleaned():
    page = factories.make_page(body_es="<p>a</p>")

    Page.objects.update(body_es=Concat("body_es", Value("<script>alert(1)</script><p>b</p>")))

    page.refresh_from_db()
    assert page.body_es == "<p>a</p><p>b</p>"


def test_a_saved_record_holds_what_is_stored():
    page = factories.make_page(body_es="<h1>a</h1><script>alert(1)</script>")

    assert page.body_es == "<h2>a</h2>"


def test_what_came_past_all_of_it_does_not_run_either(client):
    page = factories.make_page()

    with connection.cursor() as cursor:
        cursor.execute("UPDATE knowledge_page SET body_es = %s", [ATTACK])

    assert in_html(body(client.get(page.get_absolute_url()))) == []


def test_names_of_parties_and_reasons_of_withdrawal_do_not_run(client):
    agreement = factories.make_agreement()
    factories.make_party(agreement=agreement, name=ATTACK[:200])
    gone = factories.make_institution(name=ATTACK[:300])
    Institution.objects.filter(pk=gone.pk).update(
        publication_status=Publication.WITHDRAWN, withdrawal_reason=ATTACK[:300]
    )

    pages = [client.get(Agreement.objects.get().get_absolute_url()), client.get(gone.get_absolute_url())]

    assert [page.status_code for page in pages] == [200, 410]
    assert [part for page in pages for part in in_html(body(page))] == []
