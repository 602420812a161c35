"""Every kind of page that readers and editors meet, and in which states: what the proof opens.

A page type has a url name, and perhaps a query or something to do there. Lists and details follow from the
registered record types; a page that is none of these is one line in `PAGES`. `test_addresses.py` fails when
a url name is in neither of the tables here.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.urls import URLPattern, get_resolver, reverse
from django.utils import translation

from cinterfor.pictures.registry import picture_types
from cinterfor.publishing.registry import RecordType, record_types

LANGUAGES = [code for code, _name in settings.LANGUAGES]

#: Which record of a type stands for its details: by the length of its page, or because it is gone.
FULLEST, BAREST, WITHDRAWN = "fullest", "barest", "withdrawn"


@dataclass(frozen=True)
class PageType:
    """One kind of page in one state; `record` names the example that its address needs."""

    name: str
    route: str = ""
    query: str = ""
    status: int = 200
    record: tuple[str, str] | None = None
    #: What the address is made of besides the words of its route.
    arguments: tuple[str, ...] = ()
    #: What is done once the page is open; a reader without JavaScript cannot.
    act: Callable | None = None
    #: Instead of a route: what stands behind the language.
    path: str = ""

    def address(self, language: str, examples: dict) -> str | None:
        """The address in a language; None where the portal has no such record."""
        if self.path:
            return f"/{language}/{self.path}{self.query}"
        if self.record and self.record not in examples:
            return None
        arguments = [examples[self.record]] if self.record else self.arguments
        with translation.override(language):
            return reverse(self.route, args=arguments) + self.query

    @property
    def file_name(self) -> str:
        return self.name.replace(",", "").replace(" ", "-")


def type_words(page):
    page.locator("#find").press_sequentially("forma")
    page.locator("[role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")


def send_an_empty_form(page):
    form = page.locator("main form[method=post]")
    form.evaluate("form => { form.noValidate = true }")
    with page.expect_navigation():
        form.locator("[type=submit]").click()


#: Pages that are no record type's: one line each.
PAGES = [
    PageType("home", "home"),
    PageType("home, suggestions open", "home", act=type_words),
    PageType("search, no words", "search"),
    PageType("search, results", "search", "?q=formación"),
    PageType("search, narrowed", "search", "?q=formación&type=product&sort=-date"),
    PageType("search, corrected", "search", "?q=formacoin"),
    PageType("search, nothing", "search", "?q=zzzzqq"),
    PageType("search, error", "search", "?q=formación&type=nothing", status=400),
    PageType("figures", "figures"),
    PageType("activity", "activity"),
    PageType("activity, narrowed", "activity", "?country=UY&year_from=2015&year_to=2020"),
    PageType("activity, error", "activity", "?year_from=x", status=400),
    PageType("cooperation", "cooperation"),
    PageType("cooperation, narrowed", "cooperation", "?country=UY&sort=-events"),
    PageType("cooperation, nothing", "cooperation", "?year=1965"),
    PageType("cooperation, error", "cooperation", "?year=x&on=2020", status=400),
    PageType("compare, nothing chosen", "compare"),
    PageType("compare, countries", "compare", "?country=UY&country=BR&country=CL"),
    PageType("compare, institutions", "compare", "?institution=br-senai&institution=co-sena"),
    PageType("compare, error", "compare", "?country=QQ", status=400),
    PageType("overview of cooperation", "cooperation_overview"),
    PageType("overview of cooperation, narrowed", "cooperation_overview", "?region=south-america"),
    PageType("overview of cooperation, nothing", "cooperation_overview", "?country=AR&theme=certification"),
    PageType("overview of cooperation, error", "cooperation_overview", "?year_from=x", status=400),
    PageType("partners of an institution", "institution_partners", record=("institution", FULLEST)),
    PageType("calendar of events", "event_calendar"),
    PageType("calendar of events, narrowed", "event_calendar", "?month=2023-11&country=UY"),
    PageType("calendar of events, full", "event_calendar", "?month=2023-11"),
    PageType("calendar of events, error", "event_calendar", "?month=2023-13", status=400),
    PageType("who can help", "expertise"),
    PageType("who can help, theme", "expertise", "?theme=south-south-cooperation"),
    PageType("who can help, nobody", "expertise", "?theme=gender&known=declared"),
    PageType("who can help, error", "expertise", "?theme=nothing", status=400),
    PageType("matches", "matches"),
    PageType("matches, error", "matches", "?theme=nothing", status=400),
    PageType("what is new", "whats_new"),
    PageType("what is new, nothing", "whats_new", "?month=1961-01"),
    PageType("what is new, error", "whats_new", "?month=x", status=400),
    PageType("notices", "notices", "?country=UY"),
    PageType("notices, asked for", "notices", "?done=asked"),
    PageType("notices, closed link", "notices_confirm", arguments=("x",), status=404),
    PageType("expiries", "expiries"),
    PageType("expiries, nothing", "expiries", "?q=zzzzqq"),
    PageType("expiries, error", "expiries", "?year_from=x", status=400),
    PageType("glossary", "glossary"),
    PageType("glossary, narrowed", "glossary", "?q=formación"),
    PageType("glossary, nothing", "glossary", "?q=zzzzqq"),
    PageType("glossary, error", "glossary", f"?q={'x' * 201}", status=400),
    PageType("translations", "translation_progress"),
    PageType("API", "api"),
    PageType("data", "data"),
    PageType("verification, thanks", "verification_thanks", "?answer=correct"),
    PageType("verification, closed link", "verification", arguments=("x",), status=404),
    PageType("requests", "requests"),
    PageType("request, correction", "request", "?page=/es/", arguments=("correction",)),
    PageType("request, failed", "request", arguments=("technical-assistance",), act=send_an_empty_form),
    PageType("request, put in touch", "request", "?institution=br-senai", arguments=("put-in-touch",)),
    PageType("request, sent", "request", "?sent=2026-0042&page=/es/", arguments=("contact",)),
    PageType("not found", path="nothing-here/", status=404),
    PageType("refused", path="", query="?q=%00", status=400, route="home"),
]

#: Url names that answer with data or lead elsewhere; those of twins end with `_data`.
NO_PAGES = {
    "preview",  # a record's own page, under a signed link
    "permalink",
    "upload",
    "report_problem",  # the former form: on to that for corrections
    "sitemap_index",
    "sitemap",
    "search_suggestions",
    "search_description",
    "sharing_record",
    "sharing_page",
    "translation_feed",
    "oai",
    "api_root",
    "api_schema",
    "api_search",
    "api_nothing",
    *(f"api_{record_type.name}{part}" for record_type in record_types() for part in ("", "_list")),
    "terms",
    "dump",
    "newest_dump",
    "data_catalogue",
    "thesaurus",
    # Behind links that mails bring: tests/browser/test_verification.py.
    "verification_proposal",
    "verification_leave",
    "notices_leave",
}

#: A choice of filters under which the shipped records have hits; a word of its titles for other types.
NARROWED = {
    "country": "?region=south-america",
    "institution": "?standing=member&region=south-america&sort=-title",
    "agreement": "?instrument=memorandum&sort=title",
    "product": "?kind=book&sort=title",
    "question": "?category=centre",
}

#: The same for the admin: url names that belong to no model.
ADMIN_PAGES = [
    PageType("admin, index", "admin:index"),
    PageType("admin, password", "admin:password_change"),
    PageType("admin, password changed", "admin:password_change_done"),
    PageType("admin, style guide", "admin:styleguide"),
    PageType("admin, guide", "admin:guide"),
    PageType("admin, guide for translators", "admin:guide_page", arguments=("translators-files",)),
    PageType("admin, quality", "admin:quality"),
    PageType("admin, to translate", "admin:translation_queue", "?language=pt"),
    PageType("admin, nothing to translate", "admin:translation_queue", "?language=pt&age=90&type=country"),
    PageType("admin, to translate, error", "admin:translation_queue", "?age=x", status=400),
    PageType("admin, translating", "admin:translation_work", arguments=("institution", "1", "pt")),
    PageType("admin, files for translators", "admin:translation_files", arguments=("pt",)),
]
ADMIN_NO_PAGES = {
    "guide_page",
    "pasted_text",
    "quality_export",
    "translation_queue_export",
    "translation_texts",
    "translation_typed",
    "work_export",
    "records_to_link",
    "logout",
    "autocomplete",
    "jsi18n",
    "view_on_site",
    "login",
    "app_list",
}


def pages_of(record_type: RecordType) -> list[PageType]:
    """What readers meet of one record type: its list in five states and two of its records."""
    name, route = record_type.name, record_type.list_name
    last_sort = list(record_type.filters.sorts)[-1]
    return [
        PageType(f"{name} list", route),
        PageType(f"{name} list, narrowed", route, NARROWED.get(name, f"?q=formación&sort={last_sort}")),
        PageType(f"{name} list, nothing", route, "?q=zzzzqq"),
        PageType(f"{name} list, error", route, "?sort=nothing", status=400),
        PageType(f"{name} list, no such page", route, "?page=99", status=404),
        PageType(f"{name}, fullest", f"{name}_detail", record=(name, FULLEST)),
        PageType(f"{name}, barest", f"{name}_detail", record=(name, BAREST)),
    ]


#: What pictures are asked for that show nothing without it.
SCOPES = {"country-map": "?country=BR"}


def page_types() -> list[PageType]:
    """All public page types, the plain ones first."""
    lists = [page_type for record_type in record_types() for page_type in pages_of(record_type)]
    gone = PageType("gone", "news_detail", record=("news", WITHDRAWN), status=410)
    pictures = [
        PageType(
            f"picture, {picture.name}", "picture", SCOPES.get(picture.name, ""), arguments=(picture.name,)
        )
        for picture in picture_types()
    ]
    return [*PAGES, gone, *pictures, *lists]


def first_of_each() -> list[PageType]:
    """Page types as they open, without error and without anything done: one of each template."""
    return [one for one in page_types() if one.status == 200 and one.act is None and "barest" not in one.name]


def url_names(patterns=None) -> Iterator[str]:
    """The names of all public addresses, whatever module they are written in."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            yield pattern.name
        elif pattern.namespace != "admin":
            yield from url_names(pattern.url_patterns)
