from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FormatsConfig(AppConfig):
    """Every list and record as data for machines."""

    name = "cinterfor.formats"
    verbose_name = _("Data formats")

    def ready(self):
        from cinterfor.renditions.kinds import offer

        from . import objects, tables

        offer(tables.kinds)
        offer(objects.kinds)
