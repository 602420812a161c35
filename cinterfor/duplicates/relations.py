"""Everything in the database that points to a record, found by the models themselves."""

from django.db import models
from django.db.models import UniqueConstraint

from cinterfor.history.registry import kept_models, owners


def pointing_rows(model: type[models.Model]) -> list:
    """The relations by which rows of any model have a foreign key to this one."""
    return [
        relation
        for relation in model._meta.get_fields(include_hidden=True)
        if (relation.one_to_many or relation.one_to_one)
        and relation.auto_created
        and not relation.concrete
        and not relation.related_model._meta.auto_created
    ]


def pointing_sets(model: type[models.Model]) -> list:
    """The relations by which records of any model have a set of records of this one."""
    return [
        relation
        for relation in model._meta.get_fields(include_hidden=True)
        if relation.many_to_many
        and relation.auto_created
        and relation.field.remote_field.through._meta.auto_created
    ]


def own_sets(model: type[models.Model]) -> list[models.ManyToManyField]:
    return [field for field in model._meta.many_to_many if field.remote_field.through._meta.auto_created]


def set_rows(field: models.ManyToManyField) -> models.QuerySet:
    """The pairs of such a set, each with a key of either side."""
    return field.remote_field.through._base_manager.all()


def unique_sets(model: type[models.Model], name: str) -> list[tuple[str, ...]]:
    """What must be unique together with the field of that name; nothing, where it is unique alone."""
    constraints = [item for item in model._meta.constraints if isinstance(item, UniqueConstraint)]
    fields = [item.fields for item in constraints if item.condition is None]
    together = [names for names in (*fields, *model._meta.unique_together) if name in names]
    alone = [(name,)] if model._meta.get_field(name).unique else []
    return [tuple(other for other in names if other != name) for names in (*together, *alone)]


def records_naming(record: models.Model) -> dict[type, set[int]]:
    """Of models with history, the records that change when what points to this one is moved."""
    found: dict[type, set[int]] = {type(record): {record.pk}}
    for relation in pointing_rows(type(record)):
        model = relation.related_model
        rows = model._base_manager.filter(**{relation.field.name: record.pk})
        if model in kept_models():
            found.setdefault(model, set()).update(rows.values_list("pk", flat=True))
        elif model in owners():
            owner = model._meta.get_field(owners()[model])
            found.setdefault(owner.related_model, set()).update(rows.values_list(owner.attname, flat=True))
    for relation in pointing_sets(type(record)):
        if relation.related_model in kept_models():
            field = relation.field
            rows = set_rows(field).filter(**{field.m2m_reverse_field_name(): record.pk})
            found.setdefault(relation.related_model, set()).update(
                rows.values_list(f"{field.m2m_field_name()}_id", flat=True)
            )
    return found
