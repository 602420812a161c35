"""The covers of works: uploaded, or drawn by the portal."""

from django import template

from knowledge.covers import cover_of, ink_of, motif_of

register = template.Library()


@register.inclusion_tag("knowledge/_cover.html")
def cover(product):
    """The cover of a work at its full size."""
    if product.cover:
        return {"file": product.cover, "size": _size_of(product.cover)}
    return {"drawn": cover_of(product).drawn()}


@register.inclusion_tag("knowledge/_mini_cover.html")
def mini_cover(product):
    """The cover of a work as a sign beside its title: no words, which stand beside it."""
    if product.cover:
        return {"file": product.cover}
    return {"ink": ink_of(product), "motif": motif_of(product)}


def _size_of(file):
    """Width and height in pixels; nothing where the stored file is lost or no image any more."""
    try:
        return (file.width, file.height) if file.width and file.height else None
    except (OSError, SyntaxError):
        return None
