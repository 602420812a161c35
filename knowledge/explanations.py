"""What the forms of the knowledge base are for, and what goes into their fields."""

from django.utils.translation import gettext_lazy as _

from cinterfor.desk.explaining import explain

from .event_explanations import tell_of_events
from .models import (
    Contribution,
    Descriptor,
    NewsItem,
    Page,
    Person,
    PracticeSheet,
    Product,
    ProductFile,
    Question,
    Series,
    Theme,
    VideoFacts,
    WorkRelation,
)

COUNTRIES = _("Those that it is about: type the first letters.")
THEMES = _("What it is about: type the first letters, and choose the narrowest themes that fit.")
INSTITUTIONS = _("Those that it is about: type the acronym or the first letters of the name.")
ORIGINAL_LANGUAGE = _("The language in which it was first written.")
IMAGE = _("A photograph, shown at the head of the page and on its card. The plus sign adds a new one.")
POSITION = _("1 stands before 2.")


def tell() -> None:
    _tell_of_products()
    _tell_of_series()
    _tell_of_sheets()
    _tell_of_makers()
    _tell_of_reference()
    _tell_of_descriptors()
    _tell_of_pages()
    _tell_of_news()
    tell_of_events()


def _tell_of_products() -> None:
    explain(
        Product,
        _("A book, report, guide or other work that the network published or that is about it."),
        abstract=_("One paragraph of plain text: what the work says and whom it serves."),
        cover=_(
            "The picture of the front page, or a still of the video. "
            "Without one the portal takes the first page of the PDF, or draws a cover."
        ),
        publisher=_("Who brought it out, as printed: ILO/Cinterfor."),
        place=_("The city, as printed: Montevideo."),
        kind=_("What it is as a whole; where two fit, the narrower one."),
        pages=_("The number on its last page: 148."),
        extent=_("Of what has no pages: 1,200 records, 3 maps. Left empty for books and videos."),
        edition=_("As printed, from the second on: 2nd revised edition."),
        isbn=_(
            "From the back or the first pages: 978-92-9088-245-9. "
            "One of 10 digits becomes one of 13 when it is saved."
        ),
        issn=_("Only where the work prints another than its series has: 0254-2439."),
        doi=_("From 10. onwards: 10.1000/182. A pasted address is cut to that when it is saved."),
        handle=_("As in repositories: 20.500.12345/67. A pasted address is cut to that when it is saved."),
        url=_(
            "Where it can be read or watched elsewhere, with https://. Files of our own come below. "
            "Of a video: the address of that one video."
        ),
        licence=_(
            "Only what the work itself says, on its copyright page. "
            "Left empty, the page tells the rule of the ILO, as a rule."
        ),
        rights_holder=_("Who has the rights, as printed behind the ©: International Labour Organization."),
        language=_("The language in which the work is written."),
        series=_("In which series or journal it appeared: type the title. The plus sign adds a new one."),
        volume=_("Of a journal, as printed: 12. Left empty where there are only numbers."),
        number=_("The number in the series, or of the issue, as printed: 9."),
        themes=THEMES,
        countries=COUNTRIES,
    )
    explain(
        WorkRelation,
        "",
        kind=_("What this work is to the other: “Translation of” on the page of the translation."),
        other=_(
            "Type the first words of its title. Its page names this work in turn: "
            "nothing needs to be written there."
        ),
    )
    explain(
        ProductFile,
        "",
        file=_("The work itself, better as PDF, up to the size that the portal tells when it is too large."),
        language=_("The language of this file."),
    )


def _tell_of_series() -> None:
    explain(
        Series,
        _("A series of books or a journal in which works appear. One record, however it is printed."),
        title=_("As printed, without a number: Trazos de la Formación."),
        kind=_("Books and reports come in series; articles and issues come in a periodical."),
        issn=_("Eight characters, the last may be an X: 0254-2439. Left empty where there is none."),
        slug=_("The end of the address of the list of its works. It writes itself from the title."),
    )


def _tell_of_sheets() -> None:
    explain(
        PracticeSheet,
        "",
        practice_entity=_(
            "Who carried it out, as it calls itself: INSAFORP with the Chamber of Industry. "
            "Institutions of the network are chosen above as well."
        ),
        practice_scope=_("Where and in what: national, in metalworking; two cities of the north."),
        practice_aims=_("What it set out to change, in one or two sentences."),
        practice_group=_("For whom it was: young people without work, small workshops."),
        practice_results=_("What came of it, with numbers where there are some, and who says so."),
    )
    explain(
        VideoFacts,
        "",
        length=_("Minutes and seconds, 12:30, or hours as well, 1:02:30."),
        captions=_("The languages in which what is said can be read while one watches."),
    )


def _tell_of_makers() -> None:
    explain(
        Contribution,
        "",
        person=_("Type the family name; the plus sign adds a new person. Leave the institution empty then."),
        institution=_("Where an institution is the author. Leave the person empty then."),
        role=_("What this person or institution did for the work."),
        position=_(
            "The place in the list of authors as printed: 1 stands first. A new one left empty comes last."
        ),
        name_as_printed=_("Only where the work prints the name otherwise: C. M. Castro."),
    )
    explain(
        Person,
        _(
            "An author, editor or coordinator of works. "
            "One record for one person, however the name is printed."
        ),
        given_name=_("First and middle names: Cláudio de Moura."),
        family_name=_("By which lists are sorted: Castro."),
        orcid=_(
            "Four groups of four, or the whole address at orcid.org: 0000-0002-1825-0097. "
            "Left empty where there is none."
        ),
        slug=_("For machines: small letters and hyphens. It writes itself from the names."),
    )


def _tell_of_reference() -> None:
    explain(
        Theme,
        _("A subject of the portal’s thesaurus, by which readers find works, news and agreements."),
        name=_("The usual term in this language, in small letters: recognition of prior learning."),
        scope_note=_("In one or two sentences: what belongs to this theme, and what does not."),
        scope_note_source=_(
            "Who defines it so, and where: ILO, Recommendation No. 195, paragraph 2. "
            "Left empty where that is not known: the glossary then names no source."
        ),
        scope_note_url=_("The page where the definition can be read, with https://. May be empty."),
        broader=_("The group or wider theme under which it stands. Left empty for a group."),
        ilo_thesaurus=_("The address of the same concept in the ILO Thesaurus. May be empty."),
        esco=_("The address of the same concept in ESCO. May be empty."),
        isced_f=_("The code of the field of education, such as 0413. May be empty."),
    )
    explain(
        Question,
        _("A question that visitors often ask, with a short answer at an address of its own."),
        question=_("In the visitor’s words, with question marks: How does an institution become a member?"),
        answer=_("Answer in the first sentence; then the details, with links to where more stands."),
        category=_("Under which heading of the list it stands."),
        position=POSITION,
    )


def _tell_of_descriptors() -> None:
    explain(
        Descriptor,
        _("A word under which other catalogues file works, and the theme of this portal that it means."),
        text=_("As the other catalogue writes it: SOCIAL DIALOGUE. Capitals and accents do not matter."),
    )


def _tell_of_pages() -> None:
    explain(
        Page,
        _(
            "A page of the portal that editors write, such as “About the Centre”. "
            "Pages stand below other pages."
        ),
        title=_("What the page is called in menus and above its text: a few words."),
        summary=_("One sentence, shown under the title and wherever the page is listed."),
        body=_(
            "The text, with headings of the second level: the page makes its own list of contents of them."
        ),
        image=IMAGE,
        parent=_(
            "The page that leads to this one; empty at the top. A page that is moved keeps its address."
        ),
        menu=_("In which menu it stands, where the box is ticked."),
        position=_("Its place in the menu and among the pages below the same page: 1 stands before 2."),
    )


def _tell_of_news() -> None:
    explain(
        NewsItem,
        _("News of the Centre or of an institution of the network, with the date on which it happened."),
        title=_("What happened, in one line, without a full stop: INSAFORP opens a centre in Santa Ana."),
        original_language=ORIGINAL_LANGUAGE,
        summary=_("One or two sentences of plain text, shown in lists and when the page is shared."),
        body=_("The whole text. It may be empty, where the summary says all."),
        image=IMAGE,
        scope=_("Whether it is news of the Centre or of an institution of the network."),
        themes=THEMES,
        countries=COUNTRIES,
        institutions=INSTITUTIONS,
    )
