from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    """All public records for programs, read only, described by OpenAPI."""

    name = "cinterfor.api"
    verbose_name = _("API")
