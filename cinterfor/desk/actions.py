"""What editors do with several records at once: first what will change is shown, then it is done and told."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.widgets import AdminSplitDateTime
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from cinterfor.history.acting import acting
from cinterfor.history.models import Batch
from cinterfor.publishing.together import written_together

from .bulk import Outcome, Plan, planned, write
from .choosing import are_keys
from .steps import Step

#: As many as a person looks through before saying yes; more are done, and counted.
MOST_SHOWN = 200


class ActionsOnKnownRows:
    """Actions on rows that the list could have offered; a made-up selection is answered in words."""

    def response_action(self, request, queryset):
        if are_keys(self.model, request.POST.getlist(ACTION_CHECKBOX_NAME)):
            return super().response_action(request, queryset)
        self.message_user(request, _("The selection could not be read. Nothing was changed."), messages.ERROR)
        return None


class ReviewForm(forms.Form):
    review_note = forms.CharField(
        label=_("Note for the review"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    assignee = forms.ModelChoiceField(
        get_user_model().objects.none(), label=_("Reviewed by"), required=False, empty_label=_("Whoever may")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["assignee"].queryset = get_user_model().objects.filter(is_active=True, is_staff=True)


class PublishForm(forms.Form):
    published_from = forms.SplitDateTimeField(
        label=_("Public from"),
        required=False,
        widget=AdminSplitDateTime,
        help_text=_("Left empty, now. Records that readers see already keep their date."),
    )


class WithdrawForm(forms.Form):
    withdrawal_reason = forms.CharField(
        label=_("Reason for withdrawal"), max_length=300, help_text=_("Shown at the old address.")
    )


class VerifyForm(forms.Form):
    """Nothing to say besides yes."""


class RecordActions:
    """Steps of several records from their list."""

    actions = ("send_to_review", "publish", "withdraw", "mark_as_verified")

    @admin.action(description=_("Send the selected records to review…"), permissions=["full_change"])
    def send_to_review(self, request, queryset):
        return self._in_two_steps(request, queryset, Step.REVIEW, ReviewForm)

    @admin.action(description=_("Publish the selected records…"), permissions=["publish"])
    def publish(self, request, queryset):
        return self._in_two_steps(request, queryset, Step.PUBLISH, PublishForm)

    @admin.action(description=_("Withdraw the selected records…"), permissions=["publish"])
    def withdraw(self, request, queryset):
        return self._in_two_steps(request, queryset, Step.WITHDRAW, WithdrawForm)

    @admin.action(description=_("Mark the selected records as verified today…"), permissions=["full_change"])
    def mark_as_verified(self, request, queryset):
        return self._in_two_steps(request, queryset, Step.VERIFY, VerifyForm)

    def _in_two_steps(self, request, queryset, step: Step, form_class):
        if not self.has_full_change_permission(request):
            raise PermissionDenied
        confirmed = "confirmed" in request.POST
        form = form_class(request.POST if confirmed else None)
        keys = list(queryset.order_by("pk").values_list("pk", flat=True))
        if confirmed and form.is_valid():
            outcomes = self._write_all(request, step, keys, form.cleaned_data)
            return self._page(request, step, keys, outcomes=outcomes)
        plans = planned(self.model, step, keys[:MOST_SHOWN])
        return self._page(request, step, keys, plans=plans, form=form, status=400 if form.errors else 200)

    def _write_all(self, request, step: Step, keys: list[int], values: dict) -> list[Outcome]:
        label = f"{step.label}: {self.opts.verbose_name_plural} ({len(keys)})"
        with written_together():
            batch = Batch.objects.begin("bulk", label)
            with acting(batch=batch):
                return [write(self, request, key, step, values) for key in keys]

    def _page(self, request, step: Step, keys, status=200, form=None, plans: list[Plan] = (), outcomes=None):
        across = request.POST.get("select_across") == "1"
        done = [outcome for outcome in outcomes or () if not outcome.problem]
        context = {
            **self.admin_site.each_context(request),
            "title": step.label,
            "opts": self.opts,
            "step": step,
            "form": form,
            "plans": plans,
            "more": max(len(keys) - MOST_SHOWN, 0),
            "outcomes": outcomes,
            "done": done,
            "refused": [outcome for outcome in outcomes or () if outcome.problem],
            "action": request.POST["action"],
            # All of a long list are named by the list itself, not one by one.
            "selected": keys[:1] if across else keys,
            "count": len(keys),
            "across": across,
            "checkbox": ACTION_CHECKBOX_NAME,
            "media": self.media + (form.media if form else forms.Media()),
        }
        return TemplateResponse(request, "admin/bulk_action.html", context, status=status)
