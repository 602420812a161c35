"""Images: what records show, with what it shows in words and whose it is."""

import re
from functools import cached_property

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cinterfor.publishing.files import ImageField, UploadPath
from cinterfor.publishing.languages import LANGUAGES, Text, text_in

from . import renditions
from .renditions import Rendition, from_json

FILE_NAME = re.compile(r".+\.(jpe?g|png|webp|avif|gif|tiff?|heic)", re.IGNORECASE)
PERCENT = [MaxValueValidator(100)]


def _lacks(language: str) -> Q:
    return Q(**{f"alt_{language}": None}) | Q(**{f"alt_{language}": ""})


class ImageQuerySet(models.QuerySet):
    def without_alt(self, language=None):
        """Without alternative text in the language; without a language: in none at all."""
        lacking = Q()
        for code in [language] if language else LANGUAGES:
            lacking &= _lacks(code)
        return self.filter(lacking)

    def without_credit(self):
        return self.filter(credit="")

    def used(self):
        """Shown by some record, public or not."""
        return self.filter(self._shown())

    def unused(self):
        return self.exclude(self._shown())

    def published(self):
        """Shown by some public record."""
        return self.filter(self._shown(public=True))

    def _shown(self, public=False):
        shown = Q()
        for relation in self.model.shown_by():
            model = relation.related_model
            rows = model.objects.published() if public else model._base_manager
            shown |= Q(Exists(rows.filter(**{relation.field.name: OuterRef("pk")})))
        return shown

    def holding(self, path):
        """The image that has a file of this path among what browsers fetch."""
        return self.filter(renditions__contains=[{"path": path}])

    def with_uses(self):
        """With the records that show them, in a fixed number of queries."""
        return self.prefetch_related(*(relation.get_accessor_name() for relation in self.model.shown_by()))


class Image(models.Model):
    """A photograph, logo or cover (schema.org ImageObject). None is published without words and credit."""

    file = ImageField(_("file"), upload_to=UploadPath("images"))
    alt = models.CharField(
        _("alternative text"),
        max_length=300,
        blank=True,
        help_text=_(
            "What the image shows, in one sentence, for who does not see it. In one language at least."
        ),
    )
    credit = models.CharField(_("credit"), max_length=200, help_text=_("Such as “© OIT / Ana Silva”."))
    width = models.PositiveIntegerField(_("width"), default=0, editable=False)
    height = models.PositiveIntegerField(_("height"), default=0, editable=False)
    focal_x = models.PositiveSmallIntegerField(
        _("focal point from the left"),
        default=50,
        validators=PERCENT,
        help_text=_("In percent of the width."),
    )
    focal_y = models.PositiveSmallIntegerField(
        _("focal point from the top"),
        default=50,
        validators=PERCENT,
        help_text=_("In percent of the height."),
    )
    renditions = models.JSONField(default=list, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("uploaded by"),
        related_name="+",
        null=True,
        editable=False,
    )
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)

    objects = ImageQuerySet.as_manager()

    class Meta:
        verbose_name = _("image")
        verbose_name_plural = _("images")
        ordering = ["-pk"]
        indexes = [GinIndex(fields=["renditions"], opclasses=["jsonb_path_ops"], name="images_renditions")]
        constraints = [
            models.CheckConstraint(
                condition=Q(focal_x__lte=100, focal_y__lte=100),
                name="images_focal_point",
                violation_error_message=_("The focal point lies within the image: 0 to 100 percent."),
            )
        ]

    def __str__(self):
        return self.alt_text.value or self.file.name.rpartition("/")[2]

    def save(self, *args, **kwargs):
        if self.file and not self.file._committed:
            self.file.save(self.file.name, self.file.file, save=False)
            self.renditions = []
        self._draw()
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "file", "width", "height", "renditions"}
        super().save(*args, **kwargs)

    @classmethod
    def shown_by(cls):
        """The relations from records to the image that they show."""
        return [relation for relation in cls._meta.related_objects if relation.one_to_many]

    def uses(self) -> list:
        """The records that show it."""
        return [
            record
            for relation in self.shown_by()
            for record in getattr(self, relation.get_accessor_name()).all()
        ]

    def clean(self):
        super().clean()
        texts = {f"alt_{code}": (getattr(self, f"alt_{code}") or "").strip() for code in LANGUAGES}
        if not any(texts.values()):
            raise ValidationError({f"alt_{LANGUAGES[0]}": _("Fill this in, in at least one language.")})
        if named := [name for name, text in texts.items() if FILE_NAME.fullmatch(text)]:
            message = _("This is the name of a file. Say what the image shows.")
            raise ValidationError(dict.fromkeys(named, message))

    def _draw(self):
        """Make what is missing, and the pictures of cards anew where the focal point has moved."""
        self.__dict__.pop("files", None)
        focus = (self.focal_x, self.focal_y)
        plain = [item for item in self.files if item.focus is None]
        cards = [item for item in self.files if item.focus == focus]
        storage, name = self.file.storage, self.file.name
        if (plain and cards) or not name or not storage.exists(name):
            return  # drawn already; or lost: what was drawn of it may still be there
        self.width, self.height = renditions.size_of(storage, name)
        made = (plain or renditions.whole(storage, name)) + renditions.cut_for_cards(storage, name, focus)
        self.renditions = [item.as_json() for item in made]
        del self.files

    @cached_property
    def files(self) -> list[Rendition]:
        """What browsers fetch; empty where the uploaded file was lost before it was drawn."""
        return [from_json(values) for values in self.renditions]

    @property
    def thumbnail(self) -> Rendition | None:
        """The whole image, small, in a format that every browser reads."""
        return self._rendition(cut=False, width=0)

    @property
    def shown_whole(self) -> Rendition | None:
        """What editors see of it where they set the focal point."""
        return self._rendition(cut=False, width=640)

    @property
    def largest(self) -> Rendition | None:
        return self._rendition(cut=False, width=renditions.WIDTHS[-1])

    @property
    def shown_cut(self) -> Rendition | None:
        return self._rendition(cut=True, width=0)

    def _rendition(self, cut: bool, width: int) -> Rendition | None:
        """The smallest that is as wide, or else the widest."""
        found = [item for item in self.files if item.format == "webp" and bool(item.focus) == cut]
        return next((item for item in found if item.width >= width), found[-1] if found else None)

    @property
    def alt_text(self) -> Text:
        """The alternative text in the reader's language or, with that language, in another."""
        return text_in(self, "alt")

    @property
    def is_described(self) -> bool:
        return bool(self.alt_text and self.credit)
