"""Works and lists of works as files of references: BibTeX, RIS and CSL-JSON."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import get_language_from_path, override

from cinterfor.formats.objects import CHUNK
from cinterfor.formats.registry import Format

from .bibtex import bibtex_of
from .item import item_of
from .ris import ris_of


@dataclass(frozen=True)
class References:
    """A file of references: how one is written, and what stands before, between and behind them."""

    write: Callable
    before: str = ""
    between: str = ""
    behind: str = ""

    def write_list(self, request, listing):
        return self._references(request, listing.records.iterator(chunk_size=CHUNK))

    def write_record(self, request, record, record_type):
        return self._references(request, [record])

    def _references(self, request, products):
        language = get_language_from_path(request.path_info)
        yield self.before
        for number, product in enumerate(products):
            # The response is written after the middleware has put the language back.
            with override(language):
                text = self.write(product, request.build_absolute_uri)
            yield (self.between if number else "") + text
        yield self.behind


def _bibtex(product, absolute) -> str:
    return bibtex_of(item_of(product, absolute))


def _ris(product, absolute) -> str:
    return ris_of(item_of(product, absolute), product.translated_title_text.value)


def _csl(product, absolute) -> str:
    return json.dumps(item_of(product, absolute), ensure_ascii=False)


FORMATS = (
    Format("bib", "BibTeX", "application/x-bibtex", References(_bibtex), attachment=True),
    Format("ris", "RIS", "application/x-research-info-systems", References(_ris), attachment=True),
    Format(
        "csl",
        "CSL-JSON",
        "application/vnd.citationstyles.csl+json",
        References(_csl, before="[", between=",\n", behind="]\n"),
    ),
)
