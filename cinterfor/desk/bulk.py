"""One step of many records: what each would become, and doing it record by record."""

from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from cinterfor.publishing.dates import today
from cinterfor.publishing.models import Publication

from .edition import Edition
from .models import Pending
from .steps import Step, status_after


class Plan(NamedTuple):
    """A record before a step: its states now and then, and what stands against it or is worth knowing."""

    record: object
    before: str
    after: str
    problem: str
    warning: str


class Outcome(NamedTuple):
    """A record after a step, and why it was left as it was, where it was."""

    record: object
    problem: str


def planned(model, step: Step, keys: list[int]) -> list[Plan]:
    """What the step would do to each record; nothing is written."""
    pending = {item.record_id: item for item in Pending.objects.of(model).filter(record_id__in=keys)}
    records = model._base_manager.filter(pk__in=keys).order_by("pk")
    return [_plan(record, step, pending.get(record.pk)) for record in records]


def _plan(record, step: Step, pending: Pending | None) -> Plan:
    now = record.get_publication_status_display()
    if pending:
        now = _("%(status)s, with a pending version") % {"status": now}
    warning = "" if step != Step.PUBLISH else lacks_spanish(record)
    return Plan(record, now, _state_after(record, step, pending), _refusal(record, step), warning)


def _state_after(record, step: Step, pending: Pending | None) -> str:
    if step == Step.VERIFY:
        return _("Verified today")
    status = status_after(step, record.publication_status, is_pending=False)
    if pending and step == Step.PUBLISH:
        return _("The pending version is published")
    if record.publication_status == Publication.PUBLISHED and step == Step.REVIEW:
        return _("The pending version is in review") if pending else _("Nothing: there is no pending version")
    return str(Publication(status).label)


def lacks_spanish(record) -> str:
    """A warning where readers of Spanish would be shown another language; else nothing."""
    if "es" in record.languages():
        return ""
    shown = record.title_text.language
    told = _("There is no Spanish text: readers of Spanish are shown another language (%(code)s).")
    return told % {"code": shown} if shown else _("There is no Spanish text.")


def _refusal(record, step: Step) -> str:
    """Why the record cannot take the step, as its form would say it."""
    # What must go may go, also where it could not be published as it is.
    if step == Step.WITHDRAW:
        return ""
    before = record.publication_status
    record.publication_status = status_after(step, before, is_pending=False)
    try:
        record.full_clean()
    except ValidationError as error:
        return in_words(record._meta, error)
    finally:
        record.publication_status = before
    return ""


def write(admin, request, key: int, step: Step, values: dict) -> Outcome:
    """The step of one record, whole or not at all."""
    model = admin.model
    record = model._base_manager.select_for_update().get(pk=key)
    try:
        with transaction.atomic():
            _take(record, step, values)
    except ValidationError as error:
        return Outcome(model._base_manager.get(pk=key), in_words(model._meta, error))
    with override(None):
        changed = [str(name) for name in (step.value, *(name for name, value in values.items() if value))]
    admin.log_change(request, record, [{"changed": {"fields": changed}}])
    return Outcome(record, "")


def _take(record, step: Step, values: dict) -> None:
    edition = Edition.of(record)
    if step == Step.VERIFY:
        record.verified_on = today()
    elif edition.pending and step in (Step.PUBLISH, Step.REVIEW):
        return _take_pending(edition, step, values)
    elif edition.is_public and step == Step.REVIEW:
        raise ValidationError(_("It is public, and there is no pending version to review."))
    else:
        record.publication_status = status_after(step, record.publication_status, is_pending=False)
        for name, value in values.items():
            if value and not (name == "published_from" and edition.is_public):
                setattr(record, name, value)
    if step != Step.WITHDRAW:
        record.full_clean()
    record.save()
    return None


def _take_pending(edition: Edition, step: Step, values: dict) -> None:
    state = edition.pending.version.state
    fields = dict(state["fields"])
    if step == Step.PUBLISH:
        fields |= {"publication_status": Publication.PUBLISHED.value, "review_note": "", "assignee_id": None}
        edition.publish(state | {"fields": fields})
        edition.model._base_manager.get(pk=edition.key).full_clean()
    else:
        assignee = values.get("assignee")
        fields |= {"review_note": values.get("review_note", ""), "assignee_id": assignee and assignee.pk}
        edition.prepare(state | {"fields": fields}, step)


def in_words(meta, error: ValidationError) -> str:
    """The form's complaints on one line, each after the name of its field."""
    fields = {field.name: field for field in meta.get_fields()}
    told = []
    by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    for name, messages in by_field.items():
        label = f"{capfirst(fields[name].verbose_name)}: " if name in fields else ""
        told.append(label + " ".join(messages))
    return " ".join(told)
