"""The editors' guide: a few pages of prose for staff, in each language a text of its own."""

from typing import NamedTuple

from django.http import Http404
from django.shortcuts import render
from django.template.loader import select_template
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from cinterfor.publishing.languages import reading_order


class GuidePage(NamedTuple):
    """A page of the guide; its text is `templates/guide/<language>/<name>.html`."""

    name: str
    title: str


PAGES = (
    GuidePage("first-steps", _("First steps")),
    GuidePage("three-languages", _("Publish in three languages in five minutes")),
    GuidePage("review", _("Review and pending versions")),
    GuidePage("preview-and-history", _("Preview and history")),
    GuidePage("pictures-and-files", _("Pictures and files")),
    GuidePage("home-and-menus", _("Home, notices and menus")),
    GuidePage("import-and-export", _("Import and export")),
    GuidePage("duplicates", _("Duplicates")),
    GuidePage("verification", _("Verification by the institutions")),
    GuidePage("requests", _("Requests")),
    GuidePage("roles", _("What each role may do")),
    GuidePage("translators", _("For translators: record by record")),
    GuidePage("translators-files", _("For translators: with your own tools")),
)


@require_safe
def guide(request, site, name=PAGES[0].name):
    """One page of the guide, with the way to the others; without a name the first."""
    number = next((number for number, page in enumerate(PAGES) if page.name == name), None)
    if number is None:
        raise Http404
    text = select_template([f"guide/{code}/{name}.html" for code in reading_order()])
    context = {
        **site.each_context(request),
        "title": PAGES[number].title,
        "pages": PAGES,
        "page": PAGES[number],
        "following": PAGES[number + 1] if number + 1 < len(PAGES) else None,
        "text": text,
        "text_language": text.template.name.split("/")[1],
    }
    return render(request, "guide/guide.html", context)
