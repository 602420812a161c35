"""A list and a record as a visitor meets them: the page, or the same as data."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.db.models import Exists, OuterRef
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cinterfor.formats.registry import formats_of, refusal
from cinterfor.linked.signposting import EXTENSION as LINKSET
from cinterfor.linked.signposting import led_back, signposted, write_linkset
from cinterfor.translations.models import Translation

from .as_of import AsOfForm, as_of, asked_or_today, parts_as_of, without_day
from .profiles import Section, section_of
from .registry import RecordType, get_type
from .titles import list_title


class Filtered:
    """What the filters of a page leave, under its address; `page_name` is its name among the routes."""

    page_name: str
    filters: object

    @property
    def path(self) -> str:
        return reverse(self.page_name)

    @property
    def query(self) -> str:
        return self.filters.canonical_query()

    @property
    def address(self) -> str:
        return f"{self.path}?{self.query}" if self.query else self.path


@dataclass
class Listing(Filtered):
    """The filtered, sorted set of one record type that a page, a csv or a feed shows."""

    record_type: RecordType
    filters: object

    @property
    def page_name(self) -> str:
        return self.record_type.list_name

    @property
    def records(self):
        return self.filters.qs if self.filters.is_valid() else self.filters.queryset.none()

    @cached_property
    def apart(self) -> Section | None:
        """The first of those of which it is not known whether they belong to the list on its day."""
        records = self.filters.apart()
        if records is None:
            return None
        query = "&".join(filter(None, (self.query_of_today, urlencode(self.filters.those_apart))))
        section = section_of(self.record_type, records, query)
        return section if section.records else None

    @property
    def query_of_today(self):
        return without_day(self.query)


def list_page(request, type_name: str, extension: str | None = None, **context):
    """The list of a record type, filtered by the address; as data where a format is asked for."""
    record_type = get_type(type_name)
    day = asked_or_today(request) if record_type.knows_days else None
    with as_of(day):
        response = _list_page(request, record_type, extension, context)
    if response.streaming:
        response.streaming_content = parts_as_of(day, response.streaming_content)
    return response


def _list_page(request, record_type: RecordType, extension: str | None, context: dict):
    chosen = asked_format(request, extension, formats_of(record_type))
    records = record_type.public_in_full() if chosen else record_type.public()
    filters = record_type.filters(cleaned(request.GET), queryset=records, request=request)
    listing = Listing(record_type, filters)
    is_valid = filters.is_valid()
    if chosen and not is_valid:
        return refusal(filters.form.errors)
    if chosen:
        return chosen.write_list(request, listing)
    page = page_or_404(listing.records, request, record_type.per_page) if is_valid else None
    context |= {
        "listing": listing,
        "type": record_type,
        "filters": filters,
        "page": page,
        "title": list_title(listing, page),
        "formats": formats_of(record_type).values(),
    }
    template = f"{record_type.app}/{record_type.name}_list.html"
    return render(request, template, context, status=200 if is_valid else 400)


def record_page(request, type_name: str, slug: str, extension: str | None = None, context=None):
    """A record's own page. `context(record)` gives what its template shows besides the record."""
    record_type = get_type(type_name)
    form = AsOfForm(cleaned(request.GET)) if record_type.knows_days else None
    with as_of(form.day if form else None):
        return _record_page(request, record_type, slug, extension, context, form)


def _record_page(request, record_type: RecordType, slug: str, extension: str | None, context, as_of_form):
    outdated = Translation.objects.of(record_type.model, OuterRef("pk")).outdated(get_language())
    records = record_type.public_in_full().annotate(is_outdated=Exists(outdated))
    record = get_object_or_404(records, slug=slug)
    if LINKSET in (extension, request.GET.get("format")):
        return write_linkset(request, record, record_type)
    chosen = asked_format(request, extension, formats_of(record_type, record))
    if chosen and as_of_form and as_of_form.errors:
        return refusal(as_of_form.errors)
    if chosen:
        return led_back(chosen.write_record(request, record, record_type), request, record, record_type)
    shown = {
        "record": record,
        "type": record_type,
        "formats": formats_of(record_type, record).values(),
        "as_of_form": as_of_form,
        "is_outdated": record.is_outdated,
        **(context(record) if context else {}),
    }
    status = 400 if as_of_form and as_of_form.errors else 200
    page = render(request, f"{record_type.app}/{record_type.name}_detail.html", shown, status=status)
    return signposted(page, request, record, record_type)


def page_or_404(records, request, per_page=20):
    """The page asked for. Beyond the last, 0 or a word: not found, never silently another page."""
    paginator = Paginator(records, per_page)
    try:
        return paginator.page(request.GET.get("page") or 1)
    except (EmptyPage, PageNotAnInteger) as error:
        raise Http404(_("This list has no such page.")) from error


def asked_format(request, extension: str | None, offered: dict):
    """The one of the formats offered that the address asks for; None for the page, Http404 for others."""
    name = extension or request.GET.get("format")
    if name and name not in offered:
        raise Http404(_("There is no such format."))
    return offered.get(name)


def cleaned(query: QueryDict) -> QueryDict:
    """Without empty values, which forms send for what was left open."""
    kept = query.copy()
    for name in list(kept):
        if not kept[name].strip():
            del kept[name]
    return kept
