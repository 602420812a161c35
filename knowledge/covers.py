"""What stands on the cover of a work: its ink by thematic group, its motif by kind."""

from cinterfor.pictures.covers import Cover
from cinterfor.pictures.motifs import motifs

from .models import FirstPage

#: The ink of each top concept of the thesaurus; works without a theme are grey.
INKS = {
    "group-competencies": "sea",
    "group-planning": "plum",
    "group-governance": "ink",
    "group-provision": "leaf",
    "group-economy": "gold",
    "group-inclusion": "annatto",
}
WITHOUT_THEME = "muted"
#: Of a work that was read with its files and not for its card.
NOT_READ = object()
#: Of a kind that has no motif yet.
OTHER_KIND = "book"


def ink_of_theme(theme) -> str:
    return INKS.get(theme.group.slug, WITHOUT_THEME)


def ink_of(product) -> str:
    """By the theme whose name comes first, the same in all languages."""
    themes = sorted((theme for theme in product.themes.all() if theme.is_public), key=lambda theme: theme.pk)
    return ink_of_theme(themes[0]) if themes else WITHOUT_THEME


def motif_of(product) -> str:
    return product.kind if product.kind in motifs() else OTHER_KIND


def first_page_of(product) -> FirstPage | None:
    """The first page of its PDF, in the work's own language rather than another, where no cover is given."""
    if product.cover and product.cover.files:
        return None
    if (read := getattr(product, "first_page", NOT_READ)) is not NOT_READ:
        return FirstPage(**read) if read else None
    files = sorted(product.files.all(), key=lambda file: (file.language != product.language, file.pk))
    return next((page for file in files if (page := file.first_page)), None)


def cover_of(product) -> Cover:
    """The cover that the portal draws, in the active language save for the title."""
    return Cover(
        title=product.title_text,
        motif=motif_of(product),
        kind=product.get_kind_display(),
        ink=ink_of(product),
        authors=authors_of(product),
        publisher=product.publisher,
        year=(product.issued or "")[:4],
        seed=product.slug,
    )


def authors_of(product) -> str:
    return "; ".join(str(item) for item in product.contributions.all() if item.role == item.Role.AUTHOR)
