"""The list of links follows the records, so that one which was mended leaves it at once."""

from django.db.models.signals import post_delete, post_save

from cinterfor.publishing.registry import record_types

from .finding import note
from .models import Link


def _type_of(model):
    return next((record_type for record_type in record_types() if record_type.model is model), None)


def _saved(sender, instance, raw=False, created=False, **kwargs):
    if not raw and (record_type := _type_of(sender)):
        note(record_type, [instance], are_new=created)


def _deleted(sender, instance, **kwargs):
    if record_type := _type_of(sender):
        Link.objects.of(record_type, [instance.pk]).delete()


def connect():
    post_save.connect(_saved, dispatch_uid="links_saved")
    post_delete.connect(_deleted, dispatch_uid="links_deleted")
