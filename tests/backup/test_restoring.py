"""Database and uploads come back from an archive as they were."""

import shutil

import psycopg
import pytest
from django.core.management import CommandError
from django.db import connection

from cinterfor.backup import restoring, setting_aside, uploads
from cinterfor.postgres.client import parameters
from cinterfor.translations import overrides
from network.models import Institution
from tests import factories

from .commands import back_up, files, restore

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.proof]


def fill():
    institution = factories.make_membership().institution
    factories.make_party(institution=institution)
    factories.make_product(institutions=[institution], themes=[factories.make_theme(name="Año 🌎")])


def rows():
    """Every row of every table, as text."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        found = {}
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" t ORDER BY 1')  # noqa: S608
            found[table] = [row for (row,) in cursor.fetchall()]
    return found


def test_what_was_backed_up_comes_back_row_by_row_and_byte_by_byte(elsewhere, media, texts, folder):
    fill()
    kept_rows, kept_files, kept_texts = rows(), files(media), overrides.entries("pt")
    archive = back_up(folder)
    shutil.rmtree(media)
    shutil.rmtree(texts)
    elsewhere()

    told = restore(archive)

    assert rows() == kept_rows
    assert len(kept_rows["network_institution"]) > 0
    assert files(media) == kept_files
    assert sorted(path.name for path in media.iterdir()) == ["covers", "empty", "logos", "works"]
    assert "4 uploads" in told
    assert list(files(texts)) == ["pt/LC_MESSAGES/django.po"]
    assert overrides.entries("pt") == kept_texts
    # Search, generated columns and the next key work on.
    again = factories.make_institution(name="Después")
    assert list(Institution.objects.matching("despues")) == [again]


@pytest.mark.proof
def test_a_database_with_content_is_replaced_only_when_that_is_asked_for(elsewhere, media, folder):
    fill()
    kept_rows, kept_files = rows(), files(media)
    archive = back_up(folder)
    elsewhere()
    restore(archive)
    factories.make_institution()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE of_a_newer_portal (id int REFERENCES network_institution)")
        cursor.execute("CREATE TYPE mood AS ENUM ('good')")
    (media / "later.pdf").write_text("x")
    changed = rows()

    with pytest.raises(CommandError, match="--replace"):
        restore(archive)
    assert rows() == changed and (media / "later.pdf").exists()
    restore(archive, replace=True)

    assert rows() == kept_rows
    assert files(media) == kept_files
    assert not setting_aside.was_interrupted()


@pytest.mark.parametrize("step", [pytest.param("pg_restore", marks=pytest.mark.proof), "swap_in"])
def test_a_restore_that_fails_leaves_all_as_it_was(elsewhere, media, texts, folder, monkeypatch, step):
    archive = back_up(folder)
    elsewhere()
    restore(archive)
    fill()
    overrides.write("pt", [])
    present_texts = files(texts)
    (media / "later.pdf").write_text("x")
    present_rows, present_files = rows(), files(media)
    moved = uploads.swap_in

    def failing(*args, **kwargs):
        if step == "swap_in":
            moved(*args)
        raise OSError("the disk is gone")

    owner, name = {
        "pg_restore": (restoring, "run"),
        "swap_in": (uploads, "swap_in"),
    }[step]
    monkeypatch.setattr(owner, name, failing)
    with pytest.raises(CommandError, match=r"Nothing was changed\. the disk is gone"):
        restore(archive, replace=True)

    assert rows() == present_rows
    assert (files(media), files(texts)) == (present_files, present_texts)
    assert not [
        path.name for place in (media, texts) for path in place.iterdir() if path.name.startswith(".")
    ]


@pytest.mark.proof
def test_a_restore_that_was_killed_is_undone_by_the_next_one(elsewhere, media, folder):
    fill()
    archive = back_up(folder)
    kept_rows, kept_files = rows(), files(media)
    elsewhere()
    restore(archive)
    setting_aside.set_aside()
    (media / ".leaving").mkdir()
    (media / "logos").rename(media / ".leaving" / "logos")

    with pytest.raises(CommandError, match="--replace"):
        restore(archive)

    assert rows() == kept_rows
    assert files(media) == kept_files


@pytest.mark.proof
def test_who_uses_the_tables_is_named_and_not_waited_for(elsewhere, folder, monkeypatch):
    monkeypatch.setattr(setting_aside, "PATIENCE", 1)
    archive = back_up(folder)
    elsewhere()
    restore(archive)
    with psycopg.connect(**parameters(connection)) as other:
        other.execute("SELECT count(*) FROM network_institution")

        with pytest.raises(CommandError, match="Stop the portal first"):
            restore(archive, replace=True)

    assert not setting_aside.was_interrupted()
    assert Institution.objects.count() == 0
