from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LinksConfig(AppConfig):
    """Whether the addresses that records lead to still answer."""

    name = "cinterfor.links"
    verbose_name = _("Links")

    def ready(self):
        from cinterfor.daily import register_job
        from cinterfor.desk.explaining import explain
        from cinterfor.desk.work import register_work

        from . import receivers
        from .jobs import check_some_links
        from .models import Link
        from .work import BROKEN_LINKS

        explain(Link, _("An address to which a record leads, and whether it still answers."))
        receivers.connect()
        register_job("check_links", 90, check_some_links)
        register_work(BROKEN_LINKS)
