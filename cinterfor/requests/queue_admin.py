"""The page of one request in the admin, and what is done there."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agreements.models import Agreement
from cinterfor.desk.pages import admin_page
from cinterfor.desk.roles import may

from . import agreeing, posting, purging, steps
from .desk_forms import CareForm, NoteForm, StepForm
from .forms import record_of
from .models import Request, Status

#: The step of a letter that changes nothing else.
LETTER = "letter"


class QueueAdmin:
    """Shows what was asked, and takes each step once, by one member of staff at a time."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.step_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_step"
        return [path("<int:object_id>/step/<slug:step>/", view, name=name), *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        asked = self._asked(request, object_id)
        if asked is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if request.method != "POST":
            return self._page(request, asked)
        if not self.has_change_permission(request, asked):
            raise PermissionDenied
        acts = {
            "_save": self._save,
            "_note": self._note,
            "_again": self._again,
            "_agreement": self._agreement,
            "_purge": self._purge,
        }
        act = next((acts[name] for name in acts if name in request.POST), self._save)
        return self._once(request, asked.pk, partial(act, request))

    def _asked(self, request, object_id):
        asked = self.get_object(request, object_id)
        if not self.has_view_permission(request, asked):
            raise PermissionDenied
        return asked

    def _once(self, request, key, act):
        """Do it and return to the page; where somebody was faster, say so and keep what was typed."""
        try:
            with steps.taken(key, request.POST.get("seen", "")) as asked:
                return act(asked) or HttpResponseRedirect(admin_page(Request, "change", key))
        except steps.Stale:
            told = _(
                "This was done already, or somebody else has just done something with this request. "
                "Look at it, then go on."
            )
            self.message_user(request, told, messages.WARNING)
            asked = Request.objects.get(pk=key)
            care, note = CareForm(instance=asked), NoteForm()
            if "_note" in request.POST:
                note = NoteForm(request.POST)
            return self._page(request, asked, care, note, 409)

    def _page(self, request, asked, care=None, note=None, status=200):
        may_change = self.has_change_permission(request, asked)
        about = record_of(f"{asked.record_type}/{asked.record_slug}")
        care = care or CareForm(instance=asked)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Request %(number)s") % {"number": asked},
            "subtitle": asked.get_kind_display(),
            "opts": self.opts,
            "original": asked,
            "asked": asked,
            "about": about,
            "seen": steps.newest_step(asked),
            "care": care,
            "note": note or NoteForm(),
            "media": self.media + care.media,
            "may_change": may_change,
            "next_steps": [(status.value, status.label) for status in steps.next_statuses(asked)],
            "may_agree": may(request.user, "add", Agreement) and agreeing.waits_for_agreement(asked),
            "sees_agreement": asked.agreement_id and may(request.user, "view", Agreement),
            "history": asked.steps.select_related("letter"),
            "notes": asked.notes.all(),
            "letters": (found := list(asked.letters.all())),
            "has_unsent": not asked.purged_at and any(letter.sent_at is None for letter in found),
        }
        return render(request, "admin/requests/request.html", context, status=status)

    def _save(self, request, asked):
        before = Request.objects.select_related("assignee").get(pk=asked.pk)
        form = CareForm(request.POST, instance=asked)
        if not form.is_valid():
            return self._page(request, Request.objects.get(pk=asked.pk), form, status=400)
        steps.change(form.instance, before, form.changed_data)
        self.message_user(request, _("Saved."), messages.SUCCESS)
        return None

    def _note(self, request, asked):
        form = NoteForm(request.POST)
        if not form.is_valid():
            return self._page(request, asked, note=form, status=400)
        steps.add_note(asked, form.cleaned_data["text"])
        self.message_user(request, _("The note is kept."), messages.SUCCESS)
        return None

    def _again(self, request, asked):
        waiting = [letter.pk for letter in asked.letters.unsent()]
        transaction.on_commit(partial(self._send_again, request, waiting))

    def _send_again(self, request, keys):
        if posting.send(keys) == len(keys):
            self.message_user(request, _("The letters are sent."), messages.SUCCESS)
        else:
            self.message_user(request, _("Not all letters went out: below stands why."), messages.ERROR)

    def _agreement(self, request, asked):
        if not may(request.user, "add", Agreement):
            raise PermissionDenied
        if not agreeing.waits_for_agreement(asked):
            return self._no_such_step(request, asked)
        if not asked.organisation_id:
            self.message_user(request, _("First say which institution asks."), messages.ERROR)
            return None
        agreement = agreeing.make_agreement(asked)
        told = _("The draft agreement is made. Complete it here; the request leads to it.")
        self.message_user(request, told, messages.SUCCESS)
        return HttpResponseRedirect(admin_page(Agreement, "change", agreement.pk))

    def _purge(self, request, asked):
        if asked.purged_at is None and request.POST.get("sure") == "yes":
            purging.purge(asked)
            self.message_user(request, _("The personal data are deleted."), messages.SUCCESS)
        else:
            told = _("Nothing was deleted: tick that you are sure.")
            self.message_user(request, told, messages.WARNING)

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def step_view(self, request, object_id, step):
        """One step with its letter; or a letter alone."""
        asked = self._asked(request, str(object_id))
        if not self.has_change_permission(request, asked):
            raise PermissionDenied
        if asked is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(object_id))
        if step != LETTER and step not in Status.values:
            raise Http404
        status = "" if step == LETTER else step
        if request.method != "POST":
            if not self._is_open(asked, status):
                return self._no_such_step(request, asked)
            return self._step_page(request, asked, status, StepForm(asked, status))
        try:
            with steps.taken(asked.pk, request.POST.get("seen", "")) as locked:
                return self._take(request, locked, status)
        except steps.Stale:
            told = _(
                "This was done already, or somebody else has just done something with this request. "
                "Look at it, then go on."
            )
            self.message_user(request, told, messages.WARNING)
            return self._step_page(request, asked, status, StepForm(asked, status, request.POST), 409)

    def _is_open(self, asked, status) -> bool:
        return bool(asked.email) if not status else status in steps.next_statuses(asked)

    def _no_such_step(self, request, asked):
        self.message_user(request, _("This step is not open any more."), messages.WARNING)
        return HttpResponseRedirect(admin_page(Request, "change", asked.pk))

    def _take(self, request, asked, status):
        if not self._is_open(asked, status):
            return self._no_such_step(request, asked)
        form = StepForm(asked, status, request.POST)
        if not form.is_valid():
            return self._step_page(request, asked, status, form, 400)
        if not status:
            steps.write(asked, form.text())
        else:
            asked.reason = form.cleaned_data.get("reason", asked.reason)
            asked.partner = form.cleaned_data.get("partner", asked.partner)
            steps.move(asked, status, form.text())
        self.message_user(request, _("Done."), messages.SUCCESS)
        return HttpResponseRedirect(admin_page(Request, "change", asked.pk))

    def _step_page(self, request, asked, status, form, code=200):
        label = Status(status).label if status else _("Letter")
        context = {
            **self.admin_site.each_context(request),
            "title": _("Request %(number)s") % {"number": asked},
            "subtitle": label,
            "opts": self.opts,
            "original": asked,
            "asked": asked,
            "step": label,
            "status": status,
            "form": form,
            "media": self.media + form.media,
            "seen": steps.newest_step(asked),
        }
        return render(request, "admin/requests/step.html", context, status=code)
