"""The files of knowledge products, and what they tell about themselves."""

from typing import NamedTuple

from django.core.files.storage import default_storage
from django.db import models
from django.db.models import Case, F, OuterRef, Subquery, When
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _

from cinterfor.publishing.constraints import ForeignKey
from cinterfor.publishing.files import DocumentField, UploadPath, first_page_path
from cinterfor.publishing.languages import WORK_LANGUAGES

from .documents import Document, Reading

#: In pixels: of the picture beside a title, and of that on the page (documents/apart/first_page.py).
FIRST_PAGE_WIDTHS = (160, 640)


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


class ProductFile(Document):
    """The work itself, or a part of it, as a file in one language."""

    shows_first_page = True

    product = ForeignKey(
        "knowledge.Product", models.CASCADE, verbose_name=_("knowledge product"), related_name="files"
    )
    file = DocumentField(_("file"), upload_to=UploadPath("works"))
    language = models.CharField(_("language"), max_length=10, choices=WORK_LANGUAGES)
    label = models.CharField(_("label"), max_length=150, blank=True, help_text=_("Such as “Annex 1”."))

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ["pk"]

    def __str__(self):
        return self.label or self.file.name.rpartition("/")[2]

    @property
    def first_page(self) -> FirstPage | None:
        """The pictures of a PDF's first page; None of what has none or was not read yet."""
        if not self.known or not self.known.first_page_height:
            return None
        return FirstPage(self.file.name, self.known.first_page_height)


class FileReading(Reading):
    """What the file of a work told."""

    file = models.OneToOneField(ProductFile, models.CASCADE, verbose_name=_("file"), related_name="reading")

    class Meta(Reading.Meta):
        verbose_name = _("reading of a file")
        verbose_name_plural = _("readings of files")


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
