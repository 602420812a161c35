"""Quality as it is every morning."""

from cinterfor.daily import said_by


def assess_every_night() -> str:
    return said_by("assess_quality")
