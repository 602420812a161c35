from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AnnouncingConfig(AppConfig):
    """What the portal puts forward for a time: records pinned to the home, notices above every page."""

    name = "cinterfor.announcing"
    verbose_name = _("Home and notices")
