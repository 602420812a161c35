"""Editing images: what they show in words, whose they are, what must stay in sight."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from cinterfor.desk.record_admin import TranslatedAdmin, in_all_languages
from cinterfor.publishing.languages import LANGUAGES, texts

from .list_filters import CreditFilter, LacksAltFilter, UseFilter
from .models import Image

FOCUS_HELP = _(
    "What must stay in sight where the image is cut to 3:2 for cards. "
    "Click on it in the picture, or give it in numbers."
)


@admin.register(Image)
class ImageAdmin(TranslatedAdmin):
    fieldsets = (
        (None, {"fields": ("file", "alt", "credit")}),
        (_("Focal point"), {"description": FOCUS_HELP, "fields": ("preview", ("focal_x", "focal_y"))}),
    )
    kept = (_("Use"), {"fields": ("used_in", "size", "uploaded_by", "uploaded_at")})
    readonly_fields = ("preview", "used_in", "size", "uploaded_by", "uploaded_at")
    list_display = ("picture", "words", "credit", "languages_filled", "use_count", "uploaded_at")
    list_display_links = ("words",)
    list_filter = (LacksAltFilter, CreditFilter, UseFilter)
    list_per_page = 50
    search_fields = (*in_all_languages("alt"), "credit", "file")

    class Media:
        js = ("cinterfor/js/images.js",)

    def get_urls(self):
        view = self.admin_site.admin_view(self.thumbnail)
        return [path("<int:key>/thumbnail/", view, name="images_image_thumbnail"), *super().get_urls()]

    def thumbnail(self, request, key):
        """The small picture of an image by its key: what forms show of one that was just chosen."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        small = get_object_or_404(Image, pk=key).thumbnail
        if small is None:
            raise Http404
        return redirect(small.url)

    def get_queryset(self, request):
        return super().get_queryset(request).with_uses()

    def get_fieldsets(self, request, obj=None):
        return (*super().get_fieldsets(request, obj), *([self.kept] if obj else []))

    def save_model(self, request, obj, form, change):
        if not change:
            obj.uploaded_by = request.user
        super().save_model(request, obj, form, change)

    @admin.display(description=_("picture"))
    def picture(self, image):
        small = image.thumbnail
        if small is None:
            # Translators: in a list of images, where the uploaded file cannot be found any more.
            return _("File lost")
        return format_html(
            '<img class="thumbnail" src="{}" alt="" width="{}" height="{}" loading="lazy">',
            small.url,
            small.width,
            small.height,
        )

    @admin.display(description=_("alternative text"), ordering="alt_es")
    def words(self, image):
        return str(image)

    @admin.display(description=_("languages"))
    def languages_filled(self, image):
        return " ".join(code for code in LANGUAGES if code in texts(image, "alt")) or "–"

    # Translators: how many records show an image.
    @admin.display(description=_("records"))
    def use_count(self, image):
        return len(image.uses())

    @admin.display(description=_("shown by"))
    def used_in(self, image):
        return render_to_string("admin/images/uses.html", {"records": self._linked(image)}) or "–"

    def _linked(self, image) -> list[tuple]:
        """Each record that shows it, with the name of its editing page."""
        name = "{}:{}_{}_change"
        return [
            (record, name.format(self.admin_site.name, record._meta.app_label, record._meta.model_name))
            for record in image.uses()
        ]

    @admin.display(description=_("size"))
    def size(self, image):
        return _("%(width)d × %(height)d pixels") % {"width": image.width, "height": image.height}

    @admin.display(description=_("picture"))
    def preview(self, image):
        return render_to_string("admin/images/preview.html", {"image": image if image.pk else None})
