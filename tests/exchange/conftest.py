"""Tables as an editor would send them, and the roles of the desk."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cinterfor.exchange.models import Import
from tests.admin.forms import address
from tests.desk.conftest import account_in, logged_in, publisher, translator, writer

__all__ = ["account_in", "logged_in", "publisher", "translator", "writer"]


def as_csv(rows, separator=",", encoding="utf-8-sig"):
    """Rows (dicts, the first of them names the columns) as a file."""
    text = io.StringIO()
    sheet = csv.DictWriter(text, list(rows[0]), delimiter=separator)
    sheet.writeheader()
    sheet.writerows(rows)
    return text.getvalue().encode(encoding)


def send(client, model, content, name="tabla.csv", **values):
    """Upload a table; the answer."""
    return client.post(address(model, "import"), {"file": SimpleUploadedFile(name, content)} | values)


def report(client, **parameters):
    """The page of the newest import, when all of it is checked."""
    item = Import.objects.first()
    url = reverse("admin:exchange_import_change", args=[item.pk])
    page = client.get(url, parameters)
    while Import.objects.first().state == Import.State.CHECKING:
        page = client.get(url, parameters)
    return page


def press(client, button):
    """Carry out, undo or give up the newest import."""
    answer = client.post(reverse(f"admin:exchange_import_{button}", args=[Import.objects.first().pk]))
    return b"".join(answer.streaming_content) if answer.streaming else answer


@pytest.fixture
def importing():
    """Send rows, look at them, carry them out."""

    def go(client, model, rows, **values):
        assert send(client, model, as_csv(rows), **{"publication": "beside"} | values).status_code == 302
        page = report(client)
        press(client, "carry_out")
        return page

    return go
