"""The files of works as data: where they are, what they tell of themselves, what stands in which language."""

from django.utils.translation import gettext_lazy as _

from cinterfor.formats.shapes import BOOLEAN, COUNT, TEXT, or_null, rows
from cinterfor.publishing.permalinks import own_path
from cinterfor.publishing.registry import Column

from .covers import first_page_of
from .models.coverage import Coverage

FILES = rows(
    path=TEXT,
    media_type=TEXT,
    language=TEXT,
    label=TEXT,
    size=or_null(COUNT),
    sha256=or_null(TEXT),
    pages=or_null(COUNT),
    is_tagged=or_null(BOOLEAN),
    has_text=or_null(BOOLEAN),
)
#: By language (BCP 47), the most that a reader of it finds.
COVERAGE = {"type": "object", "additionalProperties": {"enum": [str(one) for one in Coverage]}}
#: What twins say of a file besides where it is.
READ_FROM_FILES = ("size", "sha256", "pages", "is_tagged", "has_text")


def _files(product):
    return [
        {
            "path": own_path(file.file.url),
            "media_type": file.media_type,
            "language": file.language,
            "label": file.label,
            **{name: getattr(file.known, name, None) for name in READ_FROM_FILES},
        }
        for file in product.files.all()
    ]


def _coverage(product):
    return {row.language: row.coverage.value for row in product.coverage}


COLUMNS = (
    Column("files", _("files"), _files, shape=FILES, has_paths=True),
    Column("coverage", _("what there is in each language"), _coverage, shape=COVERAGE),
)


def describe(product) -> dict:
    """Its files, and the picture that stands for a work without a cover (schema.org)."""
    return {"encoding": [_as_media(file) for file in product.files.all()], **_first_page(product)}


def _as_media(file):
    """A file of a work for search engines (schema.org MediaObject)."""
    known = file.known
    found = {
        "@type": "MediaObject",
        "contentUrl": own_path(file.file.url),
        "encodingFormat": file.media_type,
        "inLanguage": file.language,
    }
    if known:
        found |= {"contentSize": known.size and f"{known.size} B", "sha256": known.sha256}
        found |= {"accessibilityFeature": "taggedPDF" if known.is_tagged else None}
    return {name: value for name, value in found.items() if value}


def _first_page(product):
    """The picture that stands for a work without a cover (schema.org ImageObject)."""
    page = first_page_of(product)
    if page is None:
        return {}
    size = {"width": page.width, "height": page.height}
    return {"image": {"@type": "ImageObject", "contentUrl": own_path(page.url), **size}}
