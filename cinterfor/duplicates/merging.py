"""Making one record of two: everything moves to the one that is kept, or nothing changes at all."""

from contextlib import suppress
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError, RestrictedError
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cinterfor.desk.models import Pending
from cinterfor.history.acting import acting
from cinterfor.history.models import Act, Batch
from cinterfor.history.noting import note
from cinterfor.history.state import apply, state_of
from cinterfor.publishing.models import Publication, Record
from cinterfor.publishing.together import written_for_now, written_together

from .choices import Choice, add_other_names, names_in, values_kept
from .likeness import identifier_key
from .models import Merge
from .moving import Move, Moved, Refusal, Without, give_addresses, in_words, move_set, unite_own_sets
from .pendings import rename_in_pendings
from .registry import Compared, compared_of, registered_obstacles
from .relations import pointing_rows, pointing_sets, records_naming


class Refused(Exception):
    """The two cannot be made one: see `Merging.refusals`."""


@dataclass
class Merging:
    """One record that is kept, one that is lost, and what is chosen of each."""

    kept: models.Model
    lost: models.Model
    chosen: list[Choice]
    moved: list[Moved] = field(default_factory=list)
    slugs: list[str] = field(default_factory=list)
    pendings: int = 0
    names: list[str] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    without_history: list[Without] = field(default_factory=list)

    @property
    def compared(self) -> Compared:
        return compared_of(type(self.kept))

    def rehearse(self) -> None:
        """Do it and roll it back: from then on it is known what moves, and what stands against it."""
        with transaction.atomic(), written_for_now():
            with suppress(Refused):
                self._carry_out()
            transaction.set_rollback(True)

    def perform(self) -> Merge:
        """Do it, in one transaction and one batch that can be undone."""
        model = type(self.kept)
        names = {"kept": str(self.kept), "lost": str(self.lost)}
        label = _("“%(lost)s” was merged into “%(kept)s”.") % names
        with transaction.atomic():
            for record in (self.kept, self.lost):
                for touched, keys in records_naming(record).items():
                    note(touched, keys)
            batch = Batch.objects.begin("merge", label)
            merge = Merge.objects.create(
                batch=batch,
                model=model._meta.label_lower,
                kept_id=self.kept.pk,
                lost_id=self.lost.pk,
                kept_name=names["kept"][:500],
                lost_name=names["lost"][:500],
            )
            with acting(act=Act.MERGED, note=label, batch=batch), written_together():
                self._carry_out()
            merge.addresses, merge.moved_rows = self.slugs, self.without_history
            merge.save()
        return merge

    def _carry_out(self) -> None:
        model = type(self.kept)
        kept, lost = (model._base_manager.get(pk=record.pk) for record in (self.kept, self.lost))
        first, second = state_of(model, kept.pk), state_of(model, lost.pk)
        self.refusals = obstacles(self.compared, kept, lost)
        fields = values_kept(self.compared, self.chosen, first, second)
        named = [pair for state in (first, second) for pair in names_in(self.compared, state["fields"])]
        self.names = add_other_names(self.compared, fields, named)
        self._move(lost, kept)
        self.slugs, self.pendings = give_addresses(lost, kept), rename_in_pendings(lost, kept)
        if not self.refusals:
            self._delete(lost)
            self._write(kept, fields)
        if self.refusals:
            raise Refused

    def _move(self, lost, kept) -> None:
        rows_of, printed_in = self.compared.printed_in or ("", "")
        move = Move(lost, kept, self.refusals)
        found = unite_own_sets(lost, kept)
        for relation in pointing_rows(type(kept)):
            found.append(move.rows(relation, printed_in if relation.name == rows_of else ""))
        found += [move_set(relation, lost, kept) for relation in pointing_sets(type(kept))]
        self.moved = [item for item in found if item.moved or item.there]
        self.without_history = move.without_history

    def _delete(self, lost) -> None:
        left = [
            relation
            for relation in pointing_rows(type(lost))
            if relation.related_model._base_manager.filter(**{relation.field.name: lost.pk}).exists()
        ]
        if left:
            names = ", ".join(capfirst(item.related_model._meta.verbose_name_plural) for item in left)
            self.refusals.append(Refusal(_("These cannot be moved: %(records)s.") % {"records": names}))
            return
        try:
            lost.delete()
        except (ProtectedError, RestrictedError) as error:
            names = ", ".join(map(str, error.args[1]))
            told = _("These hold on to the record that would be lost: %(records)s.")
            self.refusals.append(Refusal(told % {"records": names}))

    def _write(self, kept, fields: dict) -> None:
        model = type(kept)
        state = state_of(model, kept.pk) | {"fields": fields}
        try:
            with transaction.atomic():
                apply(model, kept.pk, state)
                model._base_manager.get(pk=kept.pk).clean()
        except (IntegrityError, ValidationError) as error:
            self.refusals.append(Refusal(in_words(model, error), self.kept))


def obstacles(compared: Compared, kept, lost) -> list[Refusal]:
    """What stands against making one of the two, whatever is chosen of each."""
    return [
        *_differing_identifiers(compared, kept, lost),
        *_pointing_to_each_other(kept, lost),
        *(_publication(kept, lost) if isinstance(kept, Record) else ()),
        *(Refusal(told, lost) for find in registered_obstacles(compared.label) for told in find(kept, lost)),
    ]


def _differing_identifiers(compared: Compared, kept, lost):
    for name in compared.identifiers:
        values = [getattr(record, name) for record in (kept, lost)]
        if all(values) and len(set(map(identifier_key, values))) > 1:
            told = _(
                "They have different identifiers, so they may be two: %(field)s %(first)s and %(second)s. "
                "If they are one, take the wrong identifier out of its record first."
            )
            label = capfirst(str(kept._meta.get_field(name).verbose_name))
            yield Refusal(told % {"field": label, "first": values[0], "second": values[1]}, lost)


def _pointing_to_each_other(kept, lost):
    for own in kept._meta.concrete_fields:
        if own.related_model is not type(kept):
            continue
        for one, other in ((kept, lost), (lost, kept)):
            if getattr(one, own.attname) == other.pk:
                told = _(
                    "“%(one)s” names “%(other)s” in the field “%(field)s”, so they are two. "
                    "If they are one, empty that field first."
                )
                yield Refusal(told % {"one": one, "other": other, "field": own.verbose_name}, one)


def _publication(kept, lost):
    published = Publication.PUBLISHED
    if lost.publication_status == published and kept.publication_status != published:
        told = _("Readers see “%(lost)s” and not “%(kept)s”: keep the one that is public, or publish both.")
        yield Refusal(told % {"lost": lost, "kept": kept})
    if Pending.objects.of(type(lost), lost.pk).exists():
        told = _("“%(record)s” has a pending version, which would be lost: publish or discard it first.")
        yield Refusal(told % {"record": lost}, lost)
