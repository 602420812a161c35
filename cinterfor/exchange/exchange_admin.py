"""Import and export on the lists of records in the admin."""

from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ERROR_FLAG
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from cinterfor.desk.pages import admin_page
from cinterfor.desk.roles import is_translator, may_publish
from cinterfor.history.models import SecurityEvent
from cinterfor.history.security import log

from . import checking, tables
from .columns import Explained, closed_columns, explained, resource_for, rules
from .forms import ImportForm, ReferencesForm
from .reading import Table, Unreadable, content_of, read_table
from .registry import reader_of

#: Of the list's address: what is no filter.
NO_FILTERS = {"p", "all", "o", "e"}


class ExchangeAdmin:
    """Adds to a record admin the table of its list, the template, and the door for tables."""

    change_list_template = "admin/exchange_change_list.html"

    def get_urls(self):
        named = f"{self.opts.app_label}_{self.opts.model_name}"
        wrap = self.admin_site.admin_view
        return [
            path("export/<slug:form>/", wrap(self.export_view), name=f"{named}_export"),
            path("import/", wrap(self.import_view), name=f"{named}_import"),
            path("import/template/<slug:form>/", wrap(self.template_view), name=f"{named}_template"),
            *super().get_urls(),
        ]

    def has_import_permission(self, request) -> bool:
        """Whether the account may add and change records, or at least write their texts in a language."""
        full = self.has_add_permission(request) and self.has_full_change_permission(request)
        return full or is_translator(request.user, self.model)

    def changelist_view(self, request, extra_context=None):
        context = {"has_import_permission": self.has_import_permission(request)}
        return super().changelist_view(request, context | (extra_context or {}))

    def export_view(self, request, form):
        if not self.has_view_permission(request):
            raise PermissionDenied
        if form not in tables.FORMATS:
            raise Http404
        try:
            records = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters:
            return HttpResponseRedirect(f"{self._list_address()}?{ERROR_FLAG}=1")
        filters = {name: value for name, value in request.GET.items() if name not in NO_FILTERS and value}
        log(
            SecurityEvent.Kind.EXPORTED,
            f"{self.opts.label}.{form}",
            "\n".join([str(records.count()), *(f"{name}={value}" for name, value in filters.items())]),
            request=request,
        )
        return tables.export(resource_for(self), records, form, self._file_name(filters))

    def template_view(self, request, form):
        if not self.has_import_permission(request):
            raise PermissionDenied
        if form not in tables.FORMATS:
            raise Http404
        return tables.template(self._open_columns(request), form, f"{self.model.record_type().path}-template")

    def import_view(self, request):
        """Where a table is sent; what it would change is shown before anything is written."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        publishes = may_publish(request.user, self.model)
        sent = (request.POST, request.FILES) if request.method == "POST" else ()
        form_class = ReferencesForm if self._takes_references(request) else ImportForm
        form = form_class(*sent, may_publish=publishes)
        if sent and form.is_valid() and (item := self._begin(request, form)):
            return HttpResponseRedirect(reverse("admin:exchange_import_change", args=[item.pk]))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Import: %(records)s") % {"records": self.opts.verbose_name_plural},
            "opts": self.opts,
            "form": form,
            "columns": self._open_columns(request),
            "rules": rules(),
            "formats": tables.FORMATS,
        }
        return render(request, "admin/exchange/upload.html", context, status=422 if form.errors else 200)

    def _begin(self, request, form: ImportForm):
        file = form.cleaned_data["file"]
        try:
            form_of_file, table = self._read(request, content_of(file), file.name, form)
            return checking.begin(
                table,
                resource_for(self),
                closed_columns(self, request),
                source_format=form_of_file,
                user=request.user,
                file_name=file.name[:200],
                at_once=form.at_once,
            )
        except Unreadable as error:
            form.add_error("file", str(error))
            messages.error(request, _("Nothing was imported."))
            return None

    def _takes_references(self, request) -> bool:
        """References bring whole records; of theirs nothing is for translators."""
        return reader_of(self.model) is not None and self.has_full_change_permission(request)

    def _read(self, request, content: bytes, name: str, form: ImportForm) -> tuple[str, Table]:
        """Which format the file has, empty for a table; and its rows."""
        if self._takes_references(request):
            language = form.cleaned_data["language"] or form.fields["language"].initial
            if found := reader_of(self.model)(content, name, language):
                return found
        return "", read_table(content)

    def _open_columns(self, request) -> list[Explained]:
        """Those that the account may write."""
        closed = closed_columns(self, request)
        return [column for column in explained(resource_for(self)) if column.name not in closed]

    def _list_address(self) -> str:
        return admin_page(self.model, "changelist")

    def _file_name(self, filters: dict[str, str]) -> str:
        parts = [self.model.record_type().path, *(slugify(f"{k} {v}")[:40] for k, v in filters.items())]
        return "-".join(part for part in parts if part)[:120]
