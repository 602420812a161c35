"""Writing a plan: made, changed, found as it was, or left alone because somebody has edited it."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext as _
from modeltranslation.fields import TranslationField

from cinterfor.history.state import plain_translated
from cinterfor.publishing.models import Address, Publication, Record

from .plans import IDENTITY, Plan
from .references import stored as find_stored
from .report import Outcome, Report
from .state import digest, parts_of, with_relations


class Store:
    """The stored records as plans meet them, read file by file."""

    def __init__(self, report: Report, moment: datetime):
        self.report = report
        self.moment = moment
        self._stored: dict[tuple[type, str], models.Model] = {}
        self._once_used: set[tuple[type, str]] = set()

    def read(self, model: type[models.Model], slugs: list[str]) -> None:
        """Fetch the records of these slugs, and which of the slugs the address book knows."""
        for record in with_relations(model).filter(slug__in=slugs):
            self._stored[model, record.slug] = record
        if issubclass(model, Record):
            known = Address.objects.filter(record_type=model.record_type().name, slug__in=slugs)
            self._once_used |= {(model, slug) for slug in known.values_list("slug", flat=True)}

    def stored(self, model: type[models.Model], slug: str) -> models.Model | None:
        return self._stored.get((model, slug))

    def write(self, plan: Plan):
        """The stored record after the plan, or None where an editor has deleted it."""
        stored = self._stored.get((plan.model, plan.slug))
        if stored is None and (plan.model, plan.slug) in self._once_used:
            renamed = find_stored(plan.file, plan.key)
            reason = _("an editor has given it another address") if renamed else _("an editor has deleted it")
            return self._leave_alone(plan, renamed, reason)
        if stored is None:
            return self._create(plan)
        if not stored.loaded_state:
            return self._leave_alone(plan, stored, _("it was made by hand"))
        if digest(stored) != stored.loaded_state:
            return self._leave_alone(plan, stored, _("it was edited since it was loaded"))
        return self._update(plan, stored)

    def _leave_alone(self, plan: Plan, record, reason: str):
        self.report.leave_alone(plan.file, plan.key, reason)
        return record

    def _create(self, plan: Plan):
        record = plan.model(slug=plan.slug)
        values = plan.when_new | _said(plan.values)
        if values.get("publication_status") == Publication.PUBLISHED:
            values["published_from"] = self.moment
        _set(record, changed_values(record, values))
        self._save(record, plan)
        self.report.count(plan.file, Outcome.CREATED)
        return record

    def _update(self, plan: Plan, record):
        changes = changed_values(record, plan.values)
        if not changes and not _relations_differ(record, plan) and not _parts_differ(record, plan):
            self.report.count(plan.file, Outcome.UNCHANGED)
            return record
        _set(record, changes)
        self._save(record, plan)
        self.report.count(plan.file, Outcome.UPDATED)
        return record

    def _save(self, record, plan: Plan) -> None:
        """Save with relations and parts, then note the state."""
        record.full_clean(exclude=plain_translated(plan.model))
        record.save()
        for name, others in plan.many.items():
            getattr(record, name).set(others)
        for name, rows in plan.parts.items():
            _write_parts(record, name, rows)
        fresh = with_relations(plan.model).get(pk=record.pk)
        record.loaded_state = digest(fresh)
        models.QuerySet(plan.model).filter(pk=record.pk).update(loaded_state=record.loaded_state)


def _said(values: dict) -> dict:
    return {name: value for name, value in values.items() if value is not None}


def _set(record: models.Model, values: dict) -> None:
    for name, value in values.items():
        setattr(record, name, value)


def changed_values(record: models.Model, values: dict) -> dict:
    """What differs from the record's values. A text in a language is never erased by one not known."""
    changes = {}
    for name, value in values.items():
        field = record._meta.get_field(name)
        if isinstance(field, TranslationField) and not value:
            continue
        value = _as_kept(field, value)
        key = value.pk if isinstance(value, models.Model) else value
        if field.value_from_object(record) != key:
            changes[name] = value
    return changes


def _as_kept(field: models.Field, value):
    if value is None:
        return None if field.null else ""
    return value if field.is_relation else field.to_python(value)


def _relations_differ(record, plan: Plan) -> bool:
    return any(
        {other.pk for other in getattr(record, name).all()} != {other.pk for other in others}
        for name, others in plan.many.items()
    )


def _identity(name: str, read) -> tuple:
    values = (read(field) for field in IDENTITY[name])
    return tuple(value.pk if isinstance(value, models.Model) else value or None for value in values)


def _known_parts(record, name: str) -> dict[tuple, models.Model]:
    parts = getattr(record, name).all() if record.pk else ()
    return {_identity(name, lambda field, part=part: getattr(part, field)): part for part in parts}


def _parts_differ(record, plan: Plan) -> bool:
    for name in parts_of(plan.model):
        known = _known_parts(record, name)
        rows = {_identity(name, row.get): row for row in plan.parts.get(name, ())}
        if known.keys() != rows.keys() or any(changed_values(known[key], row) for key, row in rows.items()):
            return True
    return False


def _write_parts(record, name: str, rows: list[dict]) -> None:
    manager = getattr(record, name)
    known = _known_parts(record, name)
    wanted = {_identity(name, row.get) for row in rows}
    for key, part in known.items():
        if key not in wanted:
            part.delete()
    for row in rows:
        part = known.get(_identity(name, row.get)) or manager.model(**{manager.field.name: record})
        if changes := changed_values(part, row):
            _set(part, changes)
            part.full_clean(exclude=plain_translated(manager.model))
            part.save()
