"""A work of the list as a file, for whoever shares it out."""

from django.http import Http404
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cinterfor.formats.tables import download
from cinterfor.publishing.dates import today

from .pages import editing_page
from .work import records_of, work_named


@require_safe
def export(request, name, site):
    """The records of one work as CSV: kind, title, state, last change, and where to edit it."""
    work = work_named(name)
    if work is None:
        raise Http404
    heading = [_("Type"), _("Title or name"), _("Publication"), _("Changed"), _("Address for editing")]
    rows = (_row(request, *found) for found in records_of(site, request, work))
    return download(f"{name}-{today()}.csv", heading, rows)


def _row(request, record_type, record) -> list[str]:
    return [
        capfirst(record_type.label),
        str(record),
        record.get_publication_status_display(),
        date_format(localtime(record.changed_at), "SHORT_DATETIME_FORMAT"),
        request.build_absolute_uri(editing_page(record)),
    ]
