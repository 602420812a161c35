"""Texts of the interface as translators send them, and as readers get them."""

import polib
from django.utils.translation import gettext, override

from cinterfor.translations import interface_writing, reloading
from cinterfor.translations.catalogues import own_path
from cinterfor.translations.files.formats import read, write
from cinterfor.translations.importing import begin
from cinterfor.translations.interface import message_id, units
from cinterfor.translations.interface_importing import InterfaceCheck


def unit_of(msgid, language="pt", plural="", form=None):
    name = message_id(polib.POEntry(msgid=msgid, msgid_plural=plural))
    return name if form is None else f"{name}:{form}"


def entry_with(part):
    return next(entry for entry in polib.pofile(own_path("pt")) if part in entry.msgid)


def sent(edits, form="po", language="pt", **marks):
    """An import of all units of the language, of which some are edited."""
    file = read(b"".join(write(form, units(language), language).parts))
    file.units = [
        unit._replace(target=edits[unit.id], **{"needs_editing": False} | marks) if unit.id in edits else unit
        for unit in file.units
    ]
    item = begin(file, None, file_name="a.po")
    InterfaceCheck(item).go_on()
    return item


def brought_in(edits, **values):
    item = sent(edits, **values)
    list(interface_writing.carry_out(item, None))
    reloading.take_up()
    item.refresh_from_db()
    return item


def said(msgid, language="pt"):
    reloading.take_up()
    with override(language):
        return gettext(msgid)
