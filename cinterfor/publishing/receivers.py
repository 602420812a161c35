"""What follows when a record is written: the address book and the search index, in its transaction."""

from django.db.models.signals import post_delete, post_save

from .addresses import Address
from .registry import record_types


def record_written(record) -> None:
    from cinterfor.search import index

    record_type = type(record).record_type()
    Address.objects.keep(record, record_type.name)
    index.write(record, record_type)


def record_deleted(record) -> None:
    from cinterfor.search import index

    record_type = type(record).record_type()
    Address.objects.forget(record.pk, record_type.name)
    index.remove(record.pk, record_type)


def _saved(sender, instance, raw=False, **kwargs):
    if not raw and _is_record(sender):
        record_written(instance)


def _deleted(sender, instance, **kwargs):
    if _is_record(sender):
        record_deleted(instance)


def _is_record(model) -> bool:
    return any(model is record_type.model for record_type in record_types())


def connect():
    post_save.connect(_saved, dispatch_uid="publishing_saved")
    post_delete.connect(_deleted, dispatch_uid="publishing_deleted")
