"""The state of translations as it is every night."""

from dataclasses import asdict

from django.db import transaction

from cinterfor.publishing.dates import today
from cinterfor.publishing.languages import LANGUAGES

from .models import TranslationProgress
from .progress import measure


def measure_progress() -> str:
    """Keep how much is translated today; what was kept earlier on the same day gives way."""
    table, day = measure(), today()
    rows = [
        TranslationProgress(day=day, language=language, type=name, **asdict(amount))
        for language in LANGUAGES
        for name, amount in table.amounts(language).items()
    ]
    with transaction.atomic():
        TranslationProgress.objects.filter(day=day).delete()
        TranslationProgress.objects.bulk_create(rows)
    percents = (f"{language} {table.total(language).percent} %" for language in LANGUAGES)
    return f"{', '.join(percents)} translated"
