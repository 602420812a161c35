from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RequestsConfig(AppConfig):
    """What institutions and readers ask of the Centre: public forms, and one queue for the staff."""

    name = "cinterfor.requests"
    label = "requests"
    verbose_name = _("Requests")
