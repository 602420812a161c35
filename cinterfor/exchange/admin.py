"""Imports in the admin: what each would change or has changed, carrying it out, and undoing it."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from cinterfor.desk.pages import admin_page
from cinterfor.desk.read_only import ReadOnly
from cinterfor.desk.roles import languages_of, may
from cinterfor.publishing.registry import record_types

from . import tables
from .alike import near_of
from .choosing import ChoicesForm
from .kinds import kind_of
from .models import Import, Line
from .progress import LONG, told_as_it_goes
from .writing import ChangedMeanwhile, Elsewhere

PER_PAGE = 20


@admin.register(Import)
class ImportAdmin(ReadOnly, admin.ModelAdmin):
    """The tables and translators’ files that were sent; the page of each is its report."""

    list_display = ("file_name", "records", "user", "created_at", "state")
    list_filter = ("state",)
    list_select_related = ("user",)
    search_fields = ("file_name",)
    actions = None

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/carry-out/", wrap(self.carry_out_view), name="exchange_import_carry_out"),
            path("<int:pk>/undo/", wrap(self.undo_view), name="exchange_import_undo"),
            path("<int:pk>/choose/", wrap(self.choose_view), name="exchange_import_choose"),
            path("<int:pk>/give-up/", wrap(self.give_up_view), name="exchange_import_give_up"),
            path("<int:pk>/refused/<slug:form>/", wrap(self.refused_view), name="exchange_import_refused"),
            *super().get_urls(),
        ]

    @admin.display(description=gettext_lazy("records"), ordering="model")
    def records(self, item):
        return kind_of(self.admin_site, item).records

    def has_view_permission(self, request, obj=None):
        if obj:
            return kind_of(self.admin_site, obj).may_see(request)
        admins = (self.admin_site.get_model_admin(record_type.model) for record_type in record_types())
        return bool(languages_of(request.user)) or any(
            found.has_import_permission(request) for found in admins
        )

    def has_module_permission(self, request):
        return request.user.is_active and self.has_view_permission(request)

    def get_queryset(self, request):
        """Their own; all for those who see those of others."""
        found = super().get_queryset(request)
        return found if may(request.user, "view", self.model) else found.filter(user=request.user)

    def _item(self, request, pk) -> Import:
        item = self.get_object(request, str(pk))
        if item is None:
            raise Http404
        if not self.has_view_permission(request, item):
            raise PermissionDenied
        return item

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """The report; as long as rows are unchecked it looks at some of them, and asks for itself again."""
        if object_id is None or request.method != "GET":
            raise PermissionDenied
        item = self._item(request, object_id)
        kind = kind_of(self.admin_site, item)
        if item.state == Import.State.CHECKING:
            kind.check(request).go_on()
        counts = item.counts()
        good = counts[Line.Outcome.NEW] + counts[Line.Outcome.CHANGED]
        context = self._context(request, item) | self._shown(request, kind, counts)
        context |= {
            "total": sum(counts.values()),
            "checked": sum(counts.values()) - counts[""],
            "good": good,
            "bad": counts[Line.Outcome.BAD],
            "import_label": kind.button(good, counts[Line.Outcome.BAD]),
            "left_alone": self._with_pages(item.lines.exclude(left_alone="").order_by("number")),
            "formats": tables.FORMATS,
            "may_write": kind.may_write(request),
            "refused": item.refused() if item.language else 0,
            "remarked": item.remarked() if item.language else 0,
            "told": kind.told(),
            "choices": Line.Choice.choices,
        }
        return render(request, kind.template, context)

    def _shown(self, request, kind, counts) -> dict:
        """A page of the rows of one outcome: the one asked for, or the one to look at first."""
        shown = request.GET.get("show", "")
        shown = shown if shown in Line.Outcome.values else _most_urgent(counts)
        lines = kind.item.lines.filter(outcome=shown)
        page = Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))
        entries = [self._line(kind, line, url) for line, url in self._with_pages(page)]
        return {
            "counts": [(value, label, counts[value]) for value, label in Line.Outcome.choices],
            "shown": shown,
            "page": page,
            "lines": entries,
            "any_alike": any(entry["near"] for entry in entries),
        }

    def _with_pages(self, lines) -> list[tuple[Line, str]]:
        """With the page where the record is edited, if there is one."""
        return [(line, self._page(line)) for line in lines]

    def _page(self, line: Line) -> str:
        model = line.record_model if line.record_id else None
        if model is None or not self.admin_site.is_registered(model):
            return ""
        return admin_page(model, "change", line.record_id)

    def _line(self, kind, line: Line, url: str) -> dict:
        """What the report shows of a row."""
        return {
            "line": line,
            "url": url,
            "changes": self._changes(kind, line),
            "beside": kind.beside(line),
            "near": [
                (record, why, admin_page(type(record), "change", record.pk)) for record, why in near_of(line)
            ],
        }

    def _changes(self, kind, line: Line):
        return kind.changes(line) if line.outcome in (Line.Outcome.NEW, Line.Outcome.CHANGED) else []

    @method_decorator(require_POST)
    def carry_out_view(self, request, pk):
        item = self._item(request, pk)
        kind = kind_of(self.admin_site, item)
        if not kind.may_write(request):
            raise PermissionDenied
        return self._go(request, kind, kind.carry_out(request.user), _("Importing…"))

    @method_decorator(require_POST)
    def choose_view(self, request, pk):
        """What becomes of rows that seem to be here already: of those shown, or of all."""
        item = self._item(request, pk)
        if item.language or not kind_of(self.admin_site, item).may_see(request):
            raise PermissionDenied
        form = ChoicesForm(request.POST)
        report = reverse("admin:exchange_import_change", args=[item.pk])
        if item.state == Import.State.READY and form.is_valid():
            item.choose(form.chosen(item))
            return HttpResponseRedirect(f"{report}?show={Line.Outcome.ALIKE}")
        self.message_user(request, _("Nothing was chosen."))
        return HttpResponseRedirect(report)

    @method_decorator(require_POST)
    def undo_view(self, request, pk):
        item = self._item(request, pk)
        kind = kind_of(self.admin_site, item)
        if not kind.may_write(request):
            raise PermissionDenied
        return self._go(request, kind, kind.undo(request.user), _("Undoing the import…"))

    def _go(self, request, kind, steps, title: str):
        """Do it: few rows at once, many with their progress shown."""
        item = kind.item
        report = reverse("admin:exchange_import_change", args=[item.pk])
        if item.lines.good().count() > LONG:
            context = self._context(request, item) | {"title": title, "report": report}
            return told_as_it_goes(request, context, steps, kind.progress)
        try:
            for _step in steps:
                pass
        except ChangedMeanwhile:
            pass  # the report says so
        except Elsewhere:
            self.message_user(request, _("This is going on in another window, or was done before."))
        return HttpResponseRedirect(report)

    @method_decorator(require_POST)
    def give_up_view(self, request, pk):
        item = self._item(request, pk)
        if item.batch_id is None:
            item.delete()
            self.message_user(request, _("Given up: nothing was imported."))
        return HttpResponseRedirect(reverse("admin:exchange_import_changelist"))

    def refused_view(self, request, pk, form):
        item = self._item(request, pk)
        if form not in tables.FORMATS:
            raise Http404
        return kind_of(self.admin_site, item).refused(form)

    def _context(self, request, item: Import) -> dict:
        return {
            **self.admin_site.each_context(request),
            "title": _("Import: %(file)s") % {"file": item.file_name},
            "opts": self.opts,
            "item": item,
        }


def _most_urgent(counts) -> str:
    order = (
        Line.Outcome.BAD,
        Line.Outcome.ALIKE,
        Line.Outcome.CHANGED,
        Line.Outcome.NEW,
        Line.Outcome.UNCHANGED,
    )
    return next((outcome for outcome in order if counts[outcome]), Line.Outcome.UNCHANGED)
