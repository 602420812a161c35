"""Tags of what other sites show of a page (Open Graph), and of drawings."""

from django import template
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cinterfor.pictures.sharing import address_of_page, address_of_record, image_of, kind_of, shared_page
from cinterfor.pictures.sharing_sheet import HEIGHT, WIDTH
from cinterfor.publishing.languages import LANGUAGES
from cinterfor.publishing.plaintext import plain

from .portal import canonical

register = template.Library()
#: As Open Graph writes them, language and territory: Latin American Spanish, Brazilian Portuguese.
LOCALES = {"es": "es_LA", "pt": "pt_BR", "en": "en_US"}
LONGEST_TITLE, LONGEST_DESCRIPTION = 110, 200


@register.filter
def item(mapping, name):
    """The value of a mapping under a name that is no word of the template language."""
    return mapping[name]


@register.inclusion_tag("pictures/sharing/tags.html", takes_context=True)
def sharing_tags(context):
    """What other sites show of this page; nothing of an error or of the admin."""
    request = context.get("request")
    if request is None or request.resolver_match is None:
        return {}
    if "type" in context and "record" in context:
        return _tags(context, *_of_record(context["record"]), record=context["record"])
    return _tags(context, *_of_page(context, request.resolver_match), listing=context.get("listing"))


def _of_record(record):
    """Kind, title, description, image and its words."""
    image = image_of(record)
    description = plain(record.summary_text.value) if record.summary_text else image.description
    address = address_of_record(record, image.version)
    return kind_of(record), record.title_text.value, description, address, image.description


def _of_page(context, match):
    """As of a record. A page without an image of its own has that of the home page."""
    name, title, description = match.url_name, context.get("title"), ""
    if name == "picture":
        picture = context["picture"]
        name, title, description = f"figures/{picture.name}", picture.title, picture.note
    if shared_page(name or "") is None:
        name = "home"
    page = shared_page(name)
    title = str(title or page.title)
    description = description or _(
        "The knowledge network of vocational training in Latin America, the Caribbean, Spain, Portugal and"
        " Cabo Verde."
    )
    words = f"{title}. {_('ILO/Cinterfor')}"
    return "website", title, str(description), address_of_page(name, page.version), words


def _tags(context, kind, title, description, image, words, record=None, listing=None):
    language = get_language()
    languages = record.languages() if record else LANGUAGES
    return {
        "kind": kind,
        "title": Truncator(title).chars(LONGEST_TITLE),
        "description": Truncator(description).chars(LONGEST_DESCRIPTION),
        "address": canonical(context, record=record, listing=listing),
        "locale": LOCALES.get(language, language),
        "alternates": [LOCALES.get(code, code) for code in languages if code != language],
        "image": context["request"].build_absolute_uri(image),
        "words": words,
        "width": WIDTH,
        "height": HEIGHT,
    }
