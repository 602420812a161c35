from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AnnouncingConfig(AppConfig):
    """What the portal puts forward for a time: records pinned to the home, notices above every page."""

    name = "cinterfor.announcing"
    verbose_name = _("Home and notices")

    def ready(self):
        from cinterfor.desk.explaining import explain

        from .models import Notice, Pin

        explain(Pin, _("A record that stands first on the home. Others are pinned from their own pages."))
        explain(Notice, _("A sentence above every page of the portal for a time; it goes by itself."))
