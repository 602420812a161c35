"""Records are assessed when they change, and not only at night."""

from cinterfor.publishing.registry import record_types

from .assessing import assess_states


def assess_changed(model: type, states: dict[int, dict]) -> None:
    """The records of a model that were just noted in these states."""
    for record_type in record_types():
        if record_type.model is model:
            assess_states(record_type, states)
