"""Tags and filters of the portal's templates."""

import html
import json

from django import template
from django.templatetags.static import static
from django.utils.html import format_html, strip_tags
from django.utils.safestring import mark_safe
from django.utils.text import Truncator
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from cinterfor.publishing import dates
from cinterfor.publishing.languages import Text, text_in
from cinterfor.publishing.richtext import clean_html

register = template.Library()
ICONS = "vendor/lucide-1.62.0/icons.svg"


@register.simple_tag
def icon(name):
    """A picture beside words that say the same: hidden from screen readers."""
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', static(ICONS), name)


def language_name(code: str | None) -> str:
    """A language's name in the reader's language, as it stands in a sentence."""
    from knowledge.models.products import WORK_LANGUAGES

    return str(dict(WORK_LANGUAGES).get(code, code or "")).lower()


register.filter("language_name", language_name)


@register.filter
def spoken(text: Text):
    """A text with its `lang` where that is not the page's (WCAG 3.1.2)."""
    if not text.language or text.language == get_language():
        return text.value
    return format_html('<span lang="{}">{}</span>', text.language, text.value)


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
def rich(record, field):
    """A rich text, cleaned once more on its way out, in the reader's language or, marked, in another."""
    found = record.text(field)
    body = mark_safe(clean_html(found.value))  # noqa: S308 (clean_html lets nothing unsafe through)
    if not found.language or found.language == get_language():
        return body
    note = _("This text is available only in %(language)s.") % {"language": language_name(found.language)}
    return format_html('<p class="note">{}</p><div lang="{}">{}</div>', note, found.language, body)


@register.filter
def plain(value):
    """HTML without its tags."""
    return html.unescape(strip_tags(str(value)))


@register.filter
def extract(record, characters):
    """The beginning of a record's summary as plain text, in the reader's language or, marked, in another."""
    found = record.summary_text
    return with_note(Text(Truncator(plain(found.value)).chars(characters), found.language))


@register.simple_tag
def title_of(record):
    """A record's title, with its `lang`; beside a published title its translation."""
    return spoken(record.title_text)


@register.simple_tag
def link_to(record):
    """The record's name, as a link where it is public."""
    if record is None:
        return ""
    name = spoken(record.title_text)
    return format_html('<a href="{}">{}</a>', record.get_absolute_url(), name) if record.is_public else name


@register.filter
def as_date(value):
    """A partial date in words: “noviembre de 2023”."""
    return dates.in_words(value)


@register.simple_tag
def period(begins, ends):
    """From one partial date to another, as one reads it: “27–29 de agosto de 2025”."""
    if begins and ends and begins != ends and len(begins) == len(ends) == 10 and begins[:7] == ends[:7]:
        return f"{int(begins[8:])}–{dates.in_words(ends)}"
    if begins and ends and begins != ends:
        return pgettext("period", "%(begins)s to %(ends)s") % {
            "begins": dates.in_words(begins),
            "ends": dates.in_words(ends),
        }
    return dates.in_words(begins or ends)


def _absolute(request, path):
    return request.build_absolute_uri(path)


@register.simple_tag(takes_context=True)
def alternates(context, record=None):
    """`hreflang` links: only languages in which the record exists; x-default is its permalink."""
    request = context["request"]
    links = context["language_links"]
    kept = [link for link in links if record is None or link["code"] in record.languages()]
    found = [(link["code"], _absolute(request, link["path"])) for link in kept]
    default = record.permalink if record else next(link["path"] for link in links if link["code"] == "es")
    found.append(("x-default", _absolute(request, default)))
    return found


@register.simple_tag(takes_context=True)
def canonical(context, record=None, listing=None):
    """The one address of what is shown: without unknown parameters, in a language in which it exists."""
    request = context["request"]
    if record is not None:
        languages = record.languages()
        if not languages or get_language() in languages:
            return _absolute(request, record.get_absolute_url())
        links = {link["code"]: link["path"] for link in context["language_links"]}
        return _absolute(request, links[languages[0]].partition("?")[0])
    path = request.path
    query = listing.query if listing else ""
    page = context.get("page")
    if page and page.number > 1:
        query = f"{query}&page={page.number}".lstrip("&")
    return _absolute(request, f"{path}?{query}" if query else path)


@register.simple_tag(takes_context=True)
def json_ld(context, record, record_type):
    """The record for search engines (schema.org)."""
    request = context["request"]
    facts = {
        "@context": "https://schema.org",
        "@type": record_type.schema,
        "@id": _absolute(request, record.permalink),
        "url": _absolute(request, record.get_absolute_url()),
        "name": record.title_text.value,
        "description": plain(record.summary_text.value),
        "inLanguage": record.title_text.language,
        "dateModified": record.datestamp.isoformat(),
        **record_type.describe(record),
    }
    kept = {name: value for name, value in facts.items() if value not in (None, "", [], {})}
    # A title with </script> must not end the element.
    dumped = (
        json.dumps(kept, ensure_ascii=False)
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
    )
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(dumped))  # noqa: S308


@register.filter
def mark_of(institution):
    """The visual code of an institution: constituent, associate, unconfirmed, former or partner."""
    if institution.standing == "member":
        current = [item for item in institution.memberships.all() if item.state == "current"]
        return current[0].kind or "unconfirmed" if current else "unconfirmed"
    return institution.standing
