"""Messages of installed packages that our catalogue translates: they have no Spanish or Portuguese, or one
that does not fit."""

from django.utils.translation import gettext_noop

#: What the script of the text editor asks for; it goes into the catalogue that the admin hands to scripts.
JAVASCRIPT = frozenset(
    [
        gettext_noop("Add caption"),
        gettext_noop("Alternative Text"),
        gettext_noop("Browse..."),
        gettext_noop("Bullets"),
        gettext_noop("Cancel"),
        gettext_noop("Caption"),
        gettext_noop("Columns"),
        gettext_noop("Decimal numbers"),
        gettext_noop("Edit Figure"),
        gettext_noop("Edit HTML"),
        gettext_noop("Edit Image"),
        gettext_noop("Edit Link"),
        gettext_noop("Image URL"),
        gettext_noop("Include header row"),
        gettext_noop("Insert"),
        gettext_noop("Insert Figure"),
        gettext_noop("Insert Table"),
        gettext_noop("List properties"),
        gettext_noop("List type"),
        gettext_noop("Lowercase Roman numerals"),
        gettext_noop("Lowercase letters"),
        gettext_noop("Open in new window"),
        gettext_noop("Prettify"),
        gettext_noop("Remove caption"),
        gettext_noop("Rows"),
        gettext_noop("Start at"),
        gettext_noop("Table Properties"),
        gettext_noop(
            "The HTML contents of the editor. Note that the allowed HTML is restricted by the editor schema."
        ),
        gettext_noop("Title"),
        gettext_noop("Toggle fullscreen"),
        gettext_noop("URL"),
        gettext_noop("Update"),
        gettext_noop("Uppercase Roman numerals"),
        gettext_noop("Uppercase letters"),
    ]
)

#: Names of months: Portuguese writes them without a capital, Django's Brazilian catalogue with one.
MONTHS = (
    gettext_noop("January"),
    gettext_noop("February"),
    gettext_noop("March"),
    gettext_noop("April"),
    gettext_noop("May"),
    gettext_noop("June"),
    gettext_noop("July"),
    gettext_noop("August"),
    gettext_noop("September"),
    gettext_noop("October"),
    gettext_noop("November"),
    gettext_noop("December"),
)

#: What the admin tells of any record. Django's Spanish and Portuguese take each of them to be masculine.
OF_ANY_RECORD = (
    gettext_noop("The {name} “{obj}” was added successfully."),
    gettext_noop("The {name} “{obj}” was added successfully. You may add another {name} below."),
    gettext_noop("The {name} “{obj}” was changed successfully."),
    gettext_noop("The {name} “{obj}” was changed successfully. You may add another {name} below."),
    gettext_noop("The {name} “{obj}” was changed successfully. You may edit it again below."),
    gettext_noop("The %(name)s “%(obj)s” was deleted successfully."),
    gettext_noop("You may edit it again below."),
    gettext_noop("Welcome,"),
)
