from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class PicturesConfig(AppConfig):
    """Maps, plots and sharing images, drawn by the server from the records."""

    name = "cinterfor.pictures"
    verbose_name = _("Pictures")

    def ready(self):
        # Each app says in a module `sharing` how its records are shown where they are passed on.
        autodiscover_modules("sharing")
