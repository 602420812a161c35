"""The covers of works: uploaded, the first page of its PDF, or drawn by the portal."""

from django import template

from cinterfor.desk.preview import with_token
from knowledge.covers import cover_of, first_page_of, ink_of, motif_of

register = template.Library()


@register.inclusion_tag("knowledge/_cover.html")
def cover(product):
    """The cover of a work at its full size."""
    if product.cover and product.cover.files:
        return {"image": product.cover}
    if page := first_page_of(product):
        return {"page": page, "title": product.title_text}
    return {"drawn": cover_of(product).drawn()}


@register.inclusion_tag("knowledge/_mini_cover.html")
def mini_cover(product):
    """The cover of a work as a sign beside its title: no words, which stand beside it."""
    if product.cover and product.cover.thumbnail:
        return {"url": product.cover.thumbnail.url}
    if page := first_page_of(product):
        return {"url": with_token(page.small_url)}
    return {"ink": ink_of(product), "motif": motif_of(product)}
