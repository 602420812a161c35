from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WatchConfig(AppConfig):
    """What is new by month, and notices of it by mail."""

    name = "cinterfor.watch"
    label = "watch"
    verbose_name = _("News by month")
