"""What of a work there is in each language: its file, the address of it, an abstract, or nothing."""

from enum import StrEnum
from typing import NamedTuple

from django.db import models
from django.db.models import Exists, OuterRef

from cinterfor.publishing.languages import LANGUAGES, language_name, texts

from .files import ProductFile


class Coverage(StrEnum):
    """The most that a reader of a language finds."""

    FILE = "file"
    ELSEWHERE = "elsewhere"
    ABSTRACT = "abstract"
    NOTHING = "nothing"


class CoveredLanguage(NamedTuple):
    """A row of the matrix: what there is in a language (BCP 47)."""

    language: str
    coverage: Coverage
    has_abstract: bool

    @property
    def name(self) -> str:
        return language_name(self.language)

    @property
    def has_work(self) -> bool:
        return self.coverage in (Coverage.FILE, Coverage.ELSEWHERE)


def coverage_of(product) -> list[CoveredLanguage]:
    """The portal's languages in their order, and after them the others in which there is the work."""
    in_files = [file.language for file in product.files.all()]
    elsewhere = product.language if product.url else ""
    abstracts = texts(product, "abstract")

    def covered(language):
        if language in in_files:
            return Coverage.FILE
        if language == elsewhere:
            return Coverage.ELSEWHERE
        return Coverage.ABSTRACT if language in abstracts else Coverage.NOTHING

    codes = dict.fromkeys([*LANGUAGES, product.language, *sorted(in_files)])
    return [CoveredLanguage(code, covered(code), code in abstracts) for code in codes]


class CoveredInLanguages:
    """A work that tells what of it there is in each language."""

    @property
    def coverage(self) -> list[CoveredLanguage]:
        return coverage_of(self)

    @property
    def coverage_with_translations(self) -> list[tuple[CoveredLanguage, list]]:
        """The same, each with the public works in the language that are its translation, or its original."""
        found = [work for related in self.related if related.is_translation for work in related.works]
        return [(row, [work for work in found if work.language == row.language]) for row in self.coverage]


class FilesInLanguagesQuerySet(models.QuerySet):
    """Works, by the languages in which their files are."""

    def with_file_in(self, language):
        return self.filter(Exists(ProductFile.objects.filter(product=OuterRef("pk"), language=language)))
