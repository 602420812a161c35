from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """The editors' desk: how staff write, review and publish what the portal shows."""

    name = "cinterfor.desk"
    verbose_name = _("Editing")
