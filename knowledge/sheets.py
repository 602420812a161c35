"""Good practices and videos as data: what is told of these kinds of works alone."""

from django.utils.translation import gettext_lazy as _

from cinterfor.formats.shapes import PARTIAL_DATE, TEXT, listed, or_null
from cinterfor.publishing.languages import texts
from cinterfor.publishing.registry import Column

from .models import PRACTICE_TEXTS, Product


def _of_practice(name):
    """A plain fact of the sheet; none where the work is no good practice."""
    return lambda product: getattr(product, name) if product.is_practice else None


def _texts_of_practice(name):
    return lambda product: texts(product, name) if product.is_practice else {}


def _of_video(name):
    return lambda product: getattr(product, name) if product.is_video else None


COLUMNS = (
    Column("practice_entity", _("entity"), _of_practice("practice_entity"), shape=or_null(TEXT)),
    Column(
        "practice_begins",
        _("beginning of the practice"),
        _of_practice("practice_begins"),
        shape=or_null(PARTIAL_DATE),
    ),
    Column(
        "practice_ends", _("end of the practice"), _of_practice("practice_ends"), shape=or_null(PARTIAL_DATE)
    ),
    *(
        Column(name, Product._meta.get_field(name).verbose_name, _texts_of_practice(name), translated=True)
        for name in PRACTICE_TEXTS
    ),
    Column("duration", _("running time"), _of_video("duration"), shape=or_null(TEXT)),
    Column("captions", _("captions"), _of_video("captions"), shape=or_null(listed(TEXT))),
)


def describe(product) -> dict:
    """Further properties of schema.org."""
    if product.is_video:
        return _video(product)
    return _practice(product) if product.has_sheet else {}


def _video(product) -> dict:
    return {
        "duration": product.duration,
        "uploadDate": product.issued,
        "caption": [{"@type": "MediaObject", "inLanguage": code} for code in product.captions],
    }


def _practice(product) -> dict:
    entity = product.practice_entity
    return {
        "temporalCoverage": product.practice_period,
        "sourceOrganization": entity and {"@type": "Organization", "name": entity},
    }


def parts(product) -> list[dict]:
    """Scope, aims and results of a good practice, each a text in the language that it has."""
    if not product.is_practice:
        return []
    found = ((name, product.text(name)) for name in ("practice_scope", "practice_aims", "practice_results"))
    return [
        {
            "@type": "CreativeWork",
            "name": str(Product._meta.get_field(name).verbose_name),
            "text": text.value,
            "inLanguage": text.language,
        }
        for name, text in found
        if text
    ]


def target_group(product) -> list[str]:
    """At most one text."""
    group = product.text("practice_group") if product.is_practice else None
    return [group.value] if group else []
