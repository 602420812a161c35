"""What the text editor asks for while somebody writes: records to link to, and what is pasted, cleaned."""

from django.core.exceptions import PermissionDenied
from django.db.models import Case, Exists, F, Func, IntegerField, OuterRef, Q, TextField, Value, When
from django.db.models.functions import Concat
from django.http import JsonResponse
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cinterfor.publishing.models import Publication
from cinterfor.publishing.registry import record_types
from cinterfor.publishing.richtext import clean_html
from cinterfor.search.languages import key as names_key
from cinterfor.search.models import SearchName

#: Of each type so many are offered, and so many together: who does not find it types more.
MOST_OF_A_TYPE, MOST, LONGEST_TERM = 8, 20, 200


@never_cache
@require_safe
def records_to_link(request, site):
    """Records whose name has the term, as Django's autocomplete answers; of the types that one may view."""
    admins = [site.get_model_admin(item.model) for item in record_types() if site.is_registered(item.model)]
    allowed = [model_admin for model_admin in admins if model_admin.has_view_permission(request)]
    if not allowed:
        raise PermissionDenied
    term = request.GET.get("term", "").strip()[:LONGEST_TERM]
    # A term without letters and digits is in no name.
    searched = allowed if names_key(term) else []
    found = [record for model_admin in searched for record in _named(model_admin, request, term)]
    found.sort(key=lambda record: (record.rank, record.name_key))
    results = [_as_result(record) for record in found[:MOST]]
    return JsonResponse({"results": results, "pagination": {"more": len(found) > MOST}})


def _named(model_admin, request, term: str) -> list:
    """What is so called before what the admin's own search finds: names and acronyms, then words in names."""
    name_key, folded = f"sort_key_{get_language()}", F("folded_term")
    records = model_admin.get_queryset(request).exclude(publication_status=Publication.WITHDRAWN)
    found, _may_repeat = model_admin.get_search_results(request, records, term)
    names = SearchName.objects.filter(
        record_type=model_admin.model.record_type().name,
        entry__record_id=OuterRef("pk"),
        key__startswith=names_key(term),
    )
    rank = Case(
        When(Exists(names) | Q(**{f"{name_key}__startswith": folded}), then=0),
        When(**{f"{name_key}__contains": Concat(Value(" "), folded)}, then=1),
        default=2,
        output_field=IntegerField(),
    )
    key_of_term = Func(
        Value(term), Value(get_language()), function="portal_sort_key", output_field=TextField()
    )
    known = (
        Q(Exists(names)) | Q(**{f"{name_key}__contains": folded}) | Q(pk__in=found.order_by().values("pk"))
    )
    named = records.alias(folded_term=key_of_term).filter(known).annotate(rank=rank, name_key=F(name_key))
    return list(named.order_by("rank", name_key, "pk")[:MOST_OF_A_TYPE])


def _as_result(record) -> dict:
    record_type = type(record).record_type()
    # An institution is known by its acronym, too.
    title = getattr(record, "label", record.title_text)
    return {
        "id": record.permalink,
        "text": title.value,
        "language": title.language,
        "type": capfirst(str(record_type.label)),
        "state": _state(record),
    }


def _state(record) -> str:
    """Why readers cannot follow the link yet; empty where they can."""
    if record.is_public:
        return ""
    if record.publication_status == Publication.PUBLISHED:
        return _("public later")
    return str(record.get_publication_status_display()).lower()


@never_cache
@require_POST
def pasted_text(request):
    """HTML from the clipboard as it would be saved: the editor shows at once what will be kept."""
    return JsonResponse({"html": clean_html(request.POST.get("html", ""))})
