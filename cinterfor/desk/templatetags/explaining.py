"""What the kind of record on an admin form is."""

from django import template

from cinterfor.desk.explaining import kind_of

register = template.Library()


@register.filter
def what_it_is(options) -> str:
    """The sentence above a form; `options` are the model's `_meta`."""
    return kind_of(options.model)
