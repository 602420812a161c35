"""The links that are asked every night."""

from cinterfor.daily import said_by

#: As many addresses, and minutes, as a night has for them.
MOST, MINUTES = 500, 120


def check_some_links() -> str:
    return said_by("check_links", limit=MOST, minutes=MINUTES)
