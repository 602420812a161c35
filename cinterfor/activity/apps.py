from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from cinterfor.pictures.registry import PictureType, register_picture


class ActivityConfig(AppConfig):
    """What the network did in a period: by country, by theme, by year."""

    name = "cinterfor.activity"
    verbose_name = _("Activity")

    def ready(self):
        from .forms import ScopeForm
        from .pictures import PICTURES

        for name, make in PICTURES.items():
            register_picture(PictureType(name, make, scope=ScopeForm, shown=False))
