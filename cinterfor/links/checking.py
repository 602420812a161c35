"""A round of the checker: find where addresses stand, ask those that are due, keep each answer at once."""

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from django.db import transaction

from cinterfor.publishing.registry import record_types

from .asking import Answer
from .finding import note
from .models import Fault, Link, Target
from .own_pages import answer_of_own_page
from .politely import ask_all

CHUNK = 500
#: Seconds between two requests to one host.
PAUSE = 1.0
#: What a machine meets everywhere that has lost its own connection; with fewer hosts one cannot tell.
SILENCE = (Fault.HOST, Fault.CONNECTION, Fault.TIMEOUT)
MANY_HOSTS = 10


def find_links() -> None:
    """Bring the list of links in step with all records; only what differs is written."""
    for record_type in record_types():
        manager = record_type.model._default_manager
        chunk = []
        for record in manager.order_by("pk").iterator(chunk_size=CHUNK):
            chunk.append(record)
            if len(chunk) == CHUNK:
                note(record_type, chunk)
                chunk = []
        note(record_type, chunk)
        lost = Link.objects.filter(record_type=record_type.name)
        lost.exclude(record_id__in=manager.values("pk")).delete()
    Target.objects.unused().delete()


class Offline(Exception):
    """Not one of many hosts was reached: the fault is this machine's, and none of theirs."""


def check(targets: Iterable[Target], seconds: float | None = None) -> Iterator[Target]:
    """Ask each address and keep what it says; yields those that have answered, as they do."""
    by_url = {target.url: target for target in targets}
    own = {url for url in by_url if url.startswith("/") and not url.startswith("//")}
    for url in own:
        yield _kept(by_url[url], answer_of_own_page(url))
    others = [url for url in by_url if url not in own]
    for url, answer in _unless_offline(ask_all(others, seconds, PAUSE)):
        yield _kept(by_url[url], answer)


def _unless_offline(answers: Iterator[tuple[str, Answer]]) -> Iterator[tuple[str, Answer]]:
    """The answers; silence is held back until some host was heard. Raises Offline where none was."""
    held, heard = [], False
    for url, answer in answers:
        if not heard and answer.fault in SILENCE:
            held.append((url, answer))
            continue
        heard = True
        yield from held
        held.clear()
        yield url, answer
    hosts = {urlsplit(url).hostname for url, _answer in held}
    if len(hosts) >= MANY_HOSTS:
        raise Offline(f"Not one of {len(hosts)} hosts could be reached: is this machine offline?")
    yield from held


@transaction.atomic
def _kept(target: Target, answer: Answer) -> Target:
    """The target with its answer; another round may have asked it in the meantime, or nobody links it now."""
    present = Target.objects.select_for_update().filter(pk=target.pk).first()
    if present is None:
        return target
    present.note(answer)
    return present
