"""Series in which works appear (schema.org BookSeries, Periodical; ISO 3297 for their ISSN)."""

import re
from typing import NamedTuple

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import DecimalField, Exists, F, Func, OuterRef, Value
from django.db.models.functions import Cast, Upper
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from cinterfor.publishing.identifiers import IdentifierField
from knowledge.identifiers import normal_issn, validate_issn

#: So many before and behind a work in its series are shown on its page.
NEIGHBOURS = 3
LONGEST_NUMBER = 20
#: What comes behind the last comma, where there is a digit in it.
NUMBER = re.compile(r",\s*([^,]*\d[^,]*)$")


class SeriesQuerySet(models.QuerySet):
    def with_works(self, works):
        """Those in which some of the works appeared."""
        return self.filter(Exists(works.filter(series=OuterRef("pk"))))

    def named(self, title: str, **values) -> "Series":
        """The series of that title, made with the values where there is none yet."""
        if found := self.filter(title=title).first():
            return found
        short = slugify(title)[:110].strip("-") or "series"
        taken = set(self.filter(slug__startswith=short).values_list("slug", flat=True))
        slugs = (short, *(f"{short}-{number}" for number in range(2, len(taken) + 3)))
        series = self.model(title=title, slug=next(slug for slug in slugs if slug not in taken), **values)
        series.full_clean()
        series.save()
        return series


class Series(models.Model):
    """A monographic series or a periodical, by whose title and number works are asked for."""

    class Kind(models.TextChoices):
        MONOGRAPHIC = "monographic", _("Series of monographs")
        PERIODICAL = "periodical", _("Periodical")

    #: How tables and files name one.
    named_by = "title"

    slug = models.SlugField(_("short name"), max_length=120, unique=True)
    title = models.CharField(_("title"), max_length=200, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.MONOGRAPHIC)
    issn = IdentifierField("ISSN", max_length=9, blank=True, validators=[validate_issn], normal=normal_issn)

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name = _("series")
        # Translators: series of publications, in the plural.
        verbose_name_plural = _("series and periodicals")
        ordering = ["title"]
        indexes = [
            # For the editors' search, which looks for parts of words.
            GinIndex(OpClass(Upper("title"), name="gin_trgm_ops"), name="knowledge_series_words")
        ]

    def __str__(self):
        return self.title

    @property
    def schema(self) -> str:
        """Its type at schema.org."""
        return "Periodical" if self.kind == self.Kind.PERIODICAL else "BookSeries"


class Place(NamedTuple):
    """A series and the number in it, as printed in one."""

    title: str
    number: str


def place_in(printed: str) -> Place:
    """“Trazos de la Formación, 9”: the series “Trazos de la Formación”, and 9."""
    printed = " ".join(printed.split())
    found = NUMBER.search(printed)
    # What no column of numbers takes is a part of the title.
    is_number = found and found.start() and len(found[1].strip()) <= LONGEST_NUMBER
    return Place(printed[: found.start()], found[1].strip()) if is_number else Place(printed, "")


def as_number(field: str):
    """The first digits in a volume or number, for sorting: 9 before 10, and “1-2” by its 1."""
    digits = Func(F(field), Value(r"\d+"), function="substring", output_field=models.CharField())
    return Cast(digits, DecimalField(max_digits=20, decimal_places=0))


def in_order():
    """By volume and number; what has none comes last, by its date."""
    volume, number = as_number("volume"), as_number("number")
    first = F("issued_first").asc(nulls_last=True)
    return [volume.asc(nulls_first=True), number.asc(nulls_last=True), "volume", "number", first, "pk"]


class InSeriesQuerySet(models.QuerySet):
    """Works that may stand in a series."""

    def in_series(self, series):
        return self.filter(series=series)

    def neighbours_of(self, product):
        """The works of its series around it in their order, with the work itself; none where it is alone."""
        if not product.series_id:
            return self.none()
        keys = list(self.in_series(product.series_id).order_by(*in_order()).values_list("pk", flat=True))
        if product.pk not in keys or len(keys) < 2:
            return self.none()
        place = keys.index(product.pk)
        around = keys[max(0, place - NEIGHBOURS) : place + NEIGHBOURS + 1]
        return self.filter(pk__in=around).order_by(*in_order())


class NumberedInSeries:
    """A work with a place in a series."""

    @property
    def number_in_words(self) -> str:
        """The volume, and the number in it, as references write them: “12(3)”."""
        if self.volume and self.number:
            return f"{self.volume}({self.number})"
        return self.volume or self.number

    @property
    def series_in_words(self) -> str:
        """“Trazos de la Formación, 9”; empty where it is in none."""
        return ", ".join(filter(None, [self.series.title, self.number_in_words])) if self.series else ""

    @property
    def known_issn(self) -> str:
        """Its own, or that of its series."""
        return self.issn or (self.series.issn if self.series else "")

    def row_as_loaded(self, row: dict) -> dict:
        """The columns as the digest of loaded records has them: a series as its file prints it."""
        if self.series is None:
            return row
        left_out = {"series_id", "volume", "number"}
        return {name: value for name, value in row.items() if name not in left_out} | {
            "series": self.series_in_words
        }
