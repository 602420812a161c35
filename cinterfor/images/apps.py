from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from cinterfor.history.registry import keep


class ImagesConfig(AppConfig):
    """Photographs, logos and covers, each with what it shows in words and whose it is."""

    name = "cinterfor.images"
    verbose_name = _("Images")

    def ready(self):
        from cinterfor.desk.explaining import explain
        from cinterfor.desk.work import Listed, register_list

        from .models import Image

        keep(Image)
        label = _("Images without alternative text")
        register_list(Listed("images", label, Image, lambda: Image.objects.without_alt(), "lacks=all"))
        explain(
            Image,
            _("A photograph, logo or cover, with what it shows in words and whose it is."),
            file=_("A PNG, JPEG or WebP file, as large as you have it: smaller ones are made of it."),
        )
