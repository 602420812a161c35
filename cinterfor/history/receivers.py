"""What the history hears of: records, their rows and relations, and accounts."""

from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete

from .noting import note, note_deletion
from .registry import kept_models, owners


def _saved(sender, instance, raw=False, **kwargs):
    if not raw:
        _note_owner(sender, instance)


def _note_owner(model, instance):
    if model in kept_models():
        note(model, [instance.pk])
    elif model in owners():
        field = model._meta.get_field(owners()[model])
        note(field.related_model, [getattr(instance, field.attname)])


def _about_to_be_deleted(sender, instance, **kwargs):
    if sender in kept_models():
        note_deletion(instance)


def _deleted(sender, instance, origin=None, **kwargs):
    # Rows that go with their record need no version of their own.
    if sender in owners() and (origin is instance or getattr(origin, "model", None) is sender):
        _note_owner(sender, instance)


def _related(sender, instance, action, reverse, model, pk_set, **kwargs):
    if action not in ("post_add", "post_remove", "post_clear"):
        return
    if not reverse and type(instance) in kept_models():
        note(type(instance), [instance.pk])
    elif reverse and model in kept_models() and pk_set:
        note(model, pk_set)


def connect():
    for signal, receiver in (
        (post_save, _saved),
        (pre_delete, _about_to_be_deleted),
        (post_delete, _deleted),
        (m2m_changed, _related),
    ):
        signal.connect(receiver, dispatch_uid=f"history{receiver.__name__}")
