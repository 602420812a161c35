"""A second database, empty, that the default connection can be led to."""

import os

import polib
import psycopg
import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from cinterfor.postgres.binaries import PostgresProblem
from cinterfor.postgres.client import find_program, parameters
from cinterfor.translations import overrides


@pytest.fixture(autouse=True, scope="package")
def programs(django_db_setup, django_db_blocker):
    """pg_dump and pg_restore; without them there is no backup to test."""
    try:
        with django_db_blocker.unblock():
            for name in ("pg_dump", "pg_restore"):
                find_program(name, connection.pg_version // 10000)
    except PostgresProblem as problem:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(str(problem))


def lead_to(name):
    """The default connection now is one to the database of this name."""
    connection.close()
    connection.close_pool()
    connection.settings_dict["NAME"] = name
    ContentType.objects.clear_cache()


@pytest.fixture
def elsewhere(transactional_db):
    """An empty database, to which the connection is led by calling this, and back at the end."""
    own = connection.settings_dict["NAME"]
    fresh = f"{own}_restored"
    with psycopg.connect(**parameters(connection) | {"dbname": "postgres"}, autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{fresh}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{fresh}" TEMPLATE template0')
        yield lambda: lead_to(fresh)
        lead_to(own)
        server.execute(f'DROP DATABASE "{fresh}" WITH (FORCE)')


@pytest.fixture
def media(tmp_path):
    """The folder of uploads, with names as people give them."""
    for name in ("covers/a b/año – über.webp", "logos/x/ñandú.png", "works/'q\"/emoji 🌎.pdf", "empty"):
        path = settings.MEDIA_ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode() * 1000 if name != "empty" else b"")
    return settings.MEDIA_ROOT


@pytest.fixture
def texts(settings, tmp_path):
    """The folder of changed texts of the interface, with one in it."""
    settings.LOCALE_OVERRIDES = tmp_path / "texts"
    overrides.write("pt", [polib.POEntry(msgid="Agreements", msgstr="Pactos")])
    return settings.LOCALE_OVERRIDES


@pytest.fixture
def folder(tmp_path):
    """Where archives are written."""
    return tmp_path / "backups"
