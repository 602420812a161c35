"""Who may fetch an upload: everybody what a public record shows, staff what they may see in the admin.

Who has the link of a preview may fetch what that record shows.
"""

from cinterfor.desk.preview import shown_by
from cinterfor.desk.roles import may
from cinterfor.publishing.files import document_of
from cinterfor.publishing.registry import record_types

from .models import Image


def is_public(path: str) -> bool:
    """Whether a published record shows this document or its first page, or the image that this renders."""
    images = Image.objects.holding(path)
    return any(
        record_type.model.objects.published().filter(**{lookup: value}).exists()
        for record_type in record_types()
        for lookup, value in _lookups(record_type, path, images)
    )


def may_see(user, path: str) -> bool:
    """Whether this account may see the record, or the list of images, in which the file stands."""
    if not user.is_active or not user.is_staff:
        return False
    if user.has_perm("images.view_image") and (
        Image.objects.holding(path).exists() or Image.objects.filter(file=path).exists()
    ):
        return True
    return any(
        may(user, "view", record_type.model)
        and record_type.model.objects.filter(**{lookup: document_of(path)}).exists()
        for record_type in record_types()
        for lookup in record_type.file_fields
    )


def is_previewed(token: str, path: str) -> bool:
    """Whether the link of a preview, if it is still good, shows this document or rendition."""
    if (shown := shown_by(token)) is None:
        return False
    record_type, state = shown
    rows = [row for rows in state["rows"].values() for row in rows.values()]
    names = [lookup.rpartition("__")[2] for lookup in record_type.file_fields]
    if any(row.get(name) == document_of(path) for row in rows for name in names):
        return True
    chosen = [state["fields"][f"{field}_id"] for field in record_type.image_fields]
    return Image.objects.holding(path).filter(pk__in=[key for key in chosen if key]).exists()


def _lookups(record_type, path, images):
    yield from ((lookup, document_of(path)) for lookup in record_type.file_fields)
    yield from ((f"{field}__in", images) for field in record_type.image_fields)
