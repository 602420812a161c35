"""The admin as an administrator and as an editor use it."""

import pytest
from django.contrib.auth.models import Permission

from .samples import one_of_each

EDITED = ("network", "agreements", "knowledge", "images")


@pytest.fixture
def administrator(client, admin_user):
    client.force_login(admin_user)
    return client


@pytest.fixture
def editor_account(django_user_model):
    """Staff with all permissions on records, and none on accounts."""
    account = django_user_model.objects.create_user("editora", password="x", is_staff=True)
    account.user_permissions.set(Permission.objects.filter(content_type__app_label__in=EDITED))
    return account


@pytest.fixture
def editor(client, editor_account):
    client.force_login(editor_account)
    return client


@pytest.fixture
def everything(admin_user):
    one_of_each(admin_user)
