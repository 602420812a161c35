"""The list of all pairs of the portal that may be one: only what is new since the last time is compared."""

from collections.abc import Iterable

from django.db import transaction

from . import names
from .finding import near_stored
from .models import ComparedName, LikelyDuplicate
from .registry import Compared, all_compared

CHUNK = 200


def find_pairs(models: Iterable[type] = (), tell=lambda compared, done, total: None) -> int:
    """Bring the list up to date; returns how many pairs wait to be looked at."""
    chosen = [item for item in all_compared() if not models or item.model in models]
    for compared in chosen:
        names.keep_all(compared)
        _find_pairs_of(compared, tell)
    return LikelyDuplicate.objects.filter(model__in=[item.label for item in chosen]).waiting().count()


def _find_pairs_of(compared: Compared, tell) -> None:
    new = ComparedName.objects.of(compared.model).filter(compared=False)
    keys = list(new.order_by("record_id").values_list("record_id", flat=True).distinct())
    for start in range(0, len(keys), CHUNK):
        _compare(compared, keys[start : start + CHUNK])
        tell(compared, min(start + CHUNK, len(keys)), len(keys))


@transaction.atomic
def _compare(compared: Compared, keys: list[int]) -> None:
    pairs = {}
    for key, items in near_stored(compared, keys).items():
        for item in items:
            first, second = sorted([key, item.record_id])
            texts = item.texts if first == key else item.texts[::-1]
            pairs[first, second] = LikelyDuplicate(
                model=compared.label,
                first_id=first,
                second_id=second,
                score=item.score,
                why=item.why,
                texts=list(texts),
            )
    before = LikelyDuplicate.objects.of(compared.model).waiting().about(keys)
    for pair in before:
        if (pair.first_id, pair.second_id) not in pairs:
            pair.delete()
    LikelyDuplicate.objects.bulk_create(
        pairs.values(),
        update_conflicts=True,
        unique_fields=["model", "first_id", "second_id"],
        update_fields=["score", "why", "texts"],
    )
    ComparedName.objects.of(compared.model).filter(record_id__in=keys).update(compared=True)
