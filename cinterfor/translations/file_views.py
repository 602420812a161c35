"""Translators' files in the admin: a page for each language, where they are fetched and sent."""

import itertools
from collections.abc import Iterator

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cinterfor.desk.roles import languages_of
from cinterfor.exchange.models import Import
from cinterfor.formats.registry import attachment
from cinterfor.history.models import SecurityEvent
from cinterfor.history.security import log
from cinterfor.publishing.languages import LANGUAGES, language_name

from . import interface
from .files.formats import MAX_BYTES, read, write
from .files.received import Unreadable
from .forms import FetchForm, TranslationsForm
from .import_kind import publishes_all
from .importing import begin, open_models
from .models import INTERFACE
from .units import Unit, units


def _keep_out(request, language: str) -> None:
    if language not in LANGUAGES:
        raise Http404
    if language not in languages_of(request.user):
        raise PermissionDenied


@require_http_methods(["GET", "HEAD", "POST"])
def files(request, language, site):
    """Where texts are fetched and sent; what a file would change is shown before anything is written."""
    _keep_out(request, language)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = TranslationsForm(*sent, may_publish=publishes_all(request.user))
    if sent and form.is_valid() and (item := _begin(request, form, language)):
        return HttpResponseRedirect(reverse("admin:exchange_import_change", args=[item.pk]))
    title = _("Files for translators: %(language)s") % {"language": language_name(language)}
    context = site.each_context(request) | {
        "title": title,
        "language": language,
        "fetch_form": FetchForm(),
        "form": form,
    }
    return render(request, "admin/translations/files.html", context, status=422 if form.errors else 200)


def _begin(request, form: TranslationsForm, language: str) -> Import | None:
    file = form.cleaned_data["file"]
    try:
        if file.size > MAX_BYTES:
            told = _("The file is larger than %(limit)d MB. Divide it into several.")
            raise Unreadable(told % {"limit": MAX_BYTES // 1024 // 1024})
        received = read(file.read())
        if received.language in LANGUAGES and received.language != language:
            told = _("This file is in another language: %(language)s.")
            raise Unreadable(told % {"language": language_name(received.language)})
        return begin(received, request.user, file_name=file.name[:200], at_once=form.at_once)
    except Unreadable as error:
        form.add_error("file", str(error))
        messages.error(request, _("Nothing was imported."))
        return None


@require_safe
def fetch(request, language):
    """The texts of a language as a file, written as it is sent."""
    _keep_out(request, language)
    form = FetchForm(request.GET)
    if not form.is_valid():
        raise Http404
    what, only, name = (form.cleaned_data[field] for field in ("what", "only", "form"))
    found = _asked_for(request, language, what, only)
    first = next(found, None)
    if first is None:
        messages.info(request, _("There is nothing to translate."))
        return HttpResponseRedirect(reverse("admin:translation_files", args=[language]))
    written = write(name, itertools.chain([first], found), language)
    details = " ".join(filter(None, [what, only]))
    log(SecurityEvent.Kind.EXPORTED, f"{language}.{written.extension}", details, request=request)
    answer = StreamingHttpResponse(
        _in_language(written.parts, get_language()), content_type=written.media_type
    )
    file_name = "-".join(filter(None, [language, what, only]))
    answer["Content-Disposition"] = attachment(file_name, written.extension)
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _asked_for(request, language: str, what: str, only: str) -> Iterator[Unit]:
    if what == INTERFACE:
        return interface.units(language, only)
    origin = request.build_absolute_uri("/").rstrip("/")
    return units(language, only, origin, open_models(request.user))


def _in_language(parts: Iterator[bytes], language: str) -> Iterator[bytes]:
    """What is said in the file is said in the reader’s language, also when the view has long returned."""
    with override(language):
        yield from parts
