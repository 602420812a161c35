"""Pages as linked data (schema.org): the site, its lists, and the way to each page from the first one."""

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .facts import SCHEMA, Absolute, known, network, site, tagged

#: The name of a page and its path; the last has none, for it is the page itself.
Trail = list[tuple[object, str]]


def website(absolute: Absolute) -> dict:
    """The site, who answers for it, and how it is searched."""
    search = absolute(reverse("search")) + "?q={search_term_string}"
    return {
        "@context": SCHEMA,
        **site(absolute),
        "url": absolute(reverse("home")),
        "inLanguage": get_language(),
        "publisher": network(absolute),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": search},
            "query-input": "required name=search_term_string",
        },
    }


def page(name: str, path: str, trail: Trail, absolute: Absolute, **facts) -> dict:
    """A page that is no record's: `facts` say more of it, such as its type."""
    found = {
        "@context": SCHEMA,
        "@type": "WebPage",
        "@id": absolute(path),
        "url": absolute(path),
        "name": name,
        "inLanguage": get_language(),
        "isPartOf": site(absolute),
        "breadcrumb": breadcrumbs(trail, absolute),
        **facts,
    }
    return known(found)


def list_page(record_type, records, path: str, absolute: Absolute) -> dict:
    """A page of a list with the records that stand on it."""
    label = capfirst(str(record_type.label_plural))
    told = record_type.describe_list(records, absolute) or {
        "@type": "CollectionPage",
        "mainEntity": {"@type": "ItemList", "itemListElement": in_order(records, absolute)},
    }
    return page(label, path, [(label, "")], absolute, **told)


def in_order(records, absolute: Absolute) -> list[dict]:
    return [
        {
            "@type": "ListItem",
            "position": number,
            "url": absolute(record.get_absolute_url()),
            "name": tagged(record.title_text),
        }
        for number, record in enumerate(records, 1)
    ]


def trail_of(record, record_type, above=()) -> Trail:
    """The way to a record: by its list, or by the records above it where it has such."""
    over = [(tagged(item.title_text), item.get_absolute_url()) for item in above]
    lists = [] if record_type.name == "page" else [_list(record_type)]
    return [*lists, *over, (tagged(record.title_text), "")]


def _list(record_type) -> tuple[str, str]:
    return capfirst(str(record_type.label_plural)), reverse(record_type.list_name)


def breadcrumbs(trail: Trail, absolute: Absolute) -> dict:
    """The way from the first page (schema.org BreadcrumbList)."""
    steps = [(_("Home"), reverse("home")), *trail]
    items = [
        {"@type": "ListItem", "position": number, "name": name, "item": _page_at(path, absolute)}
        for number, (name, path) in enumerate(steps, 1)
    ]
    return known({"@type": "BreadcrumbList", "itemListElement": items})


def _page_at(path: str, absolute: Absolute) -> dict | None:
    return {"@type": "WebPage", "@id": absolute(path)} if path else None
