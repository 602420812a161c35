"""Tags and filters of the portal's templates."""

import re

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.urls import translate_url
from django.utils.formats import date_format, localize
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.text import Truncator
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cinterfor.publishing import as_of, dates
from cinterfor.publishing.languages import LANGUAGES, Text, language_name, text_in
from cinterfor.publishing.permalinks import (
    known_links,
    permalinks_in,
    present_addresses,
    with_present_links,
)
from cinterfor.publishing.plaintext import plain
from cinterfor.publishing.richtext import clean_html, with_anchors

register = template.Library()
WEB_ADDRESS = re.compile(r"https?://|/(?![/\\])", re.IGNORECASE)
ICONS = "vendor/lucide-1.62.0/icons.svg"


@register.simple_tag
def icon(name):
    """A picture beside words that say the same: hidden from screen readers."""
    return format_html(
        '<svg class="icon" width="18" height="18" aria-hidden="true"><use href="{}#{}"/></svg>',
        static(ICONS),
        name,
    )


register.filter("language_name", language_name)


@register.filter
def spoken(text: Text):
    """A text with its `lang` where that is not the page's (WCAG 3.1.2)."""
    if not text.language or text.language == get_language():
        return text.value
    return format_html('<span lang="{}">{}</span>', text.language, text.value)


@register.filter
def said(value):
    """What a cell says: a text with its `lang`, or a number as the reader's language writes it."""
    return spoken(value) if isinstance(value, Text) else localize(value)


@register.filter
def with_note(text: Text):
    """As `spoken`, with a quiet word that the text is in another language than the page."""
    if not text.value or not text.language or text.language == get_language():
        return spoken(text)
    note = _("in %(language)s") % {"language": language_name(text.language)}
    return format_html('{} <small class="in-other-language">[{}]</small>', spoken(text), note)


@register.filter
def localized(record, field) -> Text:
    """A translated field in the reader's language or another, with that language."""
    return text_in(record, field)


@register.simple_tag
def text(record, field):
    """A field of a record in the reader's language or, marked, in another."""
    return with_note(text_in(record, field))


@register.simple_tag
def rich(record, field, contents=None, links=None):
    """A rich text, cleaned once more on its way out, in the reader's language or, marked, in another.

    `contents` are its headings, where the page links to them; `links` what `links_in` found.
    """
    found = record.text(field)
    cleaned = clean_html(found.value)
    if contents is not None:
        cleaned = with_anchors(cleaned, contents)
    cleaned = with_present_links(cleaned, known_links(record, cleaned) if links is None else links)
    body = mark_safe(cleaned)  # noqa: S308 (clean_html lets nothing unsafe through)
    if not found.language or found.language == get_language():
        return body
    note = _("This text is available only in %(language)s.") % {"language": language_name(found.language)}
    return format_html('<p class="note">{}</p><div lang="{}">{}</div>', note, found.language, body)


@register.simple_tag
def links_in(records, field):
    """The present addresses of all records that a rich text of these links to, in one query."""
    return present_addresses(permalinks_in(clean_html(record.text(field).value) for record in records))


@register.filter
def web_address(value) -> str:
    """An address that may stand in a link: of the web or of this site, never a script; else nothing."""
    return value if WEB_ADDRESS.match(str(value or "")) else ""


register.filter("plain", lambda value: plain(str(value)))


@register.filter
def extract(record, characters):
    """The beginning of a record's summary as plain text, in the reader's language or, marked, in another."""
    found = record.summary_text
    return with_note(Text(Truncator(plain(found.value)).chars(characters), found.language))


@register.simple_tag
def title_of(record):
    """A record's title, with its `lang`; beside a published title its translation."""
    return spoken(record.title_text)


register.filter("with_day", as_of.with_day)


@register.simple_tag
def link_to(record):
    """The record's name, as a link where it is public."""
    if record is None:
        return ""
    name = spoken(record.title_text)
    return format_html('<a href="{}">{}</a>', address_of(record), name) if record.is_public else name


def address_of(record) -> str:
    """A record's page; where it knows days, of the day that is shown."""
    path = record.get_absolute_url()
    return as_of.with_day(path) if as_of.day_asked() and record.record_type().knows_days else path


@register.filter
def as_date(value):
    """A partial date in words: “noviembre de 2023”."""
    return dates.in_words(value)


@register.simple_tag
def period(begins, ends):
    """From one partial date to another, as one reads it: “27–29 de agosto de 2025”."""
    return dates.period_in_words(begins, ends)


@register.inclusion_tag("components/date_column.html")
def date_column(begins, ends=None):
    """A date as an almanac sets it, the day large: as much of it as is known (ISO 8601, partial)."""
    if not begins:
        return {}
    year, month, day = [*begins.split("-"), "", ""][:3]
    in_one_month = bool(day and ends and len(ends) == 10 and ends[:7] == begins[:7] and ends != begins)
    return {
        "day": f"{int(day)}–{int(ends[8:])}" if in_one_month else day.lstrip("0"),
        "month": date_format(dates.first_day(begins), "F") if month else "",
        "year": year,
        "until": "" if in_one_month or ends == begins else _until(begins, ends),
    }


def _until(begins, ends) -> str:
    """The year is not said twice."""
    if ends and len(ends) == 10 and ends[:4] == begins[:4]:
        return date_format(dates.first_day(ends), "MONTH_DAY_FORMAT")
    return dates.in_words(ends)


@register.inclusion_tag("components/as_of.html", takes_context=True)
def as_of_note(context):
    """Of which day the page is true, where the reader asked for one, and the way back to today."""
    day, request = as_of.day_asked(), context["request"]
    if day is None:
        return {}
    path, parts = as_of.path_of_today(request), "parts" in context
    return {"day": day, "is_past": as_of.is_past(day), "path": path, "parts": parts}


def _absolute(request, path):
    return request.build_absolute_uri(path)


def _shown(context, record, listing) -> str:
    """The path of what is shown, with the filters and the page number that count."""
    if record is not None:
        return record.get_absolute_url()
    query, page = as_of.without_day(listing.query) if listing else "", context.get("page")
    if page and page.number > 1:
        query = f"{query}&page={page.number}".lstrip("&")
    path = context["request"].path
    return f"{path}?{query}" if query else path


@register.simple_tag(takes_context=True)
def alternates(context, record=None, listing=None):
    """`hreflang` links: only languages in which the record exists; x-default is its permalink."""
    request = context["request"]
    languages = record.languages() if record else LANGUAGES
    shown = _shown(context, record, listing)
    found = [(code, _absolute(request, translate_url(shown, code))) for code in languages]
    default = record.permalink if record else translate_url(shown, settings.LANGUAGE_CODE)
    return [*found, ("x-default", _absolute(request, default))]


@register.simple_tag(takes_context=True)
def canonical(context, record=None, listing=None):
    """The one address of what is shown: without unknown parameters, in a language in which it exists."""
    shown = _shown(context, record, listing)
    languages = record.languages() if record else []
    if languages and get_language() not in languages:
        shown = translate_url(shown, languages[0])
    return _absolute(context["request"], shown)


@register.filter
def public(records) -> list:
    """Those of the records that readers may know of."""
    return [record for record in records if record.is_public]


@register.filter
def standing_plural(standing: str) -> str:
    """A heading over institutions of one standing."""
    return {
        "member": _("Members"),
        "former": _("Former members"),
        "unconfirmed": ngettext("Membership unconfirmed", "Memberships unconfirmed", 2),
        "partner": _("Partner organizations"),
        "centre": _("The Centre"),
        "undated": _("Membership on that day not documented"),
        "later": _("Not yet part of the network"),
    }[standing]
