"""What readers say is wrong."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProblemReport(models.Model):
    """A reader's word that a page is wrong, incomplete or unusable."""

    class State(models.TextChoices):
        NEW = "new", _("New")
        DONE = "done", _("Dealt with")

    page = models.CharField(_("page"), max_length=500)
    language = models.CharField(_("language"), max_length=5)
    message = models.TextField(_("what is wrong"), max_length=4000)
    email = models.EmailField(_("e-mail"), blank=True)
    state = models.CharField(_("state"), max_length=4, choices=State, default=State.NEW)
    editor_note = models.TextField(_("note for editors"), blank=True)
    received_at = models.DateTimeField(_("received"), auto_now_add=True)

    class Meta:
        verbose_name = _("problem report")
        verbose_name_plural = _("problem reports")
        ordering = ["-received_at"]

    def __str__(self):
        return self.page
