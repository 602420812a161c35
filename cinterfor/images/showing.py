"""Who may fetch an upload: everybody what a public record shows, staff what they may see in the admin."""

from cinterfor.desk.roles import may
from cinterfor.publishing.registry import record_types

from .models import Image


def is_public(path: str) -> bool:
    """Whether a published record shows this document, or the image of which this is a rendition."""
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
        may(user, "view", record_type.model) and record_type.model.objects.filter(**{lookup: path}).exists()
        for record_type in record_types()
        for lookup in record_type.file_fields
    )


def _lookups(record_type, path, images):
    yield from ((lookup, path) for lookup in record_type.file_fields)
    yield from ((f"{field}__in", images) for field in record_type.image_fields)
