from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ComparingConfig(AppConfig):
    """Records of one type side by side."""

    name = "cinterfor.comparing"
    verbose_name = _("Comparison")
