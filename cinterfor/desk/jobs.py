"""What the desk does every night."""

from .models import Opening

KEPT_DAYS = 30


def forget_openings() -> str:
    """Forget what was typed and never saved, when nobody has come back for it."""
    count, _by_model = Opening.objects.forgotten(KEPT_DAYS).delete()
    return f"{count} forgotten page loads removed"
