"""What there is to do: each kind of work is a condition on records, a count and a filtered list.

The same condition counts on the first page of the admin, filters the list of a type, and is exported.
"""

import datetime
from collections.abc import Callable
from typing import NamedTuple

from django.conf import settings
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cinterfor.publishing.dates import today, year_before
from cinterfor.publishing.languages import LANGUAGES
from cinterfor.publishing.models import Publication, lacking_text, not_verified_since
from cinterfor.publishing.registry import record_types
from cinterfor.translations.models import Translation

from .models import Pending
from .pages import admin_page


class Work(NamedTuple):
    """Records that ask for something; `about(model, user)` is the condition, None where it has no sense."""

    name: str
    label: str
    about: Callable


class Listed(NamedTuple):
    """Rows of another kind that ask for something: the list that shows them, and how many there are."""

    name: str
    label: str
    model: type
    rows: Callable
    query: str


class Amount(NamedTuple):
    """How much of a work there is in one list."""

    label: str
    count: int
    url: str


class Waiting(NamedTuple):
    """One work with its lists."""

    name: str
    label: str
    counts: list
    #: Where the records can be had as CSV; empty for rows of another kind, whose lists have their own.
    export: str = ""

    @property
    def total(self) -> int:
        return sum(item.count for item in self.counts)


_works: list[Work] = []
_lists: list[Listed] = []


def register_work(work: Work) -> None:
    _works.append(work)


def register_list(listed: Listed) -> None:
    _lists.append(listed)


def works() -> list[Work]:
    return [*_works, *_language_works()]


def work_named(name: str) -> Work | None:
    return next((work for work in works() if work.name == name), None)


def pending_of(status: str) -> Callable:
    return lambda model, user: Q(pk__in=Pending.objects.of(model).filter(status=status).values("record_id"))


def _in_review(model, user) -> Q:
    return Q(publication_status=Publication.REVIEW) | pending_of(Publication.REVIEW)(model, user)


def _mine(model, user) -> Q:
    own = Pending.objects.of(model).filter(status=Publication.REVIEW, assignee=user).values("record_id")
    return Q(publication_status=Publication.REVIEW, assignee=user) | Q(pk__in=own)


def _scheduled_today(model, user) -> Q:
    start = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    day = (start, start + datetime.timedelta(days=1))
    return Q(publication_status=Publication.PUBLISHED, published_from__range=day) & Q(
        published_from__gt=timezone.now()
    )


def _unverified(model, user) -> Q:
    return Q(publication_status=Publication.PUBLISHED) & not_verified_since(year_before(today()))


def _lacking(language: str) -> Callable:
    return lambda model, user: lacking_text(
        language, model.required_translations, model.record_type().is_work
    )


def _outdated(language: str) -> Callable:
    return lambda model, user: Q(pk__in=Translation.objects.of(model).outdated(language).values("record_id"))


def _language_works() -> list[Work]:
    found = []
    names = dict(settings.LANGUAGES)
    for code in LANGUAGES:
        told = {"language": names[code]}
        found.append(Work(f"lacks-{code}", _("Not in this language: %(language)s") % told, _lacking(code)))
        found.append(Work(f"outdated-{code}", _("Outdated text: %(language)s") % told, _outdated(code)))
    return found


for _work in (
    Work("mine", gettext_lazy("Reviews that ask for you"), _mine),
    Work("review", gettext_lazy("In review"), _in_review),
    Work("draft", gettext_lazy("Drafts"), lambda model, user: Q(publication_status=Publication.DRAFT)),
    Work("pending", gettext_lazy("Pending versions of public records"), pending_of(Publication.DRAFT)),
    Work("scheduled", gettext_lazy("Public later today"), _scheduled_today),
    Work("unverified", gettext_lazy("Not verified for 12 months"), _unverified),
):
    register_work(_work)


def waiting_for(site, request) -> list[Waiting]:
    """All that waits for this account, one query for each kind of record that it may see."""
    rows = {work.name: Waiting(work.name, str(work.label), [], _export_url(work.name)) for work in works()}
    for record_type in record_types():
        model = record_type.model
        if not _may_see(site, request, model):
            continue
        conditions = {work.name: work.about(model, request.user) for work in works()}
        known = {name: condition for name, condition in conditions.items() if condition is not None}
        counts = model._default_manager.aggregate(
            **{name.replace("-", "_"): Count("pk", filter=condition) for name, condition in known.items()}
        )
        for name in known:
            if count := counts[name.replace("-", "_")]:
                url = f"{admin_page(model, 'changelist')}?work={name}"
                rows[name].counts.append(Amount(capfirst(record_type.label_plural), count, url))
    found = [row for row in rows.values() if row.counts]
    return [*found, *_listed_rows(site, request)]


def _listed_rows(site, request) -> list[Waiting]:
    found = []
    for listed in _lists:
        if _may_see(site, request, listed.model) and (count := listed.rows().count()):
            url = f"{admin_page(listed.model, 'changelist')}?{listed.query}"
            label = capfirst(listed.model._meta.verbose_name_plural)
            found.append(Waiting(listed.name, str(listed.label), [Amount(label, count, url)]))
    return found


def _may_see(site, request, model) -> bool:
    return site.is_registered(model) and site.get_model_admin(model).has_view_permission(request)


def _export_url(name: str) -> str:
    return reverse("admin:work_export", args=[name])


def records_of(site, request, work: Work):
    """The records of a work, of all types that the account may see, one after the other."""
    for record_type in record_types():
        condition = work.about(record_type.model, request.user)
        if condition is not None and _may_see(site, request, record_type.model):
            records = record_type.model._default_manager.filter(condition).order_by("pk")
            for record in records.iterator(chunk_size=500):
                yield record_type, record
