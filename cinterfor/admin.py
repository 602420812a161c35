"""The editors' site."""

from functools import wraps

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import admin
from django.urls import path
from django.utils.translation import gettext_lazy as _

from cinterfor.desk.work import waiting_for
from cinterfor.desk.work_views import export
from cinterfor.desk.writing import pasted_text, records_to_link
from cinterfor.guide.views import guide
from cinterfor.history.acting import acting
from cinterfor.history.models import Way
from cinterfor.quality import views as quality
from cinterfor.styleguide import styleguide
from cinterfor.translations import bench_views, file_views, queue_views

#: ProseMirror writes this one style element into the page; no public page has the editor.
EDITOR_STYLE = "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"


class PortalAdminSite(admin.AdminSite):
    """Django's admin with the portal's name, and with leave for the text editor's own style."""

    site_header = _("ILO/Cinterfor knowledge network")
    site_title = _("ILO/Cinterfor")
    index_title = _("Editing")

    def admin_view(self, view, cacheable=False):
        shown = super().admin_view(view, cacheable)

        @wraps(shown)
        def in_the_name_of_the_account(request, *args, **kwargs):
            account = request.user if request.user.is_authenticated else None
            with acting(user=account, way=Way.ADMIN):
                return shown(request, *args, **kwargs)

        return csp_update({"style-src": [EDITOR_STYLE], "frame-src": [SELF]})(in_the_name_of_the_account)

    def get_urls(self):
        return [
            path("guide/", self.admin_view(guide), {"site": self}, name="guide"),
            path("guide/<slug:name>/", self.admin_view(guide), {"site": self}, name="guide_page"),
            path("styleguide/", self.admin_view(styleguide), name="styleguide"),
            path("work/<slug:name>.csv", self.admin_view(export), {"site": self}, name="work_export"),
            path(
                "records-to-link/", self.admin_view(records_to_link), {"site": self}, name="records_to_link"
            ),
            path("pasted-text/", self.admin_view(pasted_text), name="pasted_text"),
            path("quality/", self.admin_view(quality.overview), {"site": self}, name="quality"),
            path("quality.csv", self.admin_view(quality.export), {"site": self}, name="quality_export"),
            *self._urls_of_translators(),
            *super().get_urls(),
        ]

    def _urls_of_translators(self):
        return [
            path(
                "translations/queue/",
                self.admin_view(queue_views.queue),
                {"site": self},
                name="translation_queue",
            ),
            path(
                "translations/queue.csv",
                self.admin_view(queue_views.export),
                name="translation_queue_export",
            ),
            path(
                "translations/work/<slug:name>/<int:key>/<slug:language>/",
                self.admin_view(bench_views.work),
                {"site": self},
                name="translation_work",
            ),
            path(
                "translations/work/<slug:name>/<int:key>/<slug:language>/typed/",
                self.admin_view(bench_views.typed),
                name="translation_typed",
            ),
            path(
                "translations/<slug:language>/",
                self.admin_view(file_views.files),
                {"site": self},
                name="translation_files",
            ),
            path(
                "translations/<slug:language>/texts/",
                self.admin_view(file_views.fetch),
                name="translation_texts",
            ),
        ]

    def index(self, request, extra_context=None):
        context = {
            "waiting": waiting_for(self, request),
            "to_translate": queue_views.to_translate(request.user),
        }
        return super().index(request, context | (extra_context or {}))
