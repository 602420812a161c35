"""How to cite a work, in the five styles that its readers are asked for."""

import json
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .item import item_of
from .processor import write

#: CSL locales by language of the page; `pt` means Brazilian usage.
LOCALES = {"es": "es-ES", "pt": "pt-BR", "en": "en-US"}
#: Some kilobytes each: what is read again and again is written once.
KEPT = 2000


class Style(NamedTuple):
    """A citation style: its name, its CSL style, and what it must be told otherwise than others."""

    name: str
    label: str
    csl: str
    gives_translation: bool = False
    adapt: Callable[[dict], dict] = dict


class Citation(NamedTuple):
    """A work as one cites it in a style."""

    style: Style
    html: SafeString


def _with_doi_as_address(item: dict) -> dict:
    """The CSL styles of both standards give DOIs of articles at most."""
    if "DOI" not in item:
        return item
    others = {name: value for name, value in item.items() if name != "DOI"}
    return others | {"URL": f"https://doi.org/{item['DOI']}"}


def _for_iso_690(item: dict) -> dict:
    return item if item["type"] == "article-journal" else _with_doi_as_address(item)


def _for_abnt(item: dict) -> dict:
    """The CSL style gives addresses of reports only, takes their series for a subtitle, and loses the date
    where no publisher is known. NBR 6023 wants the address of all that is online, of all else the year.
    """
    online = _with_doi_as_address(item)
    found = {name: value for name, value in online.items() if not name.startswith("collection-")}
    if item["type"] not in ("book", "dataset", "document", "report"):
        return found
    if "issued" in item:
        found["issued"] = {"date-parts": [item["issued"]["date-parts"][0][:1]]}
    return {"publisher": "[s.n.]"} | found | {"type": "report"}


STYLES = (
    # A title in another language than the text is followed by its translation (APA 7, section 9.38).
    Style("apa", _("APA (7th edition)"), "apa", gives_translation=True),
    Style("iso690", "ISO 690", "iso690-author-date-en", adapt=_for_iso_690),
    Style("chicago", _("Chicago (author-date)"), "chicago-author-date"),
    Style("abnt", "ABNT (NBR 6023)", "associacao-brasileira-de-normas-tecnicas", adapt=_for_abnt),
    Style("vancouver", "Vancouver", "nlm-citation-sequence"),
)


def citations_of(product, absolute: Callable[[str], str]) -> list[Citation]:
    """The work cited in each style, in the language of the page."""
    item = {name: value for name, value in item_of(product, absolute).items() if name != "abstract"}
    translated = product.translated_title_text.value
    written = _written(json.dumps(item), translated, get_language())
    # The processor escapes all that it did not mark itself.
    return [Citation(style, mark_safe(text)) for style, text in zip(STYLES, written, strict=True)]  # noqa: S308


@lru_cache(maxsize=KEPT)
def _written(item: str, translated: str, language: str) -> tuple[str, ...]:
    return tuple(write_in(style, json.loads(item), translated, language) for style in STYLES)


def write_in(style: Style, item: dict, translated: str, language: str) -> str:
    """An item in a style, as HTML; the name of its kind is no title, whose words some styles capitalise."""
    item = style.adapt(item)
    if "genre" in item:
        item = item | {"genre": f'<span class="nocase">{item["genre"]}</span>'}
    shown = translated if style.gives_translation else ""
    return write(style.csl, LOCALES.get(language, "en-US"), item, shown)
