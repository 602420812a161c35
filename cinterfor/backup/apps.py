from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class BackupConfig(AppConfig):
    """Database and uploads in one archive, and the way back."""

    name = "cinterfor.backup"
    verbose_name = _("Backup")

    def ready(self):
        from cinterfor.daily import register_job

        from .jobs import back_up

        if settings.BACKUP_FOLDER:
            register_job("backup", 30, back_up)
