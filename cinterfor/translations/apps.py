from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationsConfig(AppConfig):
    """Messages of the interface: collecting and compiling them."""

    name = "cinterfor.translations"
    verbose_name = _("Translations")
