from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    """Records as tables that editors work on elsewhere: export, import, and undoing an import."""

    name = "cinterfor.exchange"
    label = "exchange"
    verbose_name = _("Import and export")

    def ready(self):
        from cinterfor.daily import register_job

        from .jobs import forget_imports
        from .origins import COLUMNS
        from .registry import register_columns

        register_job("forget_imports", 16, forget_imports)
        register_columns(*COLUMNS)
