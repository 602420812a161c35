"""The daily jobs that belong to no single capability."""

from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone


def clear_sessions() -> str:
    """Forget the sessions of editors that have expired."""
    count = Session.objects.filter(expire_date__lt=timezone.now()).count()
    call_command("clearsessions")
    return f"{count} expired sessions removed"
