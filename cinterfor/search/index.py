"""Writing the index: one record at a time, in its transaction."""

from cinterfor.publishing.languages import LANGUAGES, texts
from cinterfor.publishing.plaintext import plain
from cinterfor.publishing.registry import RecordType

from .languages import fold, search_vector
from .models import SearchEntry


def write(record, record_type: RecordType) -> None:
    """Index the record if it is or will be public; else take it out."""
    if record.publication_status != "published":
        remove(record.pk, record_type)
        return
    SearchEntry.objects.update_or_create(
        record_type=record_type.name,
        record_id=record.pk,
        defaults={
            "public_from": record.published_from,
            "names": names_of(record),
            "vector": vector_of(record, record_type),
        },
    )


def remove(record_id: int, record_type: RecordType) -> None:
    SearchEntry.objects.filter(record_type=record_type.name, record_id=record_id).delete()


def names_of(record) -> list[str]:
    """What the record is called: titles, acronyms, codes. Who types one of them means this record."""
    codes = [record.code] if hasattr(record, "code") else []
    acronyms = texts(record, "acronym").values() if hasattr(record, "acronym") else []
    called = [*record.titles().values(), *acronyms, *codes]
    return sorted({fold(name) for name in called if name})


def vector_of(record, record_type: RecordType):
    bodies = dict.fromkeys(LANGUAGES, "")
    fields = (
        [record.summary_field, *record_type.body_fields] if record.summary_field else record_type.body_fields
    )
    for field in fields:
        for language, text in texts(record, field).items():
            bodies[language] += " " + plain(text)
    titles = {language: title for language, title in record.titles().items() if title}
    names = " ".join(
        [record.slug.replace("-", " "), *map(str, filter(None, record_type.related_texts(record)))]
    )
    return search_vector({"A": titles, "C": {code: text for code, text in bodies.items() if text}}, names)
