"""What every test stands on: Spanish as the active language, no built static files, uploads apart."""

import pytest
from django.conf import settings as portal_settings
from django.test import override_settings
from django.utils import translation


@pytest.fixture(autouse=True, scope="session")
def texts_as_released(tmp_path_factory):
    """Not as somebody has changed them in the portal on this machine."""
    folder = tmp_path_factory.mktemp("locale")
    with override_settings(LOCALE_OVERRIDES=folder, LOCALE_PATHS=[folder, portal_settings.LOCALE_PATHS[-1]]):
        yield


@pytest.fixture(autouse=True)
def spanish():
    """The active language is the thread's: a request of one test would leave it to the next."""
    with translation.override("es"):
        yield


@pytest.fixture(autouse=True)
def files_apart(settings, tmp_path):
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.DUMPS_FOLDER = tmp_path / "dumps"
    kept = {**settings.CACHES["pictures"], "LOCATION": str(tmp_path / "pictures")}
    settings.CACHES = {**settings.CACHES, "pictures": kept}


@pytest.fixture(autouse=True)
def passwords_cheap_to_check(settings):
    """The real hash is slow on purpose; no test is about its strength."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
