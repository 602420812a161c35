"""Which texts of the knowledge base are translated, and by what its records are sorted."""

from modeltranslation.translator import TranslationOptions, register

from cinterfor.publishing.sorting import add_sort_keys

from .models import PRACTICE_TEXTS, Event, EventSeries, NewsItem, Page, Product, Question, Theme


@register(Theme)
class ThemeTranslation(TranslationOptions):
    fields = ("name", "alt_labels", "scope_note")


@register(Question)
class QuestionTranslation(TranslationOptions):
    fields = ("question", "answer")


@register(Page)
class PageTranslation(TranslationOptions):
    fields = ("title", "summary", "body")


@register(Product)
class ProductTranslation(TranslationOptions):
    fields = ("translated_title", "abstract", *PRACTICE_TEXTS)
    # No title stands in for one that is missing: the published title is shown beside it anyway.
    fallback_languages = {"default": ()}


@register(NewsItem)
class NewsItemTranslation(TranslationOptions):
    fields = ("title", "summary", "body")


@register(Event)
class EventTranslation(TranslationOptions):
    fields = ("title", "city", "motto", "summary", "body")


@register(EventSeries)
class EventSeriesTranslation(TranslationOptions):
    fields = ("title", "description")
    required_languages = ("es",)


add_sort_keys(Theme, "name")
add_sort_keys(Question, "question")
add_sort_keys(Page, "title")
add_sort_keys(Product, "title")
add_sort_keys(NewsItem, "title")
add_sort_keys(Event, "title")
