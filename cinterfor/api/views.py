"""What can be read: each list and record of the registered types, the search, and where all of it is."""

from django.http import Http404, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from drf_spectacular.views import SpectacularAPIView
from rest_framework.response import Response

from cinterfor.formats.objects import as_whole
from cinterfor.publishing.as_of import AsOfForm, as_of, asked_or_today
from cinterfor.publishing.languages import LANGUAGES
from cinterfor.publishing.models import Address
from cinterfor.publishing.moved import slug_now
from cinterfor.publishing.registry import RecordType, record_types
from cinterfor.search.formats import as_object
from cinterfor.search.forms import SearchForm
from cinterfor.search.results import search

from . import operations
from .changes import TOMBSTONE, tombstones
from .components import shape_of_record, shapes
from .languages import in_language
from .lists import Asked
from .problems import Refused, nothing_here, problem
from .reading import Reading, misgiven


class OfRecords(Reading):
    """What tells of records of one type."""

    record_type: RecordType = None

    def told(self, record) -> dict:
        """The record with its texts in all languages, or in the one that is asked for."""
        found = as_whole(self.request, record, self.record_type)
        return self._in_language(found, shape_of_record(self.record_type)) if self.language else found

    def told_of_gone(self, addresses) -> dict[int, dict]:
        return tombstones(self.request, self.record_type, addresses)

    def _in_language(self, found: dict, shape: dict) -> dict:
        return in_language(found, shape, self.language, shapes())


class RecordList(OfRecords):
    def operation(self) -> dict:
        return operations.record_list(self.record_type)

    def get(self, request):
        day = asked_or_today(request) if self.record_type.knows_days else None
        with as_of(day):
            return self._page(request)

    def _page(self, request):
        asked = Asked(request, self.record_type)
        page = asked.page(self.told)
        following = asked.address_of(page.cursor) if page.cursor else None
        items = page.items
        if self.language:
            items = [self._in_language(item, TOMBSTONES) if "gone_at" in item else item for item in items]
        found = {
            "type": self.record_type.name,
            "count": page.count,
            "page_size": asked.form.size,
            "language": self.language,
            "filters": asked.active,
            **page.more,
            "next": following,
            "items": items,
        }
        return Response(found, headers={"Link": f'<{following}>; rel="next"'} if following else None)


TOMBSTONES = {"properties": TOMBSTONE}


class RecordDetail(OfRecords):
    def operation(self) -> dict:
        return operations.record_detail(self.record_type)

    def get(self, request, slug):
        with as_of(self._day(request)):
            return self._record(request, slug)

    def _day(self, request):
        if not self.record_type.knows_days:
            return None
        form = AsOfForm(request.GET)
        if errors := misgiven(request.GET, form.fields) or form.errors.get_json_data():
            raise Refused(errors)
        return form.day

    def _record(self, request, slug):
        record = self.record_type.public_in_full().filter(slug=slug).first()
        return Response(self.told(record)) if record else self._former(request, slug)

    def _former(self, request, slug):
        """A record that is not at this address was renamed (301), is gone (410) or was never there (404)."""
        address = Address.objects.once_public().filter(record_type=self.record_type.name, slug=slug).first()
        if address is None:
            raise Http404(nothing_here())
        now = slug_now(self.record_type, slug)
        if now != slug:
            return moved(request, reverse(f"api_{self.record_type.name}", args=[now]))
        stone = self.told_of_gone([address])[address.pk]
        if self.language:
            stone = self._in_language(stone, TOMBSTONES)
        return problem(410, _("This record was published here and has been taken away."), **stone)


def moved(request, path: str):
    query = request.META.get("QUERY_STRING")
    response = HttpResponsePermanentRedirect(path + (f"?{query}" if query else ""))
    # As of pages: the record may take its old address again.
    response["Cache-Control"] = "public, max-age=0, must-revalidate"
    return response


class Search(Reading):
    def operation(self) -> dict:
        return operations.search()

    def get(self, request):
        form = SearchForm(request.GET)
        errors = misgiven(request.GET, [*form.fields, "page"])
        if "q" not in request.GET:
            errors["q"] = [{"message": _("This parameter is needed."), "code": "required"}]
        if errors := errors or form.errors.get_json_data():
            raise Refused(errors)
        found = search(request)
        following = self._next(request, found.page)
        told = as_object(request, found) | {"next": following}
        return Response(told, headers={"Link": f'<{following}>; rel="next"'} if following else None)

    def _next(self, request, page) -> str | None:
        if page is None or not page.has_next():
            return None
        query = request.GET.copy()
        query["page"] = page.next_page_number()
        return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


class Root(Reading):
    def operation(self) -> dict:
        return operations.root()

    def get(self, request):
        def full(name):
            return request.build_absolute_uri(reverse(name))

        found = {
            "name": "ILO/Cinterfor",
            "version": operations.VERSION,
            "languages": LANGUAGES,
            "documentation": documentation(request),
            "schema": full("api_schema"),
            "search": full("api_search"),
            "collections": [
                {"type": known.name, "name": names(known), "address": full(f"api_{known.name}_list")}
                for known in record_types()
            ],
        }
        return Response(found)


def names(record_type: RecordType) -> dict[str, str]:
    """What records of the type are called, by language."""
    found = {}
    for code in LANGUAGES:
        with override(code):
            found[code] = str(record_type.label_plural)
    return found


def documentation(request) -> dict[str, str]:
    """The page for people, in each language."""
    found = {}
    for code in LANGUAGES:
        with override(code):
            found[code] = request.build_absolute_uri(reverse("api"))
    return found


class Schema(Reading, SpectacularAPIView):
    """The OpenAPI document, as YAML or JSON."""

    renderer_classes = SpectacularAPIView.renderer_classes

    def operation(self) -> dict:
        return operations.schema()


class Nothing(Reading):
    """Any other address."""

    schema = None

    def get(self, request, rest):
        raise Http404(nothing_here())
