"""The translator's queue in the admin: what waits in one language, as a page and as a file."""

from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cinterfor.desk.roles import languages_of, named_languages_of
from cinterfor.formats.tables import download
from cinterfor.publishing.dates import today
from cinterfor.publishing.languages import LANGUAGES, language_name

from .forms import QueueForm
from .importing import open_models
from .waiting import Queue, WaitingRecord, address

PER_PAGE = 50


class ToTranslate(NamedTuple):
    """How much waits in a language that the account may write."""

    code: str
    name: str
    records: int
    words: int

    @property
    def url(self) -> str:
        return queue_address(self.code)


def to_translate(user) -> list[ToTranslate]:
    """One for each language that the account may write, in one query each."""
    found = []
    for code, name in named_languages_of(user):
        first = Queue(code, tuple(open_models(user))).first()
        figures = (first.total, first.all_words) if first else (0, 0)
        found.append(ToTranslate(code, name, *figures))
    return found


def queue_form(request, language: str) -> QueueForm:
    """The filters of the address, over all that the account may write."""
    return QueueForm(request.GET, language=language, models=open_models(request.user))


@require_safe
def queue(request, site):
    """What waits, most urgent first; the filters are the address."""
    language = _language(request)
    form = queue_form(request, language)
    is_valid = form.is_valid()
    page = _page(request, form.queue()) if is_valid else None
    context = site.each_context(request) | {
        # Translators: %(language)s is the name of a language.
        "title": _("To translate: %(language)s") % {"language": language_name(language)},
        "language": language,
        "own_languages": named_languages_of(request.user),
        "form": form,
        "page": page,
        "query": form.query(),
        "is_narrowed": any(form.data.get(name) for name in form.fields if name != "sort"),
    }
    return render(request, "admin/translations/queue.html", context, status=200 if is_valid else 400)


@require_safe
def export(request):
    """All that the page shows, on all its pages, as CSV."""
    language = _language(request)
    form = queue_form(request, language)
    if not form.is_valid():
        raise Http404
    heading = [_("Type"), _("Title or name"), _("Texts"), _("State"), _("Words"), _("Waiting since")]
    rows = (_row(request, record, language) for record in form.queue())
    return download(f"{language}-{today()}.csv", [*heading, _("Address for editing")], rows)


def _row(request, record: WaitingRecord, language: str) -> list[str]:
    states = (f"{state.label}: {count}" for state, count in record.states)
    since = date_format(localtime(record.since), "SHORT_DATE_FORMAT") if record.since else ""
    url = request.build_absolute_uri(address(record.type, record.key, language))
    fields = "; ".join(record.fields)
    return [record.kind, str(record.title), fields, "; ".join(states), str(record.words), since, url]


def _language(request) -> str:
    """The language asked for, else the first that the account may write."""
    own = languages_of(request.user)
    language = request.GET.get("language") or next(iter(own), "")
    if language and language not in LANGUAGES:
        raise Http404
    if language not in own:
        raise PermissionDenied
    return language


def _page(request, found):
    number = request.GET.get("page") or "1"
    if not number.isdecimal() or not 0 < int(number) < 10_000_000:
        raise Http404
    start = (int(number) - 1) * PER_PAGE
    records = found.page(start, start + PER_PAGE)
    if not records and start:
        raise Http404
    page = Paginator(range(records[0].total if records else 0), PER_PAGE).page(int(number))
    page.object_list = records
    return page


def queue_address(language: str, query: str = "") -> str:
    """Where the queue of a language is, narrowed as it was."""
    return f"{reverse('admin:translation_queue')}?language={language}{query.replace('?', '&', 1)}"
