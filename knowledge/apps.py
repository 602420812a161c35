from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KnowledgeConfig(AppConfig):
    """What the network knows and publishes."""

    name = "knowledge"
    verbose_name = _("Knowledge")

    def ready(self):
        from cinterfor.publishing.registry import RecordType, register

        from . import models, twins

        register(
            RecordType(
                name="product",
                model=models.Product,
                path="products",
                filterset="knowledge.filters.ProductFilter",
                columns=twins.PRODUCT,
                schema="CreativeWork",
                describe=twins.describe_product,
                related_texts=twins.product_texts,
                file_fields=("cover", "files__file"),
            )
        )
        register(
            RecordType(
                name="theme",
                model=models.Theme,
                path="themes",
                filterset="knowledge.filters.ThemeFilter",
                columns=twins.THEME,
                per_page=60,
                schema="DefinedTerm",
                describe=twins.describe_theme,
                body_fields=("alt_labels",),
            )
        )
        register(
            RecordType(
                name="question",
                model=models.Question,
                path="questions",
                filterset="knowledge.filters.QuestionFilter",
                columns=twins.QUESTION,
                schema="Question",
                describe=twins.describe_question,
            )
        )
        register(
            RecordType(
                name="news",
                model=models.NewsItem,
                path="news",
                filterset="knowledge.filters.NewsFilter",
                columns=twins.NEWS,
                schema="NewsArticle",
                describe=twins.describe_news,
                body_fields=("body",),
            )
        )
        register(
            RecordType(
                name="event",
                model=models.Event,
                path="events",
                filterset="knowledge.filters.EventFilter",
                columns=twins.EVENT,
                schema="Event",
                describe=twins.describe_event,
                body_fields=("city", "motto", "body"),
            )
        )
        register(
            RecordType(
                name="page",
                model=models.Page,
                path="pages",
                filterset="knowledge.filters.PageFilter",
                columns=twins.PAGE,
                schema="WebPage",
                body_fields=("body",),
            )
        )
