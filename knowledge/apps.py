from django.apps import AppConfig
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _

from cinterfor.comparing.registry import register_breakdowns
from cinterfor.duplicates.registry import Compared, compare, register_obstacle
from cinterfor.history.registry import keep
from cinterfor.pictures.registry import register_picture
from cinterfor.publishing.registry import Activity, FacetOffer, RecordType, register

from .quality import BELONGS_TO, WEIGHTS

#: Lookups to what many records are about.
PLACES_AND_THEMES = ("themes", "themes__broader", "countries", "institutions")


class KnowledgeConfig(AppConfig):
    """What the network knows and publishes."""

    name = "knowledge"
    verbose_name = _("Knowledge")

    def ready(self):
        from cinterfor.daily import register_job
        from cinterfor.exchange.registry import register_columns, register_reader
        from cinterfor.renditions.kinds import offer

        from . import comparing, explanations, linked, models, pictures, search, twins
        from .documents.reading import read_after_commit
        from .jobs import read_files
        from .models.relations import in_a_circle
        from .oai.formats import kinds
        from .references import contributors, descriptors, series
        from .references.reading import read_references

        explanations.tell()
        offer(kinds)
        for types in (works, reference, activity, pages):
            for record_type in types(models, search, twins, linked):
                register(record_type)
        keep(models.Person)
        keep(models.Series)
        keep(models.EventSeries)
        post_save.connect(read_after_commit, sender=models.ProductFile, dispatch_uid="knowledge_file_saved")
        register_job("read_files", 18, read_files)
        own = (series.COLUMN, contributors.COLUMN, descriptors.COLUMN)
        register_columns(*own, model=models.Product)
        register_reader(models.Product, read_references)
        register_obstacle(models.Product._meta.label_lower, in_a_circle)
        for compared in names(models):
            compare(compared)
        for picture_type in pictures.PICTURES:
            register_picture(picture_type)
        for name, breakdowns in comparing.BREAKDOWNS.items():
            register_breakdowns(name, *breakdowns)


def works(models, search, twins, linked):
    """What is published."""
    from .citing.formats import FORMATS

    return [
        RecordType(
            name="product",
            weights=WEIGHTS["product"],
            belongs_to=BELONGS_TO["product"],
            model=models.Product,
            path="products",
            filterset="knowledge.filters.ProductFilter",
            columns=twins.PRODUCT,
            schema="CreativeWork",
            describe=linked.describe_product,
            links=linked.links_of_product,
            related_texts=search.product_texts,
            words_of_documents=search.product_documents,
            facets=search.product_facets,
            offers=(FacetOffer("access", _("Access"), models.Access.choices),),
            body_fields=models.PRACTICE_TEXTS,
            is_work=True,
            date_field="issued_first",
            activity=Activity(_("Knowledge products issued"), "leaf", "half"),
            names_from=(
                "series",
                "contributions",
                "contributions__person",
                "contributions__institution",
                "files",
                "files__words",
                "files__reading",
                "event",
                *PLACES_AND_THEMES,
            ),
            twins_from=(
                "relations",
                "relations__other",
                "related_from",
                "related_from__product",
                "evaluated_agreements",
            ),
            twins_are_kept=True,
            formats=FORMATS,
            rows=("contributions", "files", "relations"),
            file_fields=("files__file",),
            image_fields=("cover",),
        ),
    ]


def reference(models, search, twins, linked):
    """What is looked up."""
    from .skos import FORMATS

    return [
        RecordType(
            name="theme",
            weights=WEIGHTS["theme"],
            model=models.Theme,
            path="themes",
            filterset="knowledge.filters.ThemeFilter",
            columns=twins.THEME,
            per_page=60,
            schema="DefinedTerm",
            describe=linked.describe_theme,
            describe_list=linked.describe_themes,
            formats=FORMATS,
            related_texts=search.theme_texts,
            facets=search.theme_facets,
            offers=(FacetOffer("theme", _("Theme"), record_type="theme"),),
            names_from=("broader",),
            is_concept=True,
        ),
        RecordType(
            name="question",
            weights=WEIGHTS["question"],
            model=models.Question,
            path="questions",
            filterset="knowledge.filters.QuestionFilter",
            columns=twins.QUESTION,
            schema="Question",
            describe=linked.describe_question,
            describe_list=linked.describe_questions,
        ),
    ]


def activity(models, search, twins, linked):
    """What happens."""
    from .calendars import ICS
    from .event_words import when_in_words
    from .linked_events import describe_event

    return [
        RecordType(
            name="news",
            counted=_("news items"),
            weights=WEIGHTS["news"],
            model=models.NewsItem,
            path="news",
            filterset="knowledge.filters.NewsFilter",
            columns=twins.NEWS,
            schema="NewsArticle",
            describe=linked.describe_news,
            related_texts=search.news_texts,
            body_fields=("body",),
            facets=search.news_facets,
            date_field="date_first",
            names_from=PLACES_AND_THEMES,
            image_fields=("image",),
        ),
        RecordType(
            name="event",
            weights=WEIGHTS["event"],
            belongs_to=BELONGS_TO["event"],
            model=models.Event,
            path="events",
            filterset="knowledge.filters.EventFilter",
            columns=twins.EVENT,
            schema="Event",
            describe=describe_event,
            related_texts=search.event_texts,
            body_fields=("motto", "body"),
            facets=search.event_facets,
            date_field="begins_first",
            when=when_in_words,
            activity=Activity(_("Events held or announced"), "gold", "hatched"),
            rows=("participations",),
            names_from=("country", "hosts", "organisers", "series", "themes", "themes__broader"),
            twins_from=("participations__country",),
            formats=(ICS,),
            image_fields=("image",),
        ),
    ]


def pages(models, search, twins, linked):
    """What editors write about the Centre and the portal."""
    return [
        RecordType(
            name="page",
            weights=WEIGHTS["page"],
            model=models.Page,
            path="pages",
            filterset="knowledge.filters.PageFilter",
            columns=twins.PAGE,
            schema="WebPage",
            describe=linked.describe_page,
            body_fields=("body",),
            image_fields=("image",),
        ),
    ]


def names(models):
    """By what works, persons, themes and the rest are recognised."""
    return [
        Compared(
            models.Product,
            names=("title", "translated_title"),
            identifiers=("isbn", "doi", "handle"),
            shared_identifiers=("issn",),
            apart=("issued", "language"),
        ),
        Compared(
            models.Person,
            names=(("given_name", "family_name"),),
            identifiers=("orcid",),
            printed_in=("contributions", "name_as_printed"),
        ),
        Compared(models.Series, names=("title",), identifiers=("issn",)),
        Compared(models.Theme, names=("name", "alt_labels"), other_names="alt_labels"),
        Compared(models.Question, names=("question",)),
        Compared(models.NewsItem, names=("title",), apart=("date",)),
        Compared(models.Event, names=("title",), apart=("begins", "country")),
        Compared(models.Page, names=("title",)),
    ]
