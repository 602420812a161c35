"""Tags that write linked data into a page's head (schema.org in JSON-LD)."""

import json

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from cinterfor.linked import pages
from cinterfor.linked.facts import SCHEMA, facts_of, known

register = template.Library()


@register.simple_tag(takes_context=True)
def record_json_ld(context, record, record_type):
    """The record, and the way to it."""
    absolute = context["request"].build_absolute_uri
    above = context.get("above") or [item for item in [getattr(record, "broader", None)] if item]
    trail = pages.trail_of(record, record_type, [item for item in above if item.is_public])
    way = {"@context": SCHEMA, **pages.breadcrumbs(trail, absolute)}
    return as_json_ld(facts_of(record, record_type, absolute)) + as_json_ld(way)


@register.simple_tag(takes_context=True)
def list_json_ld(context, record_type, page):
    """A list and the records on this page of it; nothing where its filters could not be read."""
    if page is None:
        return ""
    request = context["request"]
    path = context["listing"].path
    return as_json_ld(pages.list_page(record_type, list(page), path, request.build_absolute_uri))


@register.simple_tag(takes_context=True)
def website_json_ld(context):
    return as_json_ld(pages.website(context["request"].build_absolute_uri))


@register.simple_tag(takes_context=True)
def page_json_ld(context, name="", over="", over_path="", schema="WebPage"):
    """A page that is no record's and no list; `over` is the page above it. A page without a name is none."""
    if not name:
        return ""
    request = context["request"]
    trail = [(over, over_path)] if over else []
    facts = {"@type": schema}
    return as_json_ld(
        pages.page(name, request.path, [*trail, (name, "")], request.build_absolute_uri, **facts)
    )


@register.simple_tag(takes_context=True)
def way_json_ld(context, name, over, over_path):
    """The way to a page that says of itself what it is, by the page above it."""
    absolute = context["request"].build_absolute_uri
    return as_json_ld({"@context": SCHEMA, **pages.breadcrumbs([(over, over_path), (name, "")], absolute)})


@register.simple_tag
def as_json_ld(facts: dict):
    """Facts for search engines, without those that are empty."""
    # A title with </script> must not end the element.
    dumped = (
        json.dumps(known(facts), ensure_ascii=False)
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
    )
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(dumped))  # noqa: S308
