"""Django's migrate, by our own comparison of models."""

from django.core.management.commands import migrate

from cinterfor.publishing.migrating import Autodetector


class Command(migrate.Command):
    autodetector = Autodetector
