"""Text for files of one line a value."""

from cinterfor.publishing.plaintext import writable


def one_line(text: str) -> str:
    """The text without anything that breaks a line, and without characters that no file of text holds."""
    return " ".join(writable(text).split())
