"""The themes that institutions have: of what they signed, published, offer to others or seek from them."""

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import F, QuerySet
from django.utils.translation import get_language

from agreements.models import Agreement
from knowledge.models import Product, Theme


class Themes:
    """The public themes of some institutions, read in one statement however many these are."""

    def __init__(self, institutions: Iterable[int]):
        self._keys: dict[int, set[int]] = defaultdict(set)
        self._in_order: dict[int, Theme] = {}
        for theme in _themes(list(institutions)):
            self._in_order.setdefault(theme.pk, theme)
            for institution in theme.whose:
                self._keys[institution].add(theme.pk)

    def common(self, one: int, other: int) -> list[Theme]:
        """The themes that both have, by name."""
        shared = self._keys[one] & self._keys[other]
        return [theme for key, theme in self._in_order.items() if key in shared]


def _themes(institutions: list[int]) -> QuerySet:
    """Each theme once for each way in which institutions come to it, with their keys in `whose`; by name."""
    kinds = (
        ("agreements__parties__institution", {"agreements__in": Agreement.objects.published().values("pk")}),
        ("products__institutions", {"products__in": Product.objects.published().values("pk")}),
        ("cooperation_offers__institution", {}),
    )
    of_signed, *others = (
        Theme.objects.published()
        .filter(**public, **{f"{path}__in": institutions})
        .annotate(whose=ArrayAgg(F(path), distinct=True))
        .order_by()
        for path, public in kinds
    )
    return of_signed.union(*others, all=True).order_by(f"sort_key_{get_language()}", "pk")
