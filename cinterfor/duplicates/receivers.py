"""Keeping the compared names in step with the records."""

from django.db.models.signals import post_delete, post_save

from . import names
from .models import ComparedName
from .registry import all_compared, compared_of


def _written(sender, instance, raw=False, **kwargs):
    if not raw and compared_of(sender):
        names.write(sender, [instance.pk])


def write_first_names(**kwargs):
    """When this comes to a database that has records already, or to one restored without the names."""
    if not ComparedName.objects.exists():
        for compared in all_compared():
            names.write_all(compared)


def connect():
    post_save.connect(_written, dispatch_uid="duplicates_saved")
    post_delete.connect(_written, dispatch_uid="duplicates_deleted")
