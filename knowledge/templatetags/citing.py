"""How a work is cited, on its page and in the head of it."""

from django import template

from knowledge.citing.citations import citations_of
from knowledge.citing.formats import FORMATS
from knowledge.citing.metadata import tags_of

register = template.Library()


@register.inclusion_tag("knowledge/_cite.html", takes_context=True)
def cite(context, product):
    """The work cited in each style, with the files that reference managers import."""
    citations = citations_of(product, context["request"].build_absolute_uri)
    return {"record": product, "citations": citations, "formats": FORMATS}


@register.inclusion_tag("knowledge/_citation_tags.html", takes_context=True)
def citation_tags(context, product):
    """Tags in the head of a page for scholars’ search engines and reference managers."""
    return {"tags": tags_of(product, context["request"].build_absolute_uri)}
