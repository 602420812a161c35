"""Where records came from: their number in another catalogue, their old addresses, their files."""

from collections.abc import Iterable
from contextlib import suppress

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from cinterfor.former import remembering as former_addresses
from cinterfor.former.remembering import Target, named_by
from cinterfor.publishing.former import FormerAddress, Named

from .cells import ITEMS, read
from .registry import Column

ID, URL, FILE = "legacy_id", "legacy_url", "file"
LONGEST = {ID: 200, URL: 500, FILE: 500}


class OriginQuerySet(models.QuerySet):
    def of(self, model: type[models.Model]):
        return self.filter(model=model._meta.label_lower)

    def records(self, model: type[models.Model], numbers: Iterable[str]) -> dict[str, int]:
        """By number in another catalogue, the record that came from there, where it is still there."""
        there = model._base_manager.values("pk")
        found = self.of(model).filter(legacy_id__in=set(numbers) - {""}, record_id__in=there)
        return dict(found.values_list("legacy_id", "record_id"))


class Origin(models.Model):
    """What a record was before it was brought in: its number there, its addresses, its files.

    A record may have come from several catalogues.
    """

    model = models.CharField(max_length=60)
    record_id = models.BigIntegerField()
    legacy_id = models.CharField(max_length=LONGEST[ID], blank=True)
    legacy_urls = ArrayField(models.CharField(max_length=LONGEST[URL]), default=list, blank=True)
    files = ArrayField(models.CharField(max_length=LONGEST[FILE]), default=list, blank=True)
    #: The import that said so; what it said goes when it is undone.
    source = models.ForeignKey("exchange.Import", models.SET_NULL, related_name="origins", null=True)

    objects = OriginQuerySet.as_manager()

    class Meta:
        verbose_name = _("origin of a record")
        verbose_name_plural = _("origins of records")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["model", "legacy_id"],
                condition=~models.Q(legacy_id=""),
                name="exchange_origin_number",
            )
        ]
        indexes = [models.Index(fields=["model", "record_id"], name="exchange_origin_record")]

    def __str__(self):
        return self.legacy_id or f"{self.model} {self.record_id}"


def number_of(line) -> str:
    """The number that the row's record has in another catalogue."""
    return read(line.cells.get(ID, "")).strip()[: LONGEST[ID]]


def _said(line) -> tuple[str, list[str], list[str]]:
    """Number, addresses and files of a row."""
    urls, files = (
        [
            text.strip()[: LONGEST[name]]
            for text in ITEMS.split(read(line.cells.get(name, "")))
            if text.strip()
        ]
        for name in (URL, FILE)
    )
    return number_of(line), urls, files


def has_news(line, known: dict[int, list[Origin]]) -> bool:
    """Whether the row says more of its record's origin than is known of it."""
    number, urls, files = _said(line)
    own = known.get(line.record_id, [])
    numbers = {origin.legacy_id for origin in own} | {""}
    old = {url for origin in own for url in origin.legacy_urls}
    names = {name for origin in own for name in origin.files}
    return number not in numbers or not old.issuperset(urls) or not names.issuperset(files)


def known_of(model: type[models.Model], keys: Iterable[int]) -> dict[int, list[Origin]]:
    found: dict[int, list[Origin]] = {}
    for origin in Origin.objects.of(model).filter(record_id__in=[key for key in keys if key]):
        found.setdefault(origin.record_id, []).append(origin)
    return found


def keep(model: type[models.Model], lines: list) -> None:
    """Keep what the rows say of the origin of records that were just written."""
    known = known_of(model, [line.record_id for line in lines])
    telling = [line for line in lines if has_news(line, known)]
    numbers = [number_of(line) for line in telling]
    here = Origin.objects.records(model, numbers)
    # Of a record that is gone the number is free again.
    Origin.objects.of(model).filter(legacy_id__in=set(numbers) - {"", *here}).delete()
    Origin.objects.bulk_create(
        Origin(
            model=model._meta.label_lower,
            record_id=line.record_id,
            legacy_id="" if number in here else number,
            legacy_urls=urls,
            files=files,
            source_id=line.source_id,
        )
        for line, (number, urls, files) in ((line, _said(line)) for line in telling)
    )


def news(model: type[models.Model], lines: list) -> set[int]:
    known = known_of(model, [line.record_id for line in lines])
    return {line.pk for line in lines if has_news(line, known)}


def forget(model: type[models.Model], lines: list) -> None:
    """What an import said of records from which it was taken back."""
    undone = [line for line in lines if not line.left_alone]
    for source in {line.source_id for line in undone}:
        keys = [line.record_id for line in undone if line.source_id == source]
        Origin.objects.of(model).filter(source=source, record_id__in=keys).delete()


def _leading(line) -> list[Named]:
    """The former addresses of a row, but for what is none."""
    found = []
    for url in _said(line)[1]:
        with suppress(ValueError):
            found.append(named_by(url))
    return found


def lead(model: type[models.Model], lines: list) -> None:
    """Former addresses lead to the records that stood there; those that lead somewhere stay as they are."""
    slugs = dict(
        model._base_manager.filter(pk__in=[line.record_id for line in lines]).values_list("pk", "slug")
    )
    name = model.record_type().name
    targets = {named: Target(name, slugs[line.record_id]) for line in lines for named in _leading(line)}
    former_addresses.keep(targets, only_new=True)


def lead_no_more(model: type[models.Model], lines: list) -> None:
    for line in lines:
        if named := [] if line.left_alone else _leading(line):
            rows = FormerAddress.objects.filter(record_type=model.record_type().name, slug=line.slug)
            rows.filter(path__in=[one.path for one in named]).delete()


COLUMNS = (
    Column(
        ID,
        _("number in another catalogue"),
        _("By it the same record is known again at the next import."),
        news=news,
        keep=keep,
        forget=forget,
    ),
    Column(
        URL,
        _("former address"),
        _("Where the record stood before; several with “|” between."),
        keep=lead,
        forget=lead_no_more,
    ),
    Column(
        FILE,
        _("name of its file"),
        _("With its folders or without; the command attach_files joins it. Several with “|” between."),
    ),
)
