"""Keeping the compared names in step with the records."""

from django.db.models.signals import post_delete

from cinterfor.history.noting import when_noted

from . import names
from .models import ComparedName
from .registry import all_compared, compared_of


def _deleted(sender, instance, **kwargs):
    if compared := compared_of(sender):
        names.forget(compared, [instance.pk])


def write_first_names(**kwargs):
    """When this comes to a database that has records already, or to one restored without the names."""
    if not ComparedName.objects.exists():
        for compared in all_compared():
            names.keep_all(compared)


def connect():
    when_noted(names.keep)
    post_delete.connect(_deleted, dispatch_uid="duplicates_deleted")
