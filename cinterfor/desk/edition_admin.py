"""Editing in the admin: steps instead of a status, pending versions, and two editors at once."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cinterfor.history.acting import acting
from cinterfor.history.differences import place_in_words
from cinterfor.history.state import state_of
from cinterfor.publishing.languages import LANGUAGES
from cinterfor.publishing.together import forget_what_waits, written_for_now, written_together

from . import openings
from .bulk import lacks_spanish
from .edition import Edition, Overtaken
from .locking import is_locking
from .models import Opening
from .preview_admin import Previewed
from .roles import is_translator, languages_of, may_publish
from .steps import PUBLIC, Step, step_in, steps_open

#: What the page itself sends along.
PAGE_LOAD = ("opened_version", "overtaking", "tab")
#: What stands in the form, and is no field of the record.
FORM_ONLY = (*PAGE_LOAD, "minor_change")
DONE = {
    Step.REVIEW: gettext_lazy("“%(name)s” was sent to review."),
    Step.RETURN: gettext_lazy("“%(name)s” is a draft again."),
    Step.PUBLISH: gettext_lazy("“%(name)s” was published."),
    Step.WITHDRAW: gettext_lazy("“%(name)s” was withdrawn."),
    Step.DISCARD: gettext_lazy("The pending version of “%(name)s” was discarded; its history keeps it."),
}


class EditionAdmin:
    """Record admins whose public records are edited beside what readers see."""

    change_form_template = "admin/record_change_form.html"

    def has_publish_permission(self, request) -> bool:
        return may_publish(request.user, self.model)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) or is_translator(request.user, self.model)

    def get_readonly_fields(self, request, obj=None):
        fixed = super().get_readonly_fields(request, obj)
        if not self.has_publish_permission(request):
            fixed = (*fixed, "published_from", "withdrawal_reason", "held_languages")
        if is_translator(request.user, self.model):
            own = tuple(f"_{code}" for code in languages_of(request.user))
            named = self.named_fields()
            fixed = (*fixed, *(name for name in named if not name.endswith(own) and name not in FORM_ONLY))
        return tuple(dict.fromkeys(fixed))

    def get_prepopulated_fields(self, request, obj=None):
        shown = super().get_prepopulated_fields(request, obj)
        fixed = self.get_readonly_fields(request, obj)
        return {name: sources for name, sources in shown.items() if name not in fixed}

    def named_fields(self) -> list[str]:
        """The fields of the form, translated ones by language."""
        found = []
        for _title, options in self.fieldsets:
            for entry in options["fields"]:
                found += [entry] if isinstance(entry, str) else entry
        translated = set(self.trans_opts.all_fields)
        return [
            name
            for field in found
            for name in ([f"{field}_{code}" for code in LANGUAGES] if field in translated else [field])
        ]

    def get_object(self, request, object_id, from_field=None):
        found = super().get_object(request, object_id, from_field)
        if found is None or not getattr(request, "is_editing", False):
            return found
        seen_id = request.POST.get("opened_version")
        request.edition = edition = Edition.of(found, seen_id, is_locked=is_locking(request))
        if request.method == "POST":
            edition.begin(step_in(request.POST))
        elif edition.pending:
            edition.show_what_was_seen()
        if edition.seen.pk != edition.live.pk:
            found = super().get_object(request, object_id, from_field)
        found.seen_version = edition.seen
        found.pending_status = edition.pending.status if edition.pending else None
        return found

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        step = step_in(request.POST)
        if step in PUBLIC and not self.has_publish_permission(request):
            raise PermissionDenied
        if object_id and request.method == "POST" and step == Step.DISCARD:
            return self._discard(request, object_id)
        request.is_editing = True
        if request.method == "GET" and "typed" in request.GET:
            self._take_up(request, int(object_id or 0))
        if request.method == "POST":
            return self._send(request, object_id, form_url, extra_context)
        with transaction.atomic(), written_for_now():
            response = super().changeform_view(request, object_id, form_url, extra_context)
            edition = getattr(request, "edition", None)
            if edition and edition.pending:
                _keep_as_shown(response)
        return response

    def _send(self, request, object_id, form_url, extra_context):
        """Save what was sent; where it is refused, or somebody else was faster, show it again."""
        try:
            with acting(minor="minor_change" in request.POST), written_together():
                response = super().changeform_view(request, object_id, form_url, extra_context)
                if not getattr(request, "was_saved", False):
                    _keep_as_shown(response)
            return response
        except Previewed as previewed:
            return self.show_preview(request, int(object_id or 0), previewed)
        except Overtaken as overtaken:
            request.overtaken = overtaken
        with written_together():
            response = super().changeform_view(request, object_id, form_url, extra_context)
            _keep_as_shown(response)
        return response

    def _take_up(self, request, key: int) -> None:
        """Show the form with what was typed in an earlier page load, as if it had just been sent."""
        wanted = request.GET["typed"]
        found = [item for item in openings.unsaved(request, self.model, key) if str(item.pk) == wanted]
        if found:
            request.taken_up = found[0]
            request.method, request.POST = "POST", openings.typed_form(found[0])
            request._dont_enforce_csrf_checks = True  # nothing of it is saved: the form refuses it

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if step_in(request.POST) == Step.PREVIEW:
            raise Previewed(form.instance.pk, state_of(self.model, form.instance.pk))
        if edition := getattr(request, "edition", None):
            edition.finish(step_in(request.POST), request.POST.get("overtaking", ""))
        request.was_saved = True
        openings.close(request, self.model, form.instance.pk if change else 0)

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        form.request = request
        return form

    def _discard(self, request, object_id):
        with transaction.atomic():
            found = super().get_object(request, object_id)
            if found is None:
                return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
            if not self.has_change_permission(request, found):
                raise PermissionDenied
            edition = Edition.of(found)
            if edition.pending:
                edition.discard()
        self.message_user(request, DONE[Step.DISCARD] % {"name": found}, messages.SUCCESS)
        return HttpResponseRedirect(self._address("change", found.pk))

    def response_add(self, request, obj, post_url_continue=None):
        return self._answer(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self._answer(request, obj) or super().response_change(request, obj)

    def _answer(self, request, obj):
        """After a step the list, and what was done in words; after plain saving what Django answers."""
        edition, step = getattr(request, "edition", None), step_in(request.POST)
        if "_popup" in request.POST:
            return None
        if step != Step.SAVE:
            text = DONE[step] % {"name": obj}
            if step == Step.PUBLISH and obj.is_public:
                text = format_html('{} <a href="{}">{}</a>', text, obj.get_absolute_url(), _("See the page"))
            self.message_user(request, text, messages.SUCCESS)
            if step == Step.PUBLISH and (warning := lacks_spanish(obj)):
                self.message_user(request, warning, messages.WARNING)
            return HttpResponseRedirect(self._address("changelist"))
        if edition and edition.is_public:
            text = _("The changes to “%(name)s” are kept beside the public page, which stays as it is.")
            self.message_user(request, text % {"name": obj}, messages.SUCCESS)
            to = (
                self._address("change", obj.pk)
                if "_continue" in request.POST
                else self._address("changelist")
            )
            return HttpResponseRedirect(to)
        return None

    def render_change_form(self, request, context, *args, **kwargs):
        edition = getattr(request, "edition", None)
        pending = edition.pending if edition else None
        status = edition.live.state["fields"]["publication_status"] if edition else None
        context |= {
            "edition": edition,
            "pending": pending,
            "public_changes": [
                place_in_words(self.model, place)
                for place in (edition.changed_meanwhile() if edition else ())
            ],
            "unsaved": [] if hasattr(request, "taken_up") else self._unsaved(request, edition),
            "taken_up": getattr(request, "taken_up", None),
            "others": sorted({item.user.get_username() for item in self._others(request, edition)}),
            "typed_url": self._address("typed", edition.key if edition else 0),
            "steps": steps_open(
                request.user, self.model, status, bool(pending), pending.status if pending else ""
            ),
        }
        return super().render_change_form(request, context, *args, **kwargs)

    def _unsaved(self, request, edition):
        return openings.unsaved(request, self.model, edition.key if edition else 0)

    def _others(self, request, edition):
        return Opening.objects.of(self.model, edition.key).others(request.user) if edition else ()


def _keep_as_shown(response) -> None:
    """Render now, for the page shows what the transaction holds; then roll that back."""
    if hasattr(response, "render"):
        response.render()
    forget_what_waits()
    transaction.set_rollback(True)
