"""How works are related to each other (DataCite relationType)."""

from collections.abc import Iterable
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cinterfor.publishing.constraints import CheckConstraint, ForeignKey


class Pair(NamedTuple):
    """What two related works are to each other, in DataCite's words, and what the second is for the first
    work's reader."""

    forth: str
    back: str
    seen_back: str


class WorkRelation(models.Model):
    """What a work is to another: the row belongs to the one that was made from, or after, the other."""

    class Kind(models.TextChoices):
        TRANSLATION = "translation-of", _("Translation of")
        VERSION = "version-of", _("Other version of")
        REPLACES = "replaces", _("Replaces")
        PART = "part-of", _("Part of")
        REFERENCES = "references", _("Refers to")

    #: Kinds by which no work can come from itself.
    WITHOUT_CIRCLES = (Kind.TRANSLATION, Kind.REPLACES, Kind.PART)

    product = ForeignKey(
        "knowledge.Product", models.CASCADE, verbose_name=_("knowledge product"), related_name="relations"
    )
    kind = models.CharField(_("what it is to the other work"), max_length=15, choices=Kind)
    other = ForeignKey(
        "knowledge.Product", models.PROTECT, verbose_name=_("other work"), related_name="related_from"
    )

    class Meta:
        verbose_name = _("related work")
        verbose_name_plural = _("related works")
        ordering = ["kind", "pk"]
        constraints = [
            CheckConstraint(
                condition=~Q(product=F("other")),
                name="knowledge_relation_self",
                violation_error_message=_("A work cannot be related to itself."),
            ),
            models.UniqueConstraint(
                fields=["product", "kind", "other"],
                deferrable=models.Deferrable.IMMEDIATE,
                name="knowledge_relation_unique",
                violation_error_message=_("These two works are already related so."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.other}"

    def clean(self):
        if not self.product_id or not self.other_id:
            return
        if self.product_id == self.other_id:
            raise ValidationError({"other": _("A work cannot be related to itself.")})
        if self.kind in self.WITHOUT_CIRCLES and self.product_id in above(self.other_id, self.kind):
            told = _(
                "The other work is related to this one so already, directly or through others. "
                "No work can be a translation, the successor or a part of itself."
            )
            raise ValidationError({"other": told})

    @property
    def datacite(self) -> str:
        """The relationType, from the work that has the row."""
        return PAIRS[self.kind].forth

    @property
    def datacite_back(self) -> str:
        return PAIRS[self.kind].back


PAIRS = {
    WorkRelation.Kind.TRANSLATION: Pair("IsTranslationOf", "HasTranslation", _("Translations")),
    WorkRelation.Kind.VERSION: Pair("IsVersionOf", "HasVersion", _("Other versions")),
    WorkRelation.Kind.REPLACES: Pair("Obsoletes", "IsObsoletedBy", _("Replaced by")),
    WorkRelation.Kind.PART: Pair("IsPartOf", "HasPart", _("Parts")),
    WorkRelation.Kind.REFERENCES: Pair("References", "IsReferencedBy", _("Referred to by")),
}


class Related(NamedTuple):
    """The public works that are one thing to a work: in a reader's words, and in DataCite's."""

    label: str
    datacite: str
    works: list

    @property
    def is_translation(self) -> bool:
        pair = PAIRS[WorkRelation.Kind.TRANSLATION]
        return self.datacite in (pair.forth, pair.back)


def related_works(product) -> list[Related]:
    """Both ways, of works that readers may see; those that it names come first.

    Two that name each other as versions are told of once: readers are told the same from either side.
    """
    versions = {row.other_id for row in product.relations.all() if row.kind == WorkRelation.Kind.VERSION}
    found: dict[tuple[str, str], list] = {}
    for row in product.relations.all():
        if row.other.is_public:
            found.setdefault((row.get_kind_display(), row.datacite), []).append(row.other)
    for row in product.related_from.all():
        if row.kind == WorkRelation.Kind.VERSION and row.product_id in versions:
            continue
        if row.product.is_public:
            seen = PAIRS[row.kind].seen_back
            found.setdefault((str(seen), row.datacite_back), []).append(row.product)
    return [Related(label, datacite, works) for (label, datacite), works in found.items()]


def above(key: int, kind: str) -> set[int]:
    """The keys of the works to which a work leads by relations of the kind, near or far."""
    found: set[int] = set()
    nearest = {key}
    while nearest:
        rows = WorkRelation.objects.filter(product__in=nearest, kind=kind)
        nearest = set(rows.values_list("other", flat=True)) - found
        found |= nearest
    return found


def in_a_circle(kept, lost) -> Iterable[str]:
    """What stands against making two works one: the one is a part of the other, or came after it."""
    for kind in WorkRelation.WITHOUT_CIRCLES:
        for one, other in ((kept, lost), (lost, kept)):
            if other.pk in above(one.pk, kind):
                told = _("“%(one)s” is related to “%(other)s” as “%(kind)s”, so they are two.")
                yield told % {"one": one, "other": other, "kind": WorkRelation.Kind(kind).label}
