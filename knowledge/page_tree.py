"""How the editable pages stand below each other."""

from typing import NamedTuple

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, F, Func, IntegerField, Value

from .models import Page


class Branch(NamedTuple):
    """A page's place among all: its key, and how many pages it stands below."""

    key: int
    depth: int


def branches(rows: list[tuple[int, int | None]]) -> list[Branch]:
    """Pages as a tree is read: each one followed by those below it.

    `rows` are (key, key of the page above) in the order of siblings. Pages that stand above each other in a
    circle, which no form allows, come last.
    """
    below = {}
    for key, parent in rows:
        below.setdefault(parent, []).append(key)
    found, waiting = [], [Branch(key, 0) for key in reversed(below.get(None, []))]
    while waiting:
        branch = waiting.pop()
        found.append(branch)
        waiting += [Branch(key, branch.depth + 1) for key in reversed(below.get(branch.key, []))]
    reached = {branch.key for branch in found}
    return found + [Branch(key, 0) for key, _parent in rows if key not in reached]


def all_branches() -> list[Branch]:
    return branches(list(Page.objects.order_by("position", "pk").values_list("pk", "parent_id")))


def in_tree_order(pages, tree: list[Branch]):
    """The pages with `tree_place`, their place in the tree."""
    keys = Value([branch.key for branch in tree], output_field=ArrayField(BigIntegerField()))
    return pages.annotate(
        tree_place=Func(keys, F("pk"), function="array_position", output_field=IntegerField())
    )


def pages_above(page: Page) -> list[Page]:
    """The public pages above a page, the uppermost first: two queries, however deep it stands."""
    parents = dict(Page.objects.order_by().values_list("pk", "parent_id"))
    keys, key = [], page.parent_id
    while key is not None and key not in keys and key != page.pk:
        keys.append(key)
        key = parents.get(key)
    found = Page.objects.published().in_bulk(keys) if keys else {}
    return [found[key] for key in reversed(keys) if key in found]
