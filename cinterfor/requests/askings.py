"""What may be asked for, and what the form for each asks of the person."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from .models import Kind

WHO = frozenset({"name", "email"})
THEIRS = WHO | {"organisation_name", "language"}


class Asking(NamedTuple):
    """The form for one kind of request, in words for who asks."""

    kind: Kind
    #: Over the form, and in lists of links.
    title: str
    #: What happens with it.
    lede: str
    #: The label over the text, and what to write there.
    message: str
    message_help: str
    #: What is asked beside the text, and what of it must be said.
    fields: frozenset[str]
    required: frozenset[str]


ASKINGS = {
    asking.kind: asking
    for asking in (
        Asking(
            Kind.TECHNICAL_ASSISTANCE,
            _("Ask for technical assistance"),
            _(
                "An institution that wants to build or improve something asks here. The Centre studies the "
                "request, looks for who in the network has done it before, and answers by e-mail."
            ),
            _("What does your institution need?"),
            _("What you want to achieve, for whom, by when, and what you have already."),
            THEIRS | {"country", "theme", "institution"},
            WHO | {"organisation_name", "country", "language"},
        ),
        Asking(
            Kind.PUT_IN_TOUCH,
            _("Get in touch with an institution"),
            _(
                "You have found who could help you: the Centre writes to the institution, and to you with "
                "the person to speak to."
            ),
            _("What would you like to speak about?"),
            _("What you want to know, to learn or to do together."),
            THEIRS | {"country", "theme", "institution"},
            WHO | {"organisation_name", "institution", "language"},
        ),
        Asking(
            Kind.ACCESSIBLE_COPY,
            _("Ask for an accessible copy"),
            _("You cannot read a document as it is: the Centre looks for a form in which you can."),
            _("Which document, and in which form?"),
            _("Such as large print, text for a screen reader, braille or audio."),
            THEIRS,
            WHO | {"language"},
        ),
        Asking(
            Kind.PAPER_COPY,
            _("Ask for a document that is not online"),
            _("The Centre answers whether a copy can be sent, or where one can be read."),
            _("Which document, and what for?"),
            _("For a copy on paper also the postal address."),
            THEIRS,
            WHO | {"language"},
        ),
        Asking(
            Kind.CORRECTION,
            _("Report a problem"),
            _(
                "A wrong or missing fact, a broken link, something that you cannot use: your report reaches "
                "the editors of this portal."
            ),
            _("What is wrong or missing?"),
            _("What it should say, and where one can read that."),
            frozenset({"email"}),
            frozenset(),
        ),
        Asking(
            Kind.CONTACT,
            _("Write to the Centre"),
            _("For all that has no form of its own here."),
            _("Your message"),
            "",
            THEIRS,
            WHO | {"language"},
        ),
    )
}
