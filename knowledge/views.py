"""Pages of the knowledge base: products, themes, questions, news, events and editable pages."""

from django.views.decorators.http import require_safe

from cinterfor.publishing.listing import list_page, record_page
from cinterfor.publishing.profiles import sections

from .models import Event, NewsItem, Page, Product, Question, Theme


@require_safe
def product_list(request, extension=None):
    return list_page(request, "product", extension)


@require_safe
def product_detail(request, slug, extension=None):
    return record_page(request, "product", slug, extension, _product_context)


def _product_context(product):
    return {"related": list(Product.objects.published().with_card_data().related_to(product)[:4])}


@require_safe
def theme_list(request, extension=None):
    return list_page(request, "theme", extension)


@require_safe
def theme_detail(request, slug, extension=None):
    return record_page(request, "theme", slug, extension, _theme_context)


def _theme_context(theme):
    narrower = Theme.objects.published().with_card_data().filter(broader=theme).in_order()
    return {"narrower": list(narrower), "sections": sections("on_theme", theme, f"theme={theme.slug}")}


@require_safe
def question_list(request, extension=None):
    return list_page(request, "question", extension)


@require_safe
def question_detail(request, slug, extension=None):
    return record_page(request, "question", slug, extension, _question_context)


def _question_context(question):
    others = Question.objects.published().filter(category=question.category).exclude(pk=question.pk)
    return {"related": list(others.by_category())}


@require_safe
def news_list(request, extension=None):
    return list_page(request, "news", extension)


@require_safe
def news_detail(request, slug, extension=None):
    return record_page(request, "news", slug, extension, _news_context)


def _news_context(item):
    latest = NewsItem.objects.published().exclude(pk=item.pk).newest_first()
    return {"related": list(latest[:3])}


@require_safe
def event_list(request, extension=None):
    return list_page(request, "event", extension)


@require_safe
def event_detail(request, slug, extension=None):
    return record_page(request, "event", slug, extension, _event_context)


def _event_context(event):
    same_kind = Event.objects.published().with_card_data().filter(kind=event.kind).exclude(pk=event.pk)
    return {"related": list(same_kind.newest_first()[:4])}


@require_safe
def page_list(request, extension=None):
    return list_page(request, "page", extension)


@require_safe
def page_detail(request, slug, extension=None):
    return record_page(request, "page", slug, extension, _page_context)


def _page_context(page):
    return {"children": list(Page.objects.published().filter(parent=page).order_by("position", "pk"))}
