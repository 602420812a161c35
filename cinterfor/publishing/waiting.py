"""What waits for an editor: records not yet public, and readers' reports not yet dealt with."""

from django.db.models import CharField, Count, F, Value
from django.urls import reverse
from django.utils.text import capfirst

from .models import ProblemReport, Publication
from .registry import record_types

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
    counts = _counts(shown)
    rows = [_row(site, model, *what, counts) for model, what in shown.items()]
    return [row for row in rows if row["links"]]


def _counts(stated) -> dict[tuple[str, str], int]:
    """How many of each model are in each state, in one query."""
    queries = [
        model._default_manager.filter(**{f"{field}__in": states})
        .order_by()
        .values_list(Value(model._meta.label, output_field=CharField()), F(field))
        .annotate(Count("pk"))
        for model, (field, states) in stated.items()
    ]
    if not queries:
        return {}
    found = queries[0].union(*queries[1:], all=True)
    return {(label, state): count for label, state, count in found}


def _row(site, model, field, states, counts) -> dict:
    meta = model._meta
    url = reverse(f"{site.name}:{meta.app_label}_{meta.model_name}_changelist")
    names = dict(meta.get_field(field).flatchoices)
    links = [
        {"state": names[state], "count": counts[meta.label, state], "url": f"{url}?{field}__exact={state}"}
        for state in states
        if (meta.label, state) in counts
    ]
    return {"label": capfirst(meta.verbose_name_plural), "links": links}
