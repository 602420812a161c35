from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LinkedConfig(AppConfig):
    """What pages say to machines: schema.org in JSON-LD, and typed links (FAIR Signposting)."""

    name = "cinterfor.linked"
    verbose_name = _("Linked data")
