"""What is uploaded is what its name says, and lies under a name that nobody guesses."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from knowledge.models import Product, ProductFile
from tests import factories

from .forms import address, row, values_of

pytestmark = pytest.mark.django_db
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"


def upload_work(client, name, content):
    record = factories.make_product(publication_status="draft")
    url = address(Product, "change", record)
    values = row("files", 0, language="es", file=SimpleUploadedFile(name, content))
    return client.post(url, values_of(client, url) | values | {"files-TOTAL_FORMS": 1})


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("work.pdf", HTML),
        ("work.html", HTML),
        ("work.svg", SVG),
        ("work.docx", PDF),
        ("work.pdf", factories.picture()),
    ],
)
def test_a_document_that_is_not_what_its_name_says_is_refused_with_a_message(administrator, name, content):
    answer = upload_work(administrator, name, content)

    formset = answer.context["inline_admin_formsets"][1].formset
    assert answer.status_code == 200
    assert formset.forms[0].errors["file"]
    assert not ProductFile.objects.exists()


def test_a_good_pdf_is_kept_and_two_of_one_name_stay_apart(administrator):
    answers = [upload_work(administrator, "obra.pdf", PDF) for _number in range(2)]

    stored = [file.file.name for file in ProductFile.objects.all()]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert len(set(stored)) == 2
    assert all(re.fullmatch(r"works/[\w-]{12}/obra\.pdf", name) for name in stored)


def test_a_form_that_comes_back_leads_to_what_is_wrong_and_says_that_files_must_be_chosen_again(
    administrator,
):
    record = factories.make_product(publication_status="draft")
    url = address(Product, "change", record)
    rows = row("files", 0, language="es", file=SimpleUploadedFile("work.pdf", PDF))
    rows |= row("relations", 0, kind="part-of", other=record.pk)
    totals = {"files-TOTAL_FORMS": 1, "relations-TOTAL_FORMS": 1}
    sent = values_of(administrator, url) | rows | totals | {"isbn": "978-92-9088-245-5"}

    page = administrator.post(url, sent).content.decode()

    for place in ("id_isbn", "id_relations-0-other"):
        assert page.count(f'<a href="#{place}">') == 1 and f'id="{place}"' in page
    assert "Vuelva a elegir sus archivos" in page
    assert "wrong-fields" not in administrator.get(url).content.decode()
