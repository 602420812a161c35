"""How editors choose the image of a record: found by typing or uploaded beside, and seen."""

from django.forms import Media
from django.template.loader import render_to_string
from django.urls import reverse

from cinterfor.desk.choosing import FoundByTyping, are_keys

from .fields import ImageKey
from .models import Image


class ImageChoice(FoundByTyping):
    """One image, with a small picture of what is chosen."""

    @property
    def media(self):
        return super().media + Media(js=["cinterfor/js/images.js"])

    def render(self, name, value, attrs=None, renderer=None):
        chosen = Image.objects.filter(pk=value).first() if value and are_keys(Image, [value]) else None
        path = reverse(f"{self.admin_site.name}:images_image_thumbnail", args=[0])
        context = {"image": chosen, "path": path}
        return super().render(name, value, attrs, renderer) + render_to_string(
            "admin/images/chosen.html", context
        )


class ChoosesImages:
    """The admin of records that show images."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if isinstance(db_field, ImageKey):
            kwargs.setdefault("widget", ImageChoice(db_field, self.admin_site, using=kwargs.get("using")))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
