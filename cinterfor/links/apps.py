from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LinksConfig(AppConfig):
    """Whether the addresses that records lead to still answer."""

    name = "cinterfor.links"
    verbose_name = _("Links")

    def ready(self):
        from . import receivers

        receivers.connect()
