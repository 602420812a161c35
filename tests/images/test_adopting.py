"""Files that records kept in columns of their own become images, and go back."""

import PIL.Image
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.factories import picture

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.proof]
BEFORE = [("knowledge", "0003_workflow"), ("network", "0002_workflow")]
AFTER = [("knowledge", "0004_images"), ("network", "0003_logos")]


def migrated(targets):
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return MigrationExecutor(connection).loader.project_state(targets).apps


@pytest.fixture
def latest():
    yield
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


@pytest.mark.proof
def test_covers_and_logos_keep_their_files_and_get_words_and_credit(latest):
    apps = migrated(BEFORE)
    name = default_storage.save("covers/abc/capa.webp", ContentFile(picture("WEBP", (400, 600))))
    product = apps.get_model("knowledge", "Product").objects.create(
        slug="obra", title="Guía", language="es", kind="book", publisher="OIT", cover=name
    )
    institution = apps.get_model("network", "Institution").objects.create(
        slug="senai", name_es="SENAI", name_pt="SENAI", logo="logos/lost/senai.webp"
    )

    apps = migrated(AFTER)
    cover = apps.get_model("knowledge", "Product").objects.get(pk=product.pk).cover
    logo = apps.get_model("network", "Institution").objects.get(pk=institution.pk).logo

    assert (cover.file.name, cover.width, cover.height) == (name, 400, 600)
    assert (cover.alt_es, cover.alt_en, cover.credit) == ("Portada de «Guía»", "Cover of “Guía”", "OIT")
    with default_storage.open(cover.renditions[0]["path"]) as file, PIL.Image.open(file) as opened:
        assert opened.width == 320
    assert (logo.alt_pt, logo.alt_en, logo.credit) == ("Logotipo de SENAI", None, "SENAI")
    assert logo.renditions == []

    apps = migrated(BEFORE)
    assert apps.get_model("knowledge", "Product").objects.get(pk=product.pk).cover.name == name
