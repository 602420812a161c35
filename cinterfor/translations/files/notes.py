"""What a translator is told of a unit, in words."""

from django.utils.translation import gettext as _

from cinterfor.publishing.languages import language_name
from cinterfor.translations.units import Unit


def notes_of(unit: Unit) -> list[str]:
    """One line each: what it is, where readers find it, how much room there is."""
    lines = [*unit.notes] or [_what(unit)]
    if unit.address:
        lines.append(unit.address)
    lines.append(_("Translated from: %(language)s") % {"language": language_name(unit.source_language)})
    if unit.room:
        lines.append(_("At most %(count)d characters.") % {"count": unit.room})
    return [" ".join(line.split()) for line in lines]


def _what(unit: Unit) -> str:
    named = {"type": unit.type, "record": unit.record, "field": unit.field}
    # Translators: what a text is: “Page “History”: Title”.
    return _("%(type)s “%(record)s”: %(field)s") % named
