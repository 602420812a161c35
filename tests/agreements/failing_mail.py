"""A mail server that answers, and takes no mail."""

from django.core.mail.backends.base import BaseEmailBackend


class EmailBackend(BaseEmailBackend):
    def send_messages(self, messages):
        raise OSError("the disk is full")
