from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationsConfig(AppConfig):
    """Messages of the interface, and files by which translators work on the texts of records."""

    name = "cinterfor.translations"
    verbose_name = _("Translations")

    def ready(self):
        from cinterfor.daily import register_job
        from cinterfor.exchange.kinds import register_translations
        from cinterfor.pictures.registry import PictureType, register_picture

        from .import_kind import TranslationImport
        from .interface_kind import InterfaceImport
        from .jobs import measure_progress
        from .models import INTERFACE
        from .pictures import PICTURES

        register_translations(TranslationImport)
        register_translations(InterfaceImport, INTERFACE)
        register_job("measure_translations", 97, measure_progress)
        for name, make in PICTURES.items():
            register_picture(PictureType(name, make, shown=False))
