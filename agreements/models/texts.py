"""The texts of agreements: in which languages, which of them are authentic, and where they are read."""

from urllib.parse import urlsplit

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cinterfor.publishing.constraints import CheckConstraint, ForeignKey
from cinterfor.publishing.files import DocumentField, UploadPath
from cinterfor.publishing.languages import WORK_LANGUAGES
from knowledge.models.documents import Document, Reading


class AgreementText(Document):
    """The words of an agreement in one language, kept here or published elsewhere.

    A text is authentic where the parties agreed that it counts; several may be (Vienna Convention on the
    Law of Treaties, article 33). Of any other nothing is claimed: it may be a translation.
    """

    agreement = ForeignKey("Agreement", models.CASCADE, verbose_name=_("agreement"), related_name="texts")
    language = models.CharField(_("language"), max_length=10, choices=WORK_LANGUAGES)
    is_authentic = models.BooleanField(
        _("authentic"), default=False, help_text=_("The agreement says that this text counts.")
    )
    file = DocumentField(_("file"), upload_to=UploadPath("agreements"), blank=True)
    url = models.URLField(_("address of the text"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("text of an agreement")
        verbose_name_plural = _("texts of the agreement")
        ordering = ["-is_authentic", "pk"]
        constraints = [
            CheckConstraint(
                condition=~Q(file="") | ~Q(url=""),
                name="agreements_text_place",
                violation_error_message=_("A text needs a file or an address where it is read."),
            )
        ]

    def __str__(self):
        return self.get_language_display()

    @property
    def site(self) -> str:
        """Whose address it is: `treaties.un.org`."""
        return urlsplit(self.url).hostname or ""


class TextReading(Reading):
    """What the file of a text told."""

    file = models.OneToOneField(AgreementText, models.CASCADE, verbose_name=_("file"), related_name="reading")

    class Meta(Reading.Meta):
        verbose_name = _("reading of a file")
        verbose_name_plural = _("readings of files")
