"""What every page shows around its content: the language menu and the menus of pages."""

from django.conf import settings
from django.urls import reverse, translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, get_language_info

from cinterfor.announcing.models import Notice
from cinterfor.publishing.registry import get_type

MAIN_MENU = ["country", "institution", "agreement", "product", "theme", "event", "news", "question"]


def navigation(request):
    return {
        "language_links": SimpleLazyObject(lambda: language_links(request)),
        "main_menu": SimpleLazyObject(lambda: main_menu(request)),
        "menus": SimpleLazyObject(menus),
        "notices": SimpleLazyObject(lambda: list(Notice.objects.current())),
        # Lazy: the page that refuses a wrong host must not ask for it.
        "site_host": SimpleLazyObject(lambda: f"{request.scheme}://{request.get_host()}"),
    }


def main_menu(request) -> list[dict]:
    """The lists that visitors come for, and in which of them they are."""
    links = []
    for record_type in map(get_type, MAIN_MENU):
        path = reverse(record_type.list_name)
        links.append(
            {"label": record_type.label_plural, "path": path, "current": request.path.startswith(path)}
        )
    return links


def language_links(request) -> list[dict]:
    """The page in each language, with its filters, sort and page number."""
    links = []
    for code, _name in settings.LANGUAGES:
        path = request.get_full_path()
        translated = translate_url(path, code)
        if not translated.startswith(f"/{code}/"):
            translated = f"/{code}/"
        links.append(
            {
                "code": code,
                "name": get_language_info(code)["name_local"].capitalize(),
                "path": translated,
                "current": code == get_language(),
            }
        )
    return links


def menus() -> dict[str, list]:
    """The editable pages that stand in a menu, by menu, in one query."""
    from knowledge.models import Page

    found = {menu: [] for menu in Page.Menu.values}
    for page in Page.objects.published().exclude(menu=None).order_by("position", "pk"):
        found[page.menu].append(page)
    return found
