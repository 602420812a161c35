"""People with the roles that the portal comes with, each in a browser of their own."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client


@pytest.fixture
def account_in(django_user_model):
    def made(name, group):
        account = django_user_model.objects.create_user(name, password="x", is_staff=True)
        account.groups.add(Group.objects.get(name=group))
        return account

    return made


@pytest.fixture
def logged_in(account_in):
    def browser(name, group):
        client = Client()
        client.force_login(account_in(name, group))
        return client

    return browser


@pytest.fixture
def publisher(logged_in):
    return logged_in("publica", "Publicación")


@pytest.fixture
def writer(logged_in):
    return logged_in("redacta", "Redacción: red")


@pytest.fixture
def translator(logged_in):
    return logged_in("traduce", "Traducción: portugués")
