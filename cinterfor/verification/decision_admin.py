"""The page on which an editor decides about one proposal."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from cinterfor.desk.edition import Edition
from cinterfor.desk.roles import may_change, may_publish
from cinterfor.publishing.together import written_together
from network.models import Institution

from . import deciding, letters
from .answering import in_the_name_of_the_institution
from .asking import NoMailServer, open_mail
from .decision_form import DecisionForm
from .models import Verification


class DecisionAdmin:
    """Shows a verification, and takes the decision on it."""

    def change_view(self, request, object_id, form_url="", extra_context=None):
        asked = self.get_object(request, object_id)
        if asked is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, asked):
            raise PermissionDenied
        if request.method == "POST":
            return self._decide(request, asked.pk)
        return self._page(request, asked)

    def may_decide(self, request, asked) -> bool:
        waits = asked.state == Verification.State.WAITING
        return waits and self.has_change_permission(request) and may_change(request.user, Institution)

    def _page(self, request, asked, form=None, status=200):
        edition = Edition.of(asked.institution) if asked.proposal else None
        found = deciding.open_changes(asked, edition) if edition else []
        if form is None:
            may_tell = bool(asked.focal_point and asked.focal_point.active)
            form = DecisionForm(None, found, edition.newest.pk if edition else 0, may_tell)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Verification"),
            "subtitle": str(asked),
            "opts": self.opts,
            "original": asked,
            "asked": asked,
            "changes": found,
            "form": form,
            "chosen": form.chosen(),
            "edition": edition,
            "may_decide": self.may_decide(request, asked),
            "may_publish": may_publish(request.user, Institution),
            "institution_page": reverse("admin:network_institution_change", args=[asked.institution_id]),
        }
        return render(request, "admin/verification/decision.html", context, status=status)

    def _decide(self, request, key):
        with in_the_name_of_the_institution(Verification(pk=key)), written_together():
            asked = Verification.objects.select_for_update(of=("self",)).filter(pk=key).first()
            if asked is None:
                raise Http404
            if not self.may_decide(request, asked):
                if asked.state == Verification.State.WAITING:
                    raise PermissionDenied
                self.message_user(request, _("Somebody else has decided this meanwhile."), messages.WARNING)
                return HttpResponseRedirect(request.path)
            answer, letter = self._decide_locked(request, asked)
        if letter:  # once the decision is stored: a mail that fails takes nothing back
            self._tell(request, asked, *letter)
        return answer

    def _decide_locked(self, request, asked):
        Institution.objects.select_for_update(of=("self",)).get(pk=asked.institution_id)
        edition = Edition.of(asked.institution)
        found = deciding.open_changes(asked, edition)
        may_tell = bool(asked.focal_point and asked.focal_point.active)
        form = DecisionForm(request.POST, found, edition.newest.pk, may_tell)
        if not form.is_valid():
            return self._page(request, asked, form, 400), None
        chosen = set() if form.rejects else set(form.cleaned_data["taken"])
        if form.rejects:
            asked.state = Verification.State.REJECTED
        else:
            try:
                deciding.accept(asked, edition, chosen, self._is_at_once(request))
            except ValidationError as error:
                form.add_error(None, self._in_words(error))
                return self._page(request, asked, form, 400), None
        deciding.handled(asked, request.user, form.cleaned_data["reply"])
        self.message_user(request, self._done(request, asked, edition), messages.SUCCESS)
        letter = (found, chosen) if form.cleaned_data.get("tell") else None
        return HttpResponseRedirect(reverse("admin:verification_verification_changelist")), letter

    def _is_at_once(self, request) -> bool:
        return "_publish" in request.POST and may_publish(request.user, Institution)

    def _done(self, request, asked, edition) -> str:
        if asked.state == Verification.State.REJECTED:
            return _("The proposal of “%(name)s” was rejected.") % {"name": asked}
        if edition.is_public and not self._is_at_once(request):
            text = _("The changes to “%(name)s” are kept beside the public page, which stays as it is.")
            return text % {"name": asked}
        return _("The changes to “%(name)s” were accepted; the record is verified.") % {"name": asked}

    def _in_words(self, error: ValidationError) -> list[str]:
        """The complaints of a record, each after the name of its field."""
        if not hasattr(error, "error_dict"):
            return error.messages
        labels = {field.name: getattr(field, "verbose_name", "") for field in Institution._meta.get_fields()}
        return [
            f"{labels[name]}: {told}" if labels.get(name) else told
            for name, errors in error.message_dict.items()
            for told in errors
        ]

    def _tell(self, request, asked, found, chosen) -> None:
        with override(asked.focal_point.language):
            taken = deciding.in_words(change.place for change in found if change.key in chosen)
            left = deciding.in_words(change.place for change in found if change.key not in chosen)
        try:
            connection = open_mail()
            connection.send_messages([letters.decision_on(asked, taken, left)])
            connection.close()
        except (NoMailServer, OSError, ValueError) as error:
            told = _("The decision is stored, but the mail did not go out: %(fault)s")
            self.message_user(request, told % {"fault": error}, messages.WARNING)
