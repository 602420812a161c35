"""Documents that records show, and what their files tell about themselves."""

from pathlib import PurePosixPath

from django.apps import apps
from django.db import models
from django.db.models import F, Q
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

OFFICE = "application/vnd.openxmlformats-officedocument"
#: By the end of a stored name, which was checked against the content.
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "epub": "application/epub+zip",
    "docx": f"{OFFICE}.wordprocessingml.document",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
    "pptx": f"{OFFICE}.presentationml.presentation",
    "zip": "application/zip",
}


class Reading(models.Model):
    """What a file told when it was read: the portal writes it, nobody types it.

    It is no part of the record's state: a file of the same path always tells the same.
    """

    class Outcome(models.TextChoices):
        READ = "read", _("read")
        PART = "part", _("read in part: it is long, and the rest is read at night")
        PART_ONLY = "part-only", _("read in part: it is very long")
        LOCKED = "locked", _("protected by a password: its text cannot be searched")
        DAMAGED = "damaged", _("damaged: it may not open for readers either")
        UNFINISHED = "unfinished", _("not read: it takes too long, and is tried again at night")
        GIVEN_UP = "given-up", _("not read: it takes too long")
        LOST = "lost", _("the stored file is lost")
        NO_READER = "no-reader", _("an archive: search does not look into it")

    #: What is tried again when there is more time, and what then becomes of it.
    UNFINISHED = {Outcome.PART: Outcome.PART_ONLY, Outcome.UNFINISHED: Outcome.GIVEN_UP}

    path = models.CharField(max_length=100)
    size = models.BigIntegerField(_("size in bytes"), null=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    pages = models.PositiveIntegerField(_("pages"), null=True)
    is_tagged = models.BooleanField(_("tagged"), null=True)
    has_text = models.BooleanField(_("has text"), null=True)
    #: In pixels, of the wider picture of its first page; null where none was made.
    first_page_height = models.PositiveIntegerField(null=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    reader = models.CharField(_("read by"), max_length=40, blank=True)
    read_at = models.DateTimeField(_("read at"), auto_now=True)

    class Meta:
        abstract = True
        default_permissions = ()

    def __str__(self):
        return self.path

    @property
    def is_scanned(self) -> bool:
        """Whether its pages were read and have no text."""
        return self.has_text is False

    def in_words(self) -> list[str]:
        """For editors: pages, size, and what a reader with a screen reader will meet."""
        found = []
        if self.pages:
            told = ngettext("%(number)d page", "%(number)d pages", self.pages)
            found.append(told % {"number": self.pages})
        if self.size is not None:
            found.append(filesizeformat(self.size))
        if self.is_scanned:
            found.append(str(_("scanned: no text for screen readers")))
        elif self.is_tagged:
            found.append(str(_("tagged for screen readers")))
        elif self.is_tagged is False:
            found.append(str(_("not tagged: screen readers get text without headings")))
        if self.outcome != self.Outcome.READ:
            found.append(str(self.get_outcome_display()))
        return found


class DocumentQuerySet(models.QuerySet):
    def with_readings(self):
        return self.select_related("reading")

    def to_read(self):
        """Not read yet, read before another file took the place, or given up too early."""
        is_another = ~Q(reading__path=F("file"))
        unfinished = Q(reading__outcome__in=Reading.UNFINISHED)
        # Before the portal read anything but PDF it noted that it had no reader.
        is_readable_now = Q(reading__outcome=Reading.Outcome.NO_READER) & ~Q(file__iendswith=".zip")
        asked = Q(reading=None) | is_another | unfinished | is_readable_now
        return self.exclude(file="").filter(asked)


class Document(models.Model):
    """A row of a record that holds a `file`, and has its `reading`, a Reading, beside it."""

    #: Whether readers are shown the first page of a PDF.
    shows_first_page = False

    objects = DocumentQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def known(self) -> Reading | None:
        """What this very file has told; None until it was read."""
        reading = getattr(self, "reading", None)
        return reading if reading and reading.path == self.file.name else None

    @property
    def size(self) -> int | None:
        """Bytes; None where the stored file is lost."""
        if not self.file:
            return None
        if self.known and self.known.size is not None:
            return self.known.size
        try:
            return self.file.size
        except OSError:
            return None

    @property
    def format(self) -> str:
        """`pdf`, `epub` ..."""
        return PurePosixPath(self.file.name).suffix.lower().lstrip(".")

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES.get(self.format, "application/octet-stream")


def document_models() -> list[type[Document]]:
    return [model for model in apps.get_models() if issubclass(model, Document)]
