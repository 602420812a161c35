"""What follows when a record is written: the address book and the search index, in its transaction."""

from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save

from cinterfor.search import index

from .addresses import Address
from .registry import record_types
from .together import given_its_key


def records_written(records, are_new: bool = False) -> None:
    """Records of one type were saved: note their addresses, index them and what names them.

    Those that had no key before have no address yet.
    """
    written = []
    for record in records:
        record_type = type(record).record_type()
        Address.objects.keep(record, record_type.name, is_new=are_new)
        written.append(record.pk)
    if written:
        index.write(record_type, written)


def _about_to_be_saved(sender, instance, **kwargs):
    instance.has_no_key = instance.pk is None


def _saved(sender, instance, raw=False, **kwargs):
    if is_new := instance.__dict__.pop("has_no_key", False):
        given_its_key(instance)
    if raw:
        return
    if _is_record(sender):
        records_written([instance], are_new=is_new)
    else:
        _write(index.followers_of(instance))
        index.renew_around(instance)


def _about_to_be_deleted(sender, instance, **kwargs):
    instance.followers = index.followers_of(instance)


def _deleted(sender, instance, **kwargs):
    if _is_record(sender):
        record_type = sender.record_type()
        Address.objects.forget(instance.pk, record_type.name)
        index.remove(record_type, [instance.pk])
    else:
        index.renew_around(instance)
    _write(instance.__dict__.pop("followers", ()))


def _related(sender, instance, action, reverse, model, pk_set, **kwargs):
    """A record was given other themes, countries, institutions; or they were given other records."""
    changed = model if reverse else type(instance)
    if not _is_record(changed) or action not in ("pre_clear", "post_add", "post_remove", "post_clear"):
        return
    if not reverse:
        index.write(changed.record_type(), [instance.pk])
        index.renew_named(changed, model, pk_set)
    elif action == "pre_clear":
        instance.followers = index.followers_of(instance)
    elif action == "post_clear":
        _write(instance.__dict__.pop("followers", ()))
    else:
        index.write(changed.record_type(), pk_set)


def _write(followers) -> None:
    for record_type, keys in followers:
        index.write(record_type, keys)


def _is_record(model) -> bool:
    return any(model is record_type.model for record_type in record_types())


def connect():
    pre_save.connect(_about_to_be_saved, dispatch_uid="publishing_about_to_be_saved")
    post_save.connect(_saved, dispatch_uid="publishing_saved")
    pre_delete.connect(_about_to_be_deleted, dispatch_uid="publishing_about_to_be_deleted")
    post_delete.connect(_deleted, dispatch_uid="publishing_deleted")
    m2m_changed.connect(_related, dispatch_uid="publishing_related")
