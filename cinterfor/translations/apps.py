from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationsConfig(AppConfig):
    """Messages of the interface, and files by which translators work on the texts of records."""

    name = "cinterfor.translations"
    verbose_name = _("Translations")

    def ready(self):
        from cinterfor.exchange.kinds import register_translations

        from .import_kind import TranslationImport

        register_translations(TranslationImport)
