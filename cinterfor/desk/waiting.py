"""What waits for an editor: records not yet public, and readers' reports not yet dealt with."""

from django.db.models import Count
from django.urls import reverse
from django.utils.text import capfirst

from cinterfor.publishing.models import ProblemReport, Publication
from cinterfor.publishing.registry import record_types

UNFINISHED = (Publication.DRAFT, Publication.REVIEW)


def waiting_for(site, request) -> list[dict]:
    """By kind of record: what to do with how many, and the list of them; only what the editor may see."""
    stated = {record_type.model: ("publication_status", UNFINISHED) for record_type in record_types()}
    stated[ProblemReport] = ("state", (ProblemReport.State.NEW,))
    shown = {
        model: what
        for model, what in stated.items()
        if site.is_registered(model) and site.get_model_admin(model).has_view_permission(request)
    }
    rows = [_row(site, model, *what) for model, what in shown.items()]
    return [row for row in rows if row["links"]]


def _counts(model, field, states) -> dict[str, int]:
    """How many are in each state."""
    waiting = model._default_manager.filter(**{f"{field}__in": states})
    return dict(waiting.order_by().values_list(field).annotate(Count("pk")))


def _row(site, model, field, states) -> dict:
    meta = model._meta
    url = reverse(f"{site.name}:{meta.app_label}_{meta.model_name}_changelist")
    counts = _counts(model, field, states)
    names = dict(meta.get_field(field).flatchoices)
    links = [
        {"state": names[state], "count": counts[state], "url": f"{url}?{field}__exact={state}"}
        for state in states
        if state in counts
    ]
    return {"label": capfirst(meta.verbose_name_plural), "links": links}
