"""News as texts to paste and to mail: what these say, and under which addresses."""

from django.urls import reverse
from django.utils.http import urlencode

from .news import News
from .registry import Scope


def told(news: News, origin: str) -> dict:
    """What the templates of these texts need; their links begin with the origin."""
    scope = news.scope
    page = f"{origin}{reverse('whats_new')}?{query_of(scope)}"
    return {"news": news, "month": scope.month, "places": places(scope), "origin": origin, "page": page}


def places(scope: Scope) -> list[str]:
    """The country and the theme, in words."""
    return [str(record.title_text) for record in (scope.country, scope.theme) if record]


def query_of(scope: Scope, with_month: bool = True) -> str:
    values = {
        "month": with_month and str(scope.month),
        "country": scope.country and scope.country.code,
        "theme": scope.theme and scope.theme.slug,
    }
    return urlencode({name: value for name, value in values.items() if value})
