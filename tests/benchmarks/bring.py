"""5,000 MARC records and as many PDF files: imported, attached, and both again.

    python tests/benchmarks/bring.py [number]

Prints the seconds of each step; ends with an error where a count is wrong or the second
time changes anything.
All happens in one transaction that is rolled back.
"""

import os
import random
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cinterfor.settings")

import django

django.setup()

from django.contrib import admin  # noqa: E402
from django.db import transaction  # noqa: E402
from django.test import override_settings  # noqa: E402

from cinterfor.exchange import checking  # noqa: E402
from cinterfor.exchange.columns import resource_for  # noqa: E402
from cinterfor.exchange.models import Import, Line, Origin  # noqa: E402
from cinterfor.exchange.table_checking import TableCheck  # noqa: E402
from cinterfor.exchange.writing import carry_out  # noqa: E402
from knowledge.documents.attaching import Outcome, attach_all, files_in  # noqa: E402
from knowledge.models import Product, ProductFile  # noqa: E402
from knowledge.references.reading import read_references  # noqa: E402
from tests.knowledge.references import samples  # noqa: E402

NUMBER = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
WORDS = [
    *("formación", "competencias", "trabajo", "juventud", "aprendizaje", "empleo", "mujeres", "turismo"),
    *("minería", "certificación", "diálogo", "salud", "agricultura", "innovación", "migración", "docentes"),
]


@contextmanager
def timed(step: str):
    began = time.perf_counter()
    yield
    print(f"{step:<28}{time.perf_counter() - began:8.1f} s", flush=True)


def marc(number: int) -> bytes:
    chosen = random.Random(number).sample(WORDS, 5)
    return samples.marc(
        number=f"{number:06}",
        title=f"{' '.join(chosen).capitalize()} {number}",
        isbn=_isbn(number),
        doi=f"10.1234/cinterfor.{number}",
        address=f"https://www.oitcinterfor.org/sites/default/files/obras/{number}.pdf",
        file=f"obras/{number}.pdf",
    )


def _isbn(number: int) -> str:
    digits = f"97899999{number:04}"
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return f"{digits}{-total % 10}"


def bring(content: bytes) -> Import:
    form, table = read_references(content, "catalogo.mrc", "es")
    resource = resource_for(admin.site.get_model_admin(Product))
    item = checking.begin(table, resource, set(), file_name="catalogo.mrc", source_format=form)
    check = TableCheck(item, resource, may_add=True)
    while item.state == Import.State.CHECKING:
        check.go_on()
    for _step in carry_out(item, None):
        pass
    return item


def figures(own) -> tuple:
    works = Product.objects.filter(pk__in=own).order_by("pk").values_list("pk", "changed_at")
    files = ProductFile.objects.filter(product__in=own)
    return list(works), Origin.objects.filter(record_id__in=own).count(), files.count()


def outcomes(folder: Path) -> set[str]:
    paths = files_in(folder)
    assert len(paths) == NUMBER
    return {item.outcome for item in attach_all(folder, paths)}


def main(folder: Path) -> None:
    with timed("making records and files"):
        content = b"".join(map(marc, range(1, NUMBER + 1)))
        (folder / "obras").mkdir()
        for number in range(1, NUMBER + 1):
            pdf = b"%%PDF-1.4\n1 0 obj<<>>endobj\n%% %d\ntrailer<<>>\n%%%%EOF\n" % number
            (folder / "obras" / f"{number}.pdf").write_bytes(pdf)
    with timed("import"):
        first = bring(content)
    assert first.counts() == {Line.Outcome.NEW: NUMBER}, first.counts()
    own = first.lines.values("record_id")
    assert Product.objects.filter(pk__in=own).count() == NUMBER
    with timed("attach"):
        assert outcomes(folder) == {Outcome.ATTACHED}
    assert ProductFile.objects.filter(product__in=own).count() == NUMBER
    known = figures(own)
    with timed("import again"):
        again = bring(content)
    assert again.counts() == {Line.Outcome.ALIKE: NUMBER}, again.counts()
    with timed("attach again"):
        assert outcomes(folder) == {Outcome.THERE}
    assert figures(own) == known
    print(f"{NUMBER} works, {NUMBER} files; the second time changed nothing")


if __name__ == "__main__":
    with (
        tempfile.TemporaryDirectory() as place,
        override_settings(MEDIA_ROOT=Path(place) / "media"),
        transaction.atomic(),
    ):
        (Path(place) / "folder").mkdir()
        main(Path(place) / "folder")
        transaction.set_rollback(True)
