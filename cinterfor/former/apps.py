from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FormerConfig(AppConfig):
    """Addresses of the former site, and those that readers ask for in vain."""

    name = "cinterfor.former"
    verbose_name = _("Former addresses")

    def ready(self):
        from cinterfor.daily import register_job
        from cinterfor.desk.work import register_list

        from . import explanations
        from .jobs import forget_unknown_addresses
        from .work import OFTEN_ASKED

        explanations.tell()
        register_job("forget_unknown", 17, forget_unknown_addresses)
        register_list(OFTEN_ASKED)
