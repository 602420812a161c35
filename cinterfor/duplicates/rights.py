"""Who may make one record of two."""

from django.contrib.auth import get_permission_codename

from cinterfor.desk.roles import may_change, may_publish
from cinterfor.publishing.models import Publication


def _may(user, act: str, model) -> bool:
    return user.has_perm(f"{model._meta.app_label}.{get_permission_codename(act, model._meta)}")


def may_view(user, model) -> bool:
    return _may(user, "view", model) or may_change(user, model)


def may_merge_some(user, model) -> bool:
    """Whether the account may merge records of the model that are not public."""
    return may_change(user, model) and _may(user, "delete", model)


def may_merge(user, *records) -> bool:
    """Merging changes one record and deletes the other; where readers see one of them, it also publishes."""
    model = type(records[0])
    is_public = any(
        getattr(record, "publication_status", None) == Publication.PUBLISHED for record in records
    )
    return may_merge_some(user, model) and (not is_public or may_publish(user, model))
