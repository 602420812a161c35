from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from cinterfor.history.registry import keep


class ImagesConfig(AppConfig):
    """Photographs, logos and covers, each with what it shows in words and whose it is."""

    name = "cinterfor.images"
    verbose_name = _("Images")

    def ready(self):
        from cinterfor.desk.work import Listed, register_list

        from .models import Image

        keep(Image)
        label = _("Images without alternative text")
        register_list(Listed("images", label, Image, lambda: Image.objects.without_alt(), "lacks=all"))
