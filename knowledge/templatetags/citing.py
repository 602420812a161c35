"""How a work is cited, on its page and in the head of it."""

from django import template

from knowledge.citing.citations import citations_of
from knowledge.citing.formats import FORMATS

register = template.Library()


@register.inclusion_tag("knowledge/_cite.html", takes_context=True)
def cite(context, product):
    """The work cited in each style, with the files that reference managers import."""
    citations = citations_of(product, context["request"].build_absolute_uri)
    return {"record": product, "citations": citations, "formats": FORMATS}
