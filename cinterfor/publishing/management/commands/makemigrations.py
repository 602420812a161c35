"""Django's makemigrations, by our own comparison of models."""

from django.core.management.commands import makemigrations

from cinterfor.publishing.migrating import Autodetector


class Command(makemigrations.Command):
    autodetector = Autodetector
