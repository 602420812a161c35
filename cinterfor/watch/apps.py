from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WatchConfig(AppConfig):
    """What is new by month, and notices of it by mail."""

    name = "cinterfor.watch"
    label = "watch"
    verbose_name = _("News by month")

    def ready(self):
        from cinterfor.daily import register_job

        from .parts import register_parts
        from .sending import send_those_due

        register_job("send_notices", 42, send_those_due)
        register_parts()
