"""Which page numbers of a long list are shown."""

from django import template
from django.core.paginator import Page

register = template.Library()


@register.filter
def numbers(page: Page) -> list[int | None]:
    """First, last, and those around the page shown; None where some are left out: 1 … 4 5 6 … 12."""
    shown = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [None if number == page.paginator.ELLIPSIS else number for number in shown]
