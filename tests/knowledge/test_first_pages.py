"""A work without a cover shows the first page of its PDF: nothing that readers may not see, and no harm."""

import io

import PIL.Image
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from cinterfor.publishing.files import document_of, first_page_path
from knowledge.covers import first_page_of
from knowledge.models import Product, ProductFile
from tests.factories import make_image, make_product

from .test_files import CIRCULAR, TEXT, pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def work(django_capture_on_commit_callbacks):
    def make(content=None, name="obra.pdf", language="es", product=None, **values):
        product = product or make_product(**values)
        with django_capture_on_commit_callbacks(execute=True):
            ProductFile.objects.create(
                product=product,
                language=language,
                file=ContentFile(pdf(TEXT) if content is None else content, name),
            )
        return Product.objects.with_all_data().get(pk=product.pk)

    return make


def test_the_page_shows_the_first_page_with_words_and_the_card_a_small_one(client, work):
    product = work()
    page = first_page_of(product)

    shown = client.get(f"/en/knowledge-products/{product.slug}/").content.decode()
    cards = client.get("/en/knowledge-products/").content.decode()

    assert f'src="{page.url}" alt="First page of “{product.title}”"' in shown
    assert f'<img class="mini-cover" src="{page.small_url}" alt=""' in cards
    assert f'"image": {{"@type": "ImageObject", "contentUrl": "http://testserver{page.url}"' in shown
    with default_storage.open(page.path) as file, PIL.Image.open(file) as picture:
        assert (picture.format, picture.size) == ("WEBP", (page.width, page.height))


def test_the_picture_is_public_with_its_work_and_gone_with_it(client, admin_client, work):
    product = work(publication_status="draft")
    page = first_page_of(product)

    assert client.get(page.url).status_code == 404
    assert admin_client.get(page.url).status_code == 200

    Product.objects.filter(pk=product.pk).update(
        publication_status="published", published_from=timezone.now()
    )
    assert client.get(page.url).status_code == 200

    product.files.get().delete()
    assert client.get(page.url).status_code == 404


def test_another_file_has_another_picture(work):
    product = work()
    before = first_page_of(product)
    ProductFile.objects.filter(product=product).update(file="works/x/otra.pdf")

    assert first_page_of(Product.objects.with_all_data().get(pk=product.pk)) is None

    product.files.get().delete()
    after = first_page_of(work(product=product, content=pdf("Otra obra, con otra primera pagina")))
    assert after and after.path != before.path


def test_a_given_cover_comes_first_and_then_the_file_in_the_language_of_the_work(work):
    product = work(name="translation.pdf", language="en")
    product = work(name="original.pdf", language="es", product=product)

    assert "original" in first_page_of(product).path

    product.cover = make_image()
    assert first_page_of(product) is None


@pytest.mark.parametrize(
    "content",
    [pdf(TEXT, password="secreto"), CIRCULAR, b"", b"%PDF-1.7\n" + b"\xff\x00<<" * 5000, pdf("")],
    ids=["locked", "circular", "empty", "damaged", "blank page"],
)
def test_what_has_no_picture_keeps_the_drawn_cover(client, work, content):
    product = work(content)

    assert first_page_of(product) is None
    assert (
        "Cover drawn by the portal" in client.get(f"/en/knowledge-products/{product.slug}/").content.decode()
    )


def test_a_page_that_says_it_is_enormous_takes_no_more_pixels(work):
    page = first_page_of(work(pdf(TEXT, size=10_000_000)))

    assert page and (page.width, page.height) == (640, 640)


def test_the_picture_lies_beside_its_document():
    path = first_page_path("works/abc/obra.pdf", 640)

    assert path == "works/abc/obra-first-page-640.webp"
    assert document_of(path) == "works/abc/obra.pdf"
    assert document_of("images/abc/foto-320.webp") == "images/abc/foto-320.webp"


def test_only_a_picture_of_the_document_is_served_under_its_rights(client, work):
    product = work()
    name = product.files.get().file.name
    stored = default_storage.save(first_page_path("works/secret/otra.pdf", 640), io.BytesIO(b"x"))

    assert client.get(default_storage.url(stored)).status_code == 404
    assert client.get(default_storage.url(first_page_path(name, 640))).status_code == 200
