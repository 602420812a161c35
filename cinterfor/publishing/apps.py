from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublishingConfig(AppConfig):
    """Records and their addresses."""

    name = "cinterfor.publishing"
    verbose_name = _("Publishing")

    def ready(self):
        from . import explanations, receivers

        explanations.tell()
        receivers.connect()
