from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OpenDataConfig(AppConfig):
    """All that is public as files to take away, and the page that says what can be had and how."""

    name = "cinterfor.opendata"
    verbose_name = _("Open data")

    def ready(self):
        from cinterfor.daily import register_job

        from .jobs import publish_dump

        # Near the end: with what the jobs before it have mended.
        register_job("publish_dump", 96, publish_dump)
