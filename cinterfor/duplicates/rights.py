"""Who may make one record of two."""

from cinterfor.desk.roles import may, may_change, may_publish
from cinterfor.publishing.models import Publication


def may_view(user, model) -> bool:
    return may(user, "view", model) or may_change(user, model)


def may_merge_some(user, model) -> bool:
    """Whether the account may merge records of the model that are not public."""
    return may_change(user, model) and may(user, "delete", model)


def may_merge(user, *records) -> bool:
    """Merging changes one record and deletes the other; where readers see one of them, it also publishes."""
    model = type(records[0])
    is_public = any(
        getattr(record, "publication_status", None) == Publication.PUBLISHED for record in records
    )
    return may_merge_some(user, model) and (not is_public or may_publish(user, model))
