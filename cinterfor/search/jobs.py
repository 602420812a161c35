"""What keeps the search index in step from day to day."""

from django.core.management import CommandError

from cinterfor.daily import said_by


def check_index() -> str:
    """Compare the index with the records, and write it anew where they differ."""
    try:
        return said_by("check_search")
    except CommandError as drift:
        return f"{drift} {said_by('rebuild_search', restart=True)}"
