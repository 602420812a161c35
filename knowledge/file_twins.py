"""The files of works as data: where they are, what they tell of themselves, what stands in which language."""

from django.utils.translation import gettext_lazy as _

from cinterfor.formats.shapes import BOOLEAN, COUNT, TEXT, or_null, rows
from cinterfor.publishing.permalinks import own_path
from cinterfor.publishing.registry import Column

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
