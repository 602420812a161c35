"""The field of a record's address: what the whole address will be, and which old ones lead to it."""

from django.contrib.admin.widgets import AdminTextInputWidget
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import override

from cinterfor.publishing.languages import LANGUAGES
from cinterfor.publishing.models import Address

#: Stands for the slug while the address is made; no slug has it.
PLACEHOLDER = "0-0"


class AddressInput(AdminTextInputWidget):
    """A slug, below it the record's public address in each language as it would be with it."""

    def __init__(self, record_type, origin: str, attrs=None):
        self.record_type, self.origin = record_type, origin
        #: The record that is edited; the form says which.
        self.record = None
        super().__init__(attrs)

    def render(self, name, value, attrs=None, renderer=None):
        shown = {
            "id": f"{(attrs or {}).get('id', name)}_addresses",
            "addresses": [self._address(language, value) for language in LANGUAGES],
            "is_public": bool(self.record and self.record.pk and self.record.is_public),
            "was_public": self._known().exists(),
            "old": self._old_addresses(),
        }
        field = super().render(name, value, attrs, renderer)
        return format_html(
            '<div class="with-addresses">{}{}</div>', field, render_to_string("admin/addresses.html", shown)
        )

    def _address(self, language: str, slug: str | None) -> dict:
        with override(language):
            path = reverse(f"{self.record_type.name}_detail", args=[PLACEHOLDER])
        before, _slug, after = path.partition(PLACEHOLDER)
        return {"language": language, "before": self.origin + before, "slug": slug or "…", "after": after}

    def _known(self):
        """The addresses of the record that readers may have noted."""
        if not (self.record and self.record.pk):
            return Address.objects.none()
        return Address.objects.of_record(self.record_type.name, self.record.pk).once_public()

    def _old_addresses(self) -> list[str]:
        slugs = self._known().order_by("slug").values_list("slug", flat=True)
        return [
            reverse(f"{self.record_type.name}_detail", args=[slug])
            for slug in slugs
            if slug != self.record.slug
        ]


class ShowsAddresses:
    """Forms of records that have an address of their own."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "slug":
            origin = request.build_absolute_uri("/").rstrip("/")
            kwargs["widget"] = AddressInput(self.model.record_type(), origin)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def response_change(self, request, obj):
        """When what the form prepared or published is saved, say where an old address leads."""
        old = request.edition.live.state["fields"]["slug"]
        if obj.slug == old:
            return super().response_change(request, obj)
        new = self.model._base_manager.values_list("slug", flat=True).get(pk=obj.pk)
        known = Address.objects.of_record(self.model.record_type().name, obj.pk).once_public()
        if old != new and known.filter(slug=old).exists():
            text = _("The old address “%(old)s” leads to the new one, “%(new)s”, from now on.")
            self.message_user(request, text % {"old": old, "new": new})
        return super().response_change(request, obj)
