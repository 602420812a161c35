"""The themes that institutions have: of what they signed, published, offer to others or seek from them."""

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, Func

from agreements.models import Agreement, Party
from knowledge.models import Product, Theme
from network.models import CooperationOffer


class Pair(Func):
    """Two keys as one value."""

    template = "ARRAY[%(expressions)s]"
    output_field = ArrayField(BigIntegerField())


class Themes:
    """The public themes of some institutions, read in two statements however many these are."""

    def __init__(self, institutions: Iterable[int]):
        self._keys: dict[int, set[int]] = defaultdict(set)
        for institution, theme in _rows(list(institutions)):
            self._keys[institution].add(theme)
        found = {theme for themes in self._keys.values() for theme in themes}
        self._in_order = list(Theme.objects.published().filter(pk__in=found).in_order()) if found else []

    def common(self, one: int, other: int) -> list[Theme]:
        """The themes that both have, by name."""
        shared = self._keys[one] & self._keys[other]
        return [theme for theme in self._in_order if theme.pk in shared]


def _rows(institutions: list[int]):
    """Pairs of the keys of an institution and a theme."""
    signed = Party.objects.filter(
        institution__in=institutions,
        agreement__in=Agreement.objects.published().values("pk"),
        agreement__themes__isnull=False,
    )
    published = Product.institutions.through.objects.filter(
        institution__in=institutions,
        product__in=Product.objects.published().values("pk"),
        product__themes__isnull=False,
    )
    stated = CooperationOffer.objects.filter(institution__in=institutions, theme__isnull=False)
    kinds = ((signed, "agreement__themes"), (published, "product__themes"), (stated, "theme"))
    # One column, since nothing holds the columns of statements that are put together in their order.
    of_signed, *others = (
        rows.order_by().values_list(Pair("institution_id", path), flat=True) for rows, path in kinds
    )
    return of_signed.union(*others)
