from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Finding records of all types in one list."""

    name = "cinterfor.search"
    verbose_name = _("Search")
