"""Work that takes a while, told as it goes: one answer that grows, readable without JavaScript."""

from collections.abc import Iterable, Iterator

from django.http import StreamingHttpResponse
from django.template.loader import render_to_string
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from .writing import ChangedMeanwhile, Elsewhere, Step

#: Where the template leaves room for what is told.
ROOM = "<!-- steps -->"
#: From here on an editor is shown that it goes on.
LONG = 200


def told_as_it_goes(request, context: dict, steps: Iterable[Step], said: str) -> StreamingHttpResponse:
    """A page on which each step is shown in the words `said`, and at its end the way to the report
    (`context["report"]`).
    """
    page = render_to_string("admin/exchange/progress.html", context, request)
    answer = StreamingHttpResponse(_parts(page, context["report"], steps, said, get_language()))
    # Compressed, the steps would be held back until the end.
    answer["Content-Encoding"] = "identity"
    answer["Cache-Control"] = "no-store"
    answer["X-Accel-Buffering"] = "no"
    return answer


def _parts(page: str, report: str, steps: Iterable[Step], said: str, language: str) -> Iterator[str]:
    above, below = page.split(ROOM)
    yield above
    with override(language):
        try:
            for done, total in steps:
                in_words = {"done": number_format(done), "total": number_format(total)}
                yield _step(said % in_words, done, total)
            told = _("Done.")
        except ChangedMeanwhile:
            told = _(
                "Somebody changed some of these records meanwhile. Nothing was imported; look at it again."
            )
        except Elsewhere:
            told = _("This is going on in another window, or was done before.")
        yield format_html('<p role="status">{} <a href="{}">{}</a></p>', told, report, _("See the report"))
    yield below


def _step(said: str, done: int, total: int) -> str:
    bar = '<p><progress max="{}" value="{}" aria-label="{}"></progress> {}</p>\n'
    return format_html(bar, total, done, said, said)
