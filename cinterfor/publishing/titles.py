"""The title of a page: what is particular about it comes first, for tabs, bookmarks and screen readers."""

from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _


def list_title(listing, page=None) -> str:
    """“Instituciones, 34, Brasil, página 2”; without a page, that of a list whose filters are wrong."""
    label = capfirst(str(listing.record_type.label_plural))
    if page is None:
        return error_title(label)
    words = listing.filters.active().get("q")
    values = (chip.value for chip in listing.filters.chips())
    values = [quoted(value) if value == words else value for value in values]
    return joined([label, number_format(page.paginator.count), *values, page_in_words(page)])


def page_in_words(page) -> str:
    """The number of a page of a list; nothing for the first."""
    if page.number == 1:
        return ""
    # Translators: at the end of a page's title, after a comma.
    return _("page %(number)s") % {"number": number_format(page.number)}


def error_title(title: str) -> str:
    # Translators: the title of a page with a form that could not be read.
    return _("Error: %(title)s") % {"title": title}


def quoted(words: str) -> str:
    # Translators: the quotation marks of the language, around words that somebody searched for.
    return _("“%(words)s”") % {"words": words}


def joined(parts) -> str:
    return ", ".join(str(part) for part in parts if part)
