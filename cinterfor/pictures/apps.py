from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PicturesConfig(AppConfig):
    """Maps, plots and sharing images, drawn by the server from the records."""

    name = "cinterfor.pictures"
    verbose_name = _("Pictures")
