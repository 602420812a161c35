"""The files of knowledge products, and what they tell about themselves."""

from pathlib import PurePosixPath
from typing import NamedTuple

from django.core.files.storage import default_storage
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, When
from django.db.models.functions import JSONObject
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _gettext
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cinterfor.publishing.constraints import ForeignKey
from cinterfor.publishing.files import DocumentField, UploadPath, first_page_path
from cinterfor.publishing.languages import WORK_LANGUAGES

#: In pixels: of the picture beside a title, and of that on the page (documents/apart/first_page.py).
FIRST_PAGE_WIDTHS = (160, 640)
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


class FirstPage(NamedTuple):
    """The pictures of the first page of a stored PDF, and the height of the wider one in pixels."""

    document: str
    height: int

    @property
    def path(self) -> str:
        return first_page_path(self.document, self.width)

    @property
    def url(self) -> str:
        return default_storage.url(self.path)

    @property
    def small_url(self) -> str:
        return default_storage.url(first_page_path(self.document, FIRST_PAGE_WIDTHS[0]))

    @property
    def width(self) -> int:
        return FIRST_PAGE_WIDTHS[-1]


class ProductFileQuerySet(models.QuerySet):
    def with_readings(self):
        return self.select_related("reading")

    def to_read(self):
        """Not read yet, read before another file took the place, or given up too early."""
        is_another = ~Q(reading__path=F("file"))
        unfinished = Q(reading__outcome__in=FileReading.UNFINISHED)
        # Before the portal read anything but PDF it noted that it had no reader.
        is_readable_now = Q(reading__outcome=FileReading.Outcome.NO_READER) & ~Q(file__iendswith=".zip")
        return self.filter(Q(reading=None) | is_another | unfinished | is_readable_now)


class ProductFile(models.Model):
    """The work itself, or a part of it, as a file in one language."""

    product = ForeignKey(
        "knowledge.Product", models.CASCADE, verbose_name=_("knowledge product"), related_name="files"
    )
    file = DocumentField(_("file"), upload_to=UploadPath("works"))
    language = models.CharField(_("language"), max_length=10, choices=WORK_LANGUAGES)
    label = models.CharField(_("label"), max_length=150, blank=True, help_text=_("Such as “Annex 1”."))

    objects = ProductFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ["pk"]

    def __str__(self):
        return self.label or self.file.name.rpartition("/")[2]

    @property
    def known(self) -> "FileReading | None":
        """What this very file has told; None until it was read."""
        reading = getattr(self, "reading", None)
        return reading if reading and reading.path == self.file.name else None

    @property
    def first_page(self) -> FirstPage | None:
        """The pictures of a PDF's first page; None of what has none or was not read yet."""
        if not self.known or not self.known.first_page_height:
            return None
        return FirstPage(self.file.name, self.known.first_page_height)

    @property
    def size(self) -> int | None:
        """Bytes; None where the stored file is lost."""
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


class FileReading(models.Model):
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

    file = models.OneToOneField(ProductFile, models.CASCADE, verbose_name=_("file"), related_name="reading")
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
        verbose_name = _("reading of a file")
        verbose_name_plural = _("readings of files")
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
            found.append(_gettext("scanned: no text for screen readers"))
        elif self.is_tagged:
            found.append(_gettext("tagged for screen readers"))
        elif self.is_tagged is False:
            found.append(_gettext("not tagged: screen readers get text without headings"))
        if self.outcome != self.Outcome.READ:
            found.append(str(self.get_outcome_display()))
        return found


class FileWords(models.Model):
    """The words of a file, each once in the order of the text: for search alone."""

    file = models.OneToOneField(ProductFile, models.CASCADE, verbose_name=_("file"), related_name="words")
    words = models.TextField()

    class Meta:
        verbose_name = _("words of a file")
        verbose_name_plural = _("words of files")
        default_permissions = ()

    def __str__(self):
        return str(self.file_id)


def first_page_read() -> Subquery:
    """Of products: `{"document": path, "height": pixels}` of the PDF whose first page stands for the work.

    That in the language of the work comes before the others. Cards need no more of the files.
    """
    in_another = Case(When(file__language=OuterRef("language"), then=0), default=1)
    drawn = FileReading.objects.filter(
        file__product=OuterRef("pk"), first_page_height__isnull=False, path=F("file__file")
    )
    ranked = drawn.annotate(in_another=in_another).order_by("in_another", "file")
    return Subquery(ranked.values_list(JSONObject(document="path", height="first_page_height"))[:1])
