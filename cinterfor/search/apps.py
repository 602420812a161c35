from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Finding records of all types in one list."""

    name = "cinterfor.search"
    verbose_name = _("Search")

    def ready(self):
        from cinterfor.daily import register_job

        from .jobs import check_index

        register_job("check_search", 20, check_index)
