"""Pages of the knowledge base: products, themes, questions, news, events and editable pages."""

from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cinterfor.publishing.listing import list_page, record_page
from cinterfor.publishing.profiles import Part, sections, with_registered_parts
from cinterfor.publishing.richtext import contents_of

from .glossary.entries import synonyms_of
from .models import Event, NewsItem, Page, Product, Question, Theme
from .page_tree import pages_above


@require_safe
def product_list(request, extension=None):
    return list_page(request, "product", extension)


@require_safe
def product_detail(request, slug, extension=None):
    return record_page(request, "product", slug, extension, _product_context)


def _product_context(product):
    works = Product.objects.published()
    return {
        "neighbours": list(works.neighbours_of(product)),
        "related": list(works.with_card_data().related_to(product)[:4]),
    }


@require_safe
def theme_list(request, extension=None):
    return list_page(request, "theme", extension)


@require_safe
def theme_detail(request, slug, extension=None):
    return record_page(request, "theme", slug, extension, _theme_context)


def _theme_context(theme):
    themes = Theme.objects.published().with_card_data()
    narrower = list(themes.filter(broader=theme).in_order())
    siblings = list(themes.related_to(theme))
    linked = sections("on_theme", theme, f"theme={theme.slug}")
    parts = [Part("glance", _("At a glance"), "knowledge/_theme_glance.html")]
    if narrower:
        heading = _("Themes of this group")
        parts.append(Part("narrower", heading, "knowledge/_narrower.html", len(narrower), "theme"))
    parts += linked
    if siblings:
        heading = _("Other themes of the same group")
        parts.append(Part("siblings", heading, "knowledge/_siblings.html", len(siblings), "theme"))
    parts.append(Part("data", _("Data and sources"), "components/provenance.html"))
    is_empty = not (narrower or linked)
    profile = {
        "parts": parts,
        "narrower": narrower,
        "siblings": siblings,
        "synonyms": synonyms_of(theme),
        "is_empty": is_empty,
    }
    return with_registered_parts("theme", theme, profile)


@require_safe
def question_list(request, extension=None):
    return list_page(request, "question", extension)


@require_safe
def question_detail(request, slug, extension=None):
    return record_page(request, "question", slug, extension, _question_context)


def _question_context(question):
    return {"related": list(Question.objects.published().related_to(question)[:5])}


@require_safe
def news_list(request, extension=None):
    return list_page(request, "news", extension)


@require_safe
def news_detail(request, slug, extension=None):
    return record_page(request, "news", slug, extension, _news_context)


def _news_context(item):
    return {"related": list(NewsItem.objects.published().with_card_data().related_to(item)[:4])}


@require_safe
def event_list(request, extension=None):
    return list_page(request, "event", extension)


@require_safe
def event_detail(request, slug, extension=None):
    return record_page(request, "event", slug, extension, _event_context)


def _event_context(event):
    works = list(Product.objects.published().with_card_data().from_event(event))
    events = Event.objects.published()
    neighbours = events.neighbours_of(event)
    others = events.with_card_data().exclude(pk__in=[near.pk for near in neighbours])
    return {
        "programmes": [work for work in works if work.kind == Product.Kind.PROGRAMME],
        "reports": [work for work in works if work.kind != Product.Kind.PROGRAMME],
        "neighbours": neighbours,
        "news": list(NewsItem.objects.published().with_card_data().from_event(event)),
        "related": list(others.related_to(event)[:4]),
    }


@require_safe
def page_list(request, extension=None):
    return list_page(request, "page", extension)


@require_safe
def page_detail(request, slug, extension=None):
    return record_page(request, "page", slug, extension, _page_context)


def _page_context(page):
    contents = contents_of(page, "body")
    below = Page.objects.published().with_card_data().filter(parent=page)
    return {
        "above": pages_above(page),
        "contents": contents,
        "outline": [heading for heading in contents if heading.level == 2],
        "children": list(below.order_by("position", "pk")),
    }
