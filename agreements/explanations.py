"""What the forms of agreements are for, and what goes into their fields."""

from django.utils.translation import gettext_lazy as _

from cinterfor.desk.explaining import explain

from .models import Agreement, AgreementText, Party


def tell() -> None:
    explain(
        Agreement,
        _(
            "A cooperation agreement: who signed it, when, for how long and on what. "
            "Whether it is in force is computed from its dates."
        ),
        title=_("The title as signed, translated into this language: Framework Agreement between …"),
        original_language=_("The language in which it was signed."),
        summary=_("One paragraph: what the parties will do together, and for whom."),
        instrument=_("What kind of text was signed; left empty where you do not know."),
        modality=_("How the parties cooperate; left empty where you do not know."),
        terminated=_("Tick it where a party ended it before its time."),
        termination_reason=_("Why it was ended early, in one sentence. Left empty where you do not know."),
        amount=_("The sum in digits, without the currency: 250000.00."),
        currency=_("Three capital letters: USD, EUR, UYU."),
        involves_centre=_("Tick it where ILO/Cinterfor signed it or carries it out."),
        countries=_("The countries where it has effect: type the first letters."),
        themes=_("What it is about: type the first letters, and choose the narrowest themes that fit."),
        amends=_("The earlier agreement that this one changes and leaves in force."),
        replaces=_(
            "The earlier agreement that ended because of this one. Write on its own page when it ended."
        ),
        renews=_("The earlier agreement that this one continues for another term."),
        supplements=_("The earlier agreement that this addendum adds to; it stays as it was."),
    )
    explain(
        Party,
        "",
        institution=_(
            "The institution that signed: type its acronym or name. Leave country and group empty then."
        ),
        country=_("The country, where a government signed. Leave institution and group empty then."),
        role=_("What the party does in the agreement; left empty where you do not know."),
        position=_("Its place among the parties: 1 stands first. A new one left empty comes last."),
    )
    explain(
        AgreementText,
        "",
        language=_("The language of this text."),
        file=_("The text itself, better as PDF, up to the size that the portal tells when it is too large."),
        url=_("Where it can be read elsewhere, with https://: a file and an address may both be given."),
    )
