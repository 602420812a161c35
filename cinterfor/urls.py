"""All addresses of the portal; the words in them are in paths.py."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from cinterfor import sitemaps, views
from cinterfor.api.urls import page_urlpatterns
from cinterfor.linked.terms import terms
from cinterfor.opendata.views import data
from cinterfor.paths import route
from cinterfor.pictures.urls import sharing_urlpatterns
from knowledge.skos import thesaurus

# Without a language: what machines ask for, and what citations quote.
urlpatterns = [
    path("id/<slug:type_name>/<slug:slug>", views.permalink, name="permalink"),
    path("files/<path:path>", views.upload, name="upload"),
    path("id/themes", thesaurus, name="thesaurus"),
    path("data/terms", terms, name="terms"),
    path("", include("cinterfor.opendata.urls")),
    path("", include("knowledge.oai.urls")),
    path("", include("cinterfor.api.urls")),
    *sharing_urlpatterns,
    path("healthz", views.healthz),
    path("readyz", views.readyz),
    path("robots.txt", sitemaps.robots),
    path("sitemap.xml", sitemaps.sitemap_index, name="sitemap_index"),
    path("sitemap-<slug:name>.xml", sitemaps.sitemap, name="sitemap"),
    path(".well-known/security.txt", sitemaps.security),
    path("favicon.ico", RedirectView.as_view(url="/static/cinterfor/img/icon.svg", permanent=True)),
]

# Under /es/, /pt/ and so on.
urlpatterns += i18n_patterns(
    path("", views.home, name="home"),
    path("admin/", admin.site.urls),
    path("", include("cinterfor.desk.urls")),
    path("", include("cinterfor.verification.urls")),
    path("", include("cinterfor.search.urls")),
    path("", include("cinterfor.pictures.urls")),
    path("", include("cinterfor.activity.urls")),
    path("", include("cinterfor.comparing.urls")),
    path("", include("cinterfor.watch.urls")),
    path("", include("cinterfor.translations.urls")),
    *page_urlpatterns,
    path(route("{data}/"), data, name="data"),
    path("", include("cinterfor.requests.urls")),
    path("", include("network.urls")),
    path("", include("agreements.urls")),
    path("", include("knowledge.urls")),
)

handler400 = "cinterfor.errors.bad_request"
handler403 = "cinterfor.errors.forbidden"
handler404 = "cinterfor.errors.not_found"
handler500 = "cinterfor.errors.server_error"
