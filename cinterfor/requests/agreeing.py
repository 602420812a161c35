"""Making a draft agreement of a request: who asks receives, who helps provides."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from agreements.models import Agreement, Party
from cinterfor.publishing.languages import LANGUAGES

from .models import Kind, Request, Status, Step
from .steps import WITH_PARTNER, note

BEFORE_AGREEMENT = (Status.RECEIVED, Status.IN_STUDY, Status.MATCHED)


def waits_for_agreement(request: Request) -> bool:
    """Of a kind that may become one, and has not; it does as soon as the institution that asks is known."""
    return request.kind in WITH_PARTNER and request.agreement_id is None


def make_agreement(request: Request) -> Agreement:
    """The draft, with all that the request says; personal data stay in the request."""
    assists = request.kind == Kind.TECHNICAL_ASSISTANCE
    modality = Agreement.Modality.TECHNICAL_ASSISTANCE if assists else Agreement.Modality.HORIZONTAL
    agreement = Agreement.objects.create(
        original_language=request.language,
        modality=modality,
        editor_note=_("Made from request %(number)s.") % {"number": request.number},
        **{f"title_{code}": _title(request, code) for code in LANGUAGES},
    )
    helper = request.partner or request.institution
    parties = [(request.organisation, Party.Role.RECIPIENT)]
    if helper and helper != request.organisation:
        parties.insert(0, (helper, Party.Role.PROVIDER))
    for position, (institution, role) in enumerate(parties, 1):
        agreement.parties.create(institution=institution, role=role, position=position)
    if request.theme:
        agreement.themes.add(request.theme)
    if country := request.organisation.country or request.country:
        agreement.countries.add(country)
    before, request.agreement = request.status, agreement
    if before in BEFORE_AGREEMENT:
        request.status = Status.UNDER_WAY
    note(request, Step.Act.AGREEMENT, before, request.status)
    return agreement


def _title(request: Request, language: str) -> str:
    with override(language):
        # Translators: the title of a draft agreement, after the institution that asked for it.
        title = _("Technical assistance to %(institution)s")
        if request.kind != Kind.TECHNICAL_ASSISTANCE:
            # Translators: the title of a draft agreement, after the institution that asked for it.
            title = _("Cooperation at the request of %(institution)s")
        return (title % {"institution": request.organisation.label.value})[:300]
