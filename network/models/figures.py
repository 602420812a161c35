"""Numbers that others have published about the network."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FigureQuerySet(models.QuerySet):
    def published(self):
        return self.filter(published=True)


class Figure(models.Model):
    """A number that somebody published about the network: never one that the portal counts itself."""

    slug = models.SlugField(_("short name"), max_length=80, unique=True)
    label = models.CharField(_("what is counted"), max_length=200)
    context = models.CharField(_("context"), max_length=300, blank=True)
    value = models.PositiveBigIntegerField(_("value"))
    at_least = models.BooleanField(_("“more than”"), default=False)
    year = models.PositiveSmallIntegerField(_("year"))
    by = models.CharField(_("who says so"), max_length=200)
    source = models.URLField(_("address of the source"), max_length=500)
    published = models.BooleanField(_("shown on the home page"), default=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    loaded_state = models.CharField(max_length=64, blank=True, editable=False)

    objects = FigureQuerySet.as_manager()

    class Meta:
        verbose_name = _("published figure")
        verbose_name_plural = _("published figures")
        ordering = ["position", "slug"]

    def __str__(self):
        return f"{self.value} {self.label} ({self.year})"
