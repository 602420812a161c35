"""Records are assessed when they change, and not only at night."""

from cinterfor.history.noting import Noted
from cinterfor.publishing.registry import record_types

from .assessing import assess_states


def assess_changed(model: type, noted: dict[int, Noted]) -> None:
    """The records of a model that were just noted."""
    for record_type in record_types():
        if record_type.model is model:
            assess_states(record_type, {key: states.now for key, states in noted.items()})
