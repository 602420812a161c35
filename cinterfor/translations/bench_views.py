"""The translator's bench in the admin: one record in one language, and on to the next of the queue."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import DataError, IntegrityError
from django.http import Http404, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from cinterfor.desk import openings
from cinterfor.desk.models import Opening
from cinterfor.desk.pages import admin_page
from cinterfor.desk.preview_admin import Previewed
from cinterfor.desk.roles import languages_of
from cinterfor.publishing.languages import LANGUAGES, language_name
from cinterfor.publishing.models import Record
from cinterfor.publishing.together import written_together

from .bench import Bench
from .importing import open_models
from .queue_views import queue_address, queue_form
from .units import translated_models
from .waiting import address

NEXT, TAKE, PREVIEW, SURE, FORGET = "_next", "_take", "_preview", "_sure", "_forget"


class Visit:
    """One request to the bench: the record, the language, and the queue that it was opened from."""

    def __init__(self, request, name: str, key: int, language: str):
        self.model = translated_models().get(name)
        if self.model is None or language not in LANGUAGES:
            raise Http404
        if language not in languages_of(request.user) or self.model not in open_models(request.user):
            raise PermissionDenied
        self.request, self.name, self.key, self.language = request, name, key, language

    @property
    def place(self) -> tuple:
        return self.model, self.key, self.language

    def bench(self, is_locked: bool = False) -> Bench:
        found = Bench.of(*self.place, is_locked=is_locked)
        if found is None:
            raise Http404
        return found

    def look_around(self) -> None:
        """What the queue has here and behind it, before anything is saved."""
        form = queue_form(self.request, self.language)
        self.query = form.query()
        self.here, self.next = form.queue().near(self.name, self.key)
        self.queue_url = queue_address(self.language, self.query)
        self.own_url = address(self.name, self.key, self.language) + self.query
        self.next_url = ""
        if self.next:
            self.next_url = address(self.next.type, self.next.key, self.language) + self.query


@require_http_methods(["GET", "HEAD", "POST"])
def work(request, name, key, language, site):
    """Translate the texts of a record, side by side with their sources."""
    visit = Visit(request, name, key, language)
    visit.look_around()
    if request.method == "POST":
        return _sent(visit, site)
    bench = visit.bench()
    kept = openings.unsaved(request, *visit.place)
    if kept:
        bench.read(openings.typed_form(kept[0]))
    return _page(visit, site, bench, kept=kept[0] if kept else None)


@require_POST
def typed(request, name, key, language):
    """A browser with the record on the bench reports what was typed."""
    visit = Visit(request, name, key, language)
    if not visit.model._base_manager.filter(pk=key).exists():
        return JsonResponse({"error": _("The record is no longer there.")}, status=404)
    return openings.keep(request, *visit.place)


def _sent(visit: Visit, site):
    posted = visit.request.POST
    if FORGET in posted:
        openings.close(visit.request, *visit.place)
        return HttpResponseRedirect(visit.own_url)
    if TAKE in posted:
        return _with_source(visit, site)
    if PREVIEW in posted and issubclass(visit.model, Record):
        return _preview(visit, site)
    return _save(visit, site)


def _with_source(visit: Visit, site):
    """The page as it was sent, with a source in the field beside it; nothing is saved."""
    bench = visit.bench()
    bench.read(visit.request.POST)
    wanted = visit.request.POST[TAKE]
    chosen = next((segment for segment in bench.segments if segment.name == wanted), None)
    if chosen:
        chosen.take_source()
    return _page(visit, site, bench, focus=chosen)


def _preview(visit: Visit, site):
    bench = visit.bench()
    bench.read(visit.request.POST)
    state = bench.state_with(bench.changes())
    if bench.has_errors:
        return _page(visit, site, bench, status=422)
    return site.get_model_admin(visit.model).show_preview(
        visit.request, visit.key, Previewed(visit.key, state)
    )


def _save(visit: Visit, site):
    request = visit.request
    try:
        with written_together():
            bench = visit.bench(is_locked=True)
            bench.read(request.POST)
            count = bench.save(SURE in request.POST)
            if count is not None:
                _keep_or_close(visit, bench)
    except (IntegrityError, DataError):
        bench.errors.append(_("The database refused this. Look at the record again, and save once more."))
        count = None
    if count is None:
        return _page(visit, site, bench, status=422)
    return _answer(visit, bench, count)


def _keep_or_close(visit: Visit, bench: Bench) -> None:
    """What could not be saved yet stays where it will be found again."""
    openings.close(visit.request, *visit.place)
    if bench.left_over():
        openings.keep_form(visit.request, *visit.place)


def _answer(visit: Visit, bench: Bench, count: int) -> HttpResponseRedirect:
    if count:
        told = ngettext("“%(name)s”: %(count)d text saved.", "“%(name)s”: %(count)d texts saved.", count)
        told = told % {"name": bench.title, "count": count}
        if bench.base.beside:
            told = f"{told} {_('Readers see it when the pending version is published.')}"
        messages.success(visit.request, told)
    for told in bench.left_over():
        messages.warning(visit.request, told)
    if not count and not bench.left_over():
        messages.info(visit.request, _("Nothing was changed."))
    if NEXT not in visit.request.POST:
        return HttpResponseRedirect(visit.own_url)
    if not visit.next_url:
        messages.info(visit.request, _("That was the last one of this list."))
    return HttpResponseRedirect(visit.next_url or visit.queue_url)


def _page(visit: Visit, site, bench: Bench, status: int = 200, kept=None, focus=None):
    others = Opening.objects.of(*visit.place).others(visit.request.user)
    context = site.each_context(visit.request) | {
        "title": bench.title,
        # Translators: under the title of a record; the name of a type and of a language.
        "subtitle": _("%(type)s: translation into %(language)s")
        % {"type": capfirst(visit.model._meta.verbose_name), "language": language_name(visit.language)},
        "visit": visit,
        "bench": bench,
        "kept": kept,
        "others": sorted({opening.user.get_username() for opening in others}),
        "focus": focus or bench.first_told or bench.first_waiting,
        "is_record": issubclass(visit.model, Record),
        "record_url": admin_page(visit.model, "change", visit.key),
    }
    return render(visit.request, "admin/translations/bench.html", context, status=status)
