"""The data as files, every night."""

from cinterfor.daily import said_by


def publish_dump() -> str:
    return said_by("publish_dump")
