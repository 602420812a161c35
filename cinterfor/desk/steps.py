"""The steps of a record on its way to readers, and who may take them."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from cinterfor.publishing.models import Publication

from .roles import may_publish


class Step(StrEnum):
    """What an editor's button does besides saving; the value is the button's name."""

    SAVE = "_save"
    REVIEW = "_review"
    RETURN = "_return"
    PUBLISH = "_publish"
    WITHDRAW = "_withdraw"
    DISCARD = "_discard"
    PREVIEW = "_preview"
    VERIFY = "_verify"

    @property
    def label(self) -> str:
        """What the step is called on a button or over a page."""
        return str(LABELS[self])


LABELS = {
    Step.SAVE: _("Save"),
    Step.REVIEW: _("Send to review"),
    Step.RETURN: _("Return to draft"),
    Step.PUBLISH: _("Publish"),
    Step.WITHDRAW: _("Withdraw"),
    Step.DISCARD: _("Discard the pending version"),
    Step.PREVIEW: _("Preview"),
    Step.VERIFY: _("Mark as verified today"),
}
#: Steps that change what readers see.
PUBLIC = {Step.PUBLISH, Step.WITHDRAW}


def step_in(posted) -> Step:
    """The step that a sent form asks for."""
    return next((step for step in Step if step != Step.SAVE and step in posted), Step.SAVE)


def status_after(step: Step, status: str, is_pending: bool) -> str:
    """The publication status that a record, or its pending version, has after the step."""
    if step == Step.REVIEW:
        return Publication.REVIEW
    if step == Step.RETURN:
        return Publication.DRAFT
    if step == Step.PUBLISH:
        return Publication.PUBLISHED
    if step == Step.WITHDRAW:
        return Publication.WITHDRAWN
    return Publication.DRAFT if is_pending and status == Publication.PUBLISHED else status


def steps_open(user, model, status: str | None, has_pending: bool, pending_status: str = "") -> list[Step]:
    """The steps that the account may take from here; the most usual last."""
    publishes = may_publish(user, model)
    now = pending_status if has_pending else status
    found = []
    if status == Publication.PUBLISHED and publishes:
        found.append(Step.WITHDRAW)
    if has_pending:
        found.append(Step.DISCARD)
    found.append(Step.RETURN if now == Publication.REVIEW else Step.REVIEW)
    if publishes:
        found.append(Step.PUBLISH)
    return found
