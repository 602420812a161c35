"""When the admin holds a record: from reading it to the end of what is sent with a form."""

from django.db import connection


def is_locking(request) -> bool:
    """Whether what this request reads of a record stays so until it ends, because others wait for it."""
    return request.method == "POST" and connection.in_atomic_block
