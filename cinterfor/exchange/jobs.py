"""What import and export do every night."""

from .models import Import

KEPT_DAYS = 30


def forget_imports() -> str:
    """Forget tables that were sent and looked at, when nobody has come back to import them."""
    forgotten = Import.objects.forgotten(KEPT_DAYS)
    count = forgotten.count()
    forgotten.delete()
    return f"{count} forgotten imports removed"
