"""What a reader gets who asks for an address that nobody knows: what its words find; and the note of it."""

import logging
import re
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError, transaction
from django.http.request import split_domain_port
from django.utils.translation import get_language

from cinterfor.publishing.former import normal_path
from cinterfor.search.forms import SearchForm
from cinterfor.search.hits import Request, find
from cinterfor.search.query import Enough, make_query, query_of
from cinterfor.search.results import Results, hits_of

from .models import LONGEST_HOST, LONGEST_PATH, UnknownAddress
from .noise import is_noise
from .rate import Allowance

logger = logging.getLogger(__name__)

#: As many hits as the page shows, words as are looked for, milliseconds as a statement may take.
MOST_HITS, MOST_WORDS, LONGEST_WORDS, PATIENCE = 5, 8, 100, 1_000
FEW_WORDS = 2
ENDING = re.compile(r"\.[a-z0-9]{1,5}$")
#: Words that stand in the former site's addresses and say nothing of the page.
STRUCTURE = frozenset(
    (
        "node",
        "taxonomy",
        "term",
        "sites",
        "default",
        "files",
        "file",
        "publicacion",
        "general",
        "print",
        "page",
    )
)
WORD = re.compile(r"[^\W_]+")

searching, noting = Allowance(per_minute=120), Allowance(per_minute=240)


def words_of(path: str) -> str:
    """The words of a normal path: of its last part, and of those above it where that has less than two.

    “37th meeting” of `/evento/37th-meeting`, “sena institución miembro” of `/institución-miembro/sena`.
    """
    parts = [part for part in ENDING.sub("", path[:LONGEST_PATH]).split("/") if part]
    told: list[str] = []
    for part in reversed(parts):
        if len(told) < FEW_WORDS:
            told += [word for word in WORD.findall(part) if _tells(word)]
    return " ".join(dict.fromkeys(told[:MOST_WORDS]))[:LONGEST_WORDS].strip()


def _tells(word: str) -> bool:
    return len(word) > 1 and not word.isdecimal() and word not in STRUCTURE


def nearest(path: str) -> dict:
    """Words of the path and the records that they find, for the page that says that there is none there."""
    words = words_of(path)
    if not words or is_noise(path) or not searching.take():
        return {"words": "" if is_noise(path) else words}
    try:
        with transaction.atomic():
            return {"words": words, "hits": _hits(words)}
    except DatabaseError:
        logger.warning("The words of an unknown address could not be searched for.", exc_info=True)
        return {"words": words}


def _hits(text: str) -> list:
    """Those with all words; where there are none, with all but one; then with any."""
    results = Results(SearchForm({"q": text}))
    whole = make_query(text)
    attempts = [Enough.ALL_BUT_ONE, Enough.ANY] if len(whole.words.groups) > 1 else []
    for query in (whole, *(query_of(whole.words, enough=enough) for enough in attempts)):
        if query.is_empty:
            continue
        found = find(Request(query, get_language(), limit=MOST_HITS, patience=PATIENCE))
        if found.ids:
            results.query, results.found = query, found
            return hits_of(results)
    return []


def note(request, host: str) -> None:
    """Count the request for an unknown address, unless it is noise, too long, or too many come at once."""
    path = normal_path(request.path_info)
    if request.method != "GET" or path == "/" or len(path) > LONGEST_PATH or len(host) > LONGEST_HOST:
        return
    if is_noise(path) or not noting.take():
        return
    others = [name for name in settings.REDIRECT_HOSTS if name != host]
    try:
        with transaction.atomic():
            UnknownAddress.objects.note(host, path, _referrer(request), others)
    except DatabaseError:
        logger.warning("An unknown address could not be noted.", exc_info=True)


def host_of(request) -> str:
    """The name that the reader asked, without port."""
    return split_domain_port(request.get_host())[0]


def _referrer(request) -> str:
    """The host of the page with the link, where that is told and another than the portal's."""
    try:
        host = urlsplit(request.headers.get("Referer", "")).hostname or ""
    except ValueError:
        return ""
    known = re.fullmatch(r"[a-z0-9.-]{1,100}", host)
    return host if known else ""
