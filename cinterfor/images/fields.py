"""How records point to an image."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class ImageKey(models.ForeignKey):
    """The image that a record shows; it is not published with one that lacks its words or its credit."""

    def __init__(self, verbose_name=None, **kwargs):
        # Nobody deletes an image from under the records that show it.
        kwargs = {"to": "images.Image", "on_delete": models.PROTECT, "null": True, "blank": True} | kwargs
        super().__init__(verbose_name=verbose_name, **kwargs)

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        if model_instance.publication_status != "published":
            return
        image = self.remote_field.model._default_manager.filter(pk=value).first()
        if image and not image.is_described:
            raise ValidationError(
                _("The image “%(image)s” has no alternative text or no credit. Add it before publishing."),
                code="undescribed",
                params={"image": image},
            )
