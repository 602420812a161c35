"""Images on public pages."""

from django import template
from django.utils.translation import get_language

from cinterfor.desk.preview import with_token

register = template.Library()
register.filter("in_preview", with_token)
#: Height to width from which a picture as wide as the text would fill more than a screen.
UPRIGHT = 0.8


@register.inclusion_tag("components/image.html")
def image(shown, sizes, look="", cut=False, eager=False):
    """An image with its words and its credit; nothing where there is none or its file was lost.

    `sizes`: how wide it stands on the page (HTML `sizes`). `cut`: to 3:2 about its focal point, for cards.
    `look`: the CSS class after `image--`. `eager`: it stands in the first view.
    """
    if shown is None:
        return {}
    files = [item for item in shown.files if (item.focus is not None) == cut]
    if not files:
        return {}
    by_format = {
        name: [item for item in files if item.format == name] for name in dict.fromkeys(map(_format, files))
    }
    alt, fallback = shown.alt_text, by_format["webp"][-1]
    return {
        "sources": {name: _srcset(found) for name, found in by_format.items()},
        "fallback": fallback,
        "upright": fallback.height > UPRIGHT * fallback.width,
        "sizes": sizes,
        "look": look,
        "eager": eager,
        "alt": alt.value,
        "language": "" if alt.language == get_language() else alt.language,
        "credit": shown.credit,
    }


def _format(item) -> str:
    return item.format


def _srcset(files) -> str:
    return ", ".join(f"{item.url} {item.width}w" for item in files)
