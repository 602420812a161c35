"""Previews in the admin: what is typed or saved, side by side at the widths of a phone and a desk."""

from django.conf import settings
from django.http import Http404, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST

from cinterfor.history.models import SecurityEvent
from cinterfor.history.security import log

from . import openings
from .models import Opening
from .preview import LASTS, Preview


class Previewed(Exception):
    """The form was good: this is the state that it would give the record."""

    def __init__(self, key: int, state: dict):
        super().__init__(key)
        self.key, self.state = key, state


class PreviewAdmin:
    """Adds previews, keeping of what is typed, and the notice of other editors."""

    def get_urls(self):
        named = f"{self.opts.app_label}_{self.opts.model_name}"
        wrap = self.admin_site.admin_view
        return [
            path("<int:object_id>/preview/", wrap(self.preview_view), name=f"{named}_preview"),
            path("preview/<int:opening>/", wrap(self.typed_preview_view), name=f"{named}_typed_preview"),
            path("<int:object_id>/typed/", wrap(self.typed_view), name=f"{named}_typed"),
            path("<int:object_id>/typed/forget/", wrap(self.forget_view), name=f"{named}_forget"),
            *super().get_urls(),
        ]

    def show_preview(self, request, object_id: int, previewed: Previewed):
        """Keep what was typed with this page load, and go to its preview."""
        opening, _made = Opening.objects.update_or_create(
            user=request.user,
            model=self.model._meta.label_lower,
            record_id=object_id,
            tab=request.POST.get("tab", "")[:20],
            defaults={"previewed": previewed.state, "previewed_key": previewed.key},
        )
        return HttpResponseRedirect(self._address("typed_preview", opening.pk))

    def typed_preview_view(self, request, opening):
        """What this editor has typed and not yet saved."""
        found = Opening.objects.filter(pk=opening, user=request.user, model=self.model._meta.label_lower)
        typed = found.exclude(previewed=None).first()
        if typed is None:
            raise Http404
        preview = Preview(typed.model, typed.previewed_key, typed.pk)
        return self._show_preview(request, preview, _("Preview of what is not saved yet"))

    def preview_view(self, request, object_id):
        """What is saved: the pending version, or the draft."""
        record = self._record(request, object_id)
        preview = Preview(self.model._meta.label_lower, record.pk)
        return self._show_preview(request, preview, _("Preview: %(name)s") % {"name": record})

    def _show_preview(self, request, preview: Preview, title: str):
        token = preview.token
        pages = []
        for code, name in settings.LANGUAGES:
            with override(code):
                address = reverse("preview", args=[token])
            pages.append(
                {"code": code, "name": name, "path": address, "link": request.build_absolute_uri(address)}
            )
        log(SecurityEvent.Kind.LINK_SHARED, f"{preview.model} {preview.key}", request=request)
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "key": preview.key,
            "is_typed": bool(preview.opening),
            "pages": pages,
            "expires": timezone.now() + LASTS,
        }
        return render(request, "admin/record_preview.html", context)

    @method_decorator(require_POST)
    def typed_view(self, request, object_id):
        """A browser with the record open reports; 0 is a record that was never saved."""
        may = self.has_change_permission(request) if object_id else self.has_add_permission(request)
        if not may:
            return JsonResponse({"error": _("You may not change this record.")}, status=403)
        return openings.keep(request, self.model, object_id)

    @method_decorator(require_POST)
    def forget_view(self, request, object_id):
        """Throw away what was typed in one page load."""
        openings.close(request, self.model, object_id)
        return HttpResponseRedirect(self._address("change", object_id) if object_id else self._address("add"))
