"""How works, themes, questions, news and events are shown where their address is passed on."""

from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cinterfor.pictures.sharing import Sharing, SharingImage, register_sharing, summary
from cinterfor.publishing.dates import in_words
from cinterfor.publishing.languages import Text

from .citing.item import TYPES
from .covers import authors_of, cover_of, ink_of_theme
from .event_words import hours_in_words


def product_image(product) -> SharingImage:
    """The work beside its cover."""
    publisher = ", ".join(part for part in (product.publisher, in_words(product.issued)) if part)
    return SharingImage(
        title=product.title_text,
        kicker=product.get_kind_display(),
        lines=[Text(text, None) for text in (authors_of(product), publisher) if text],
        side="cover",
        shown={"file": product.cover.file.name if product.cover else "", "cover": cover_of(product)},
    )


def product_kind(product) -> str:
    """Zotero believes this more than what Dublin Core says of the type: a book must be no website."""
    kinds = {"book": "book", "webpage": "website", "motion_picture": "video.other"}
    return kinds.get(TYPES[product.kind], "article")


def theme_image(theme) -> SharingImage:
    """In the ink of its group, with the number of works on it."""
    works = ngettext("%(number)s knowledge product", "%(number)s knowledge products", theme.product_count)
    count = (
        [Text(works % {"number": number_format(theme.product_count)}, None)] if theme.product_count else []
    )
    return SharingImage(
        title=theme.title_text,
        kicker=str(theme.broader.title_text) if theme.broader else _("Theme"),
        lines=count + summary(theme),
        side="weave",
        shown={"ink": ink_of_theme(theme), "motif": "good-practice", "seed": theme.slug},
    )


def question_image(question) -> SharingImage:
    kicker = f"{_('Frequently asked questions')} · {question.get_category_display()}"
    return SharingImage(title=question.title_text, kicker=kicker, lines=summary(question))


def news_image(item) -> SharingImage:
    kicker = " · ".join(part for part in (capfirst(_("news item")), in_words(item.date)) if part)
    return SharingImage(title=item.title_text, kicker=kicker, lines=summary(item))


def event_image(event) -> SharingImage:
    """Its date, large, and its place."""
    country = str(event.country.title_text) if event.country else ""
    place = " · ".join(part for part in (event.city, country, _("online") if event.is_online else "") if part)
    hours = hours_in_words(event) if event.start else ""
    return SharingImage(
        title=event.title_text,
        kicker=event.get_kind_display(),
        lines=[Text(line, None) for line in (capfirst(place), hours) if line],
        side="date" if event.begins else "",
        shown={"begins": event.begins, "ends": event.ends},
    )


register_sharing(
    "product",
    Sharing(hue="leaf", compose=product_image, strip=("products-by-decade", False), kind=product_kind),
)
register_sharing("theme", Sharing(hue="leaf", compose=theme_image))
register_sharing("question", Sharing(hue="leaf", motif="article", compose=question_image))
register_sharing(
    "news", Sharing(hue="gold", motif="bulletin", compose=news_image, kind=lambda item: "article")
)
register_sharing("event", Sharing(hue="gold", compose=event_image, strip=("events-by-year", True)))
register_sharing("page", Sharing(hue="annatto", motif="working-paper"))
