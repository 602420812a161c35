from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HistoryConfig(AppConfig):
    """Every change of a record, by whom and when; restoring and recovering; the security log."""

    name = "cinterfor.history"
    label = "history"
    verbose_name = _("History")

    def ready(self):
        from . import receivers, security

        receivers.connect()
        security.connect()
