"""What an editor makes of an institution's proposal."""

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cinterfor.desk.edition import Edition
from cinterfor.history.acting import acting
from cinterfor.history.differences import place_in_words
from cinterfor.history.merging import merge, taking
from cinterfor.history.registry import kept_models
from cinterfor.history.state import apply
from cinterfor.publishing.together import written_for_now
from network.models import Institution

from .models import Verification
from .proposals import Change, changes


def open_changes(asked: Verification, edition: Edition) -> list[Change]:
    """What of the proposal the record, with what is prepared for it, does not say yet."""
    return changes(asked.base.state, asked.proposal, edition.newest.state)


def accept(asked: Verification, edition: Edition, keys: set[str], at_once: bool) -> None:
    """Write the chosen changes, and that the record was verified on the day of the answer.

    At once where told so, or where readers do not see the record; else as its pending version.
    ValidationError where the record cannot be so.
    """
    every = changes(asked.base.state, asked.proposal)
    left_open = open_changes(asked, edition)
    chosen = [change.place for change in left_open if change.key in keys]
    wanted = taking(asked.base.state, asked.proposal, chosen)
    writes_beside = edition.is_public and not at_once
    present = edition.newest if writes_beside or not edition.is_public else edition.live
    state = merge(asked.base.state, present.state, wanted).state
    state["fields"]["verified_on"] = timezone.localdate(asked.answered_at).isoformat()
    check(Institution, edition.key, state)
    if writes_beside:
        with acting(act=""):
            edition.prepare(state)
    elif edition.is_public:
        apply(Institution, edition.key, state)
    else:
        edition.publish(state)
    is_whole = len(chosen) == len(left_open)
    asked.state = Verification.State.ACCEPTED if is_whole or not every else Verification.State.PARTLY


def check(model, key: int, state: dict) -> None:
    """ValidationError where the record, or one of its rows, could not have this state."""
    try:
        with transaction.atomic(), written_for_now():
            apply(model, key, state)
            record = model._base_manager.get(pk=key)
            record.full_clean()
            for name in kept_models()[model].rows:
                for row in getattr(record, name).all():
                    row.full_clean()
            transaction.set_rollback(True)
    except DatabaseError as error:
        told = _("The database refuses this: the same may have been recorded here meanwhile.")
        raise ValidationError(told) from error


def in_words(places) -> list[str]:
    """The names of places, each once, in the active language."""
    return list(dict.fromkeys(place_in_words(Institution, place) for place in places))


def handled(asked: Verification, user, reply: str) -> None:
    asked.handled_by, asked.handled_at, asked.reply = user, timezone.now(), reply
    asked.save()
