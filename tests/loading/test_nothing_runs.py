"""No text of a loaded file is run by a browser."""

import pytest

from cinterfor.publishing.registry import record_types
from tests.executable import ATTACK, ATTACKS, in_data, in_html

from .conftest import VALUES

pytestmark = pytest.mark.django_db
FILES = ("countries", "institutions", "themes", "agreements", "knowledge_products", "events", "news")


def attacked(name, value):
    """The text with what would run, where the file may say anything."""
    is_free = name.split("_")[0] in ("name", "title", "description", "summary")
    return value + (ATTACK if name.startswith("description") else ATTACKS[0]) if is_free else value


def test_no_text_runs_that_was_loaded(client, folder, make):
    files = {
        file: [make(file, **{name: attacked(name, value) for name, value in VALUES[file].items()})]
        for file in FILES
    }

    folder(**files)

    shown = []
    for record_type in record_types():
        for record in record_type.model.objects.all():
            record.publication_status = "published"
            record.save()
            path = record.get_absolute_url()
            page = client.get(path).content.decode()
            assert in_html(page) == []
            assert in_data(client.get(f"{path.rstrip('/')}.json").json()) == []
            shown.append(record_type.name)
            assert "alert(1)" in page
    assert {"country", "institution", "theme", "agreement", "product", "event", "news"} <= set(shown)
