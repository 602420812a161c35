"""The facts of a work as all formats tell them: only what is known."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from mimetypes import guess_type
from typing import NamedTuple

from cinterfor.publishing.languages import Text, texts
from knowledge.citing.names import name_of
from knowledge.identifiers import isbn_is_valid
from knowledge.models import Contribution, Product

Role, Kind = Contribution.Role, Product.Kind


class Genre(NamedTuple):
    """What a work is, in the words of COAR (Resource Types) and of DataCite."""

    label: str
    code: str
    datacite: str

    @property
    def uri(self) -> str:
        return f"http://purl.org/coar/resource_type/{self.code}"


TEXT = Genre("text", "c_18cf", "Text")
JOURNAL_ARTICLE = Genre("journal article", "c_6501", "JournalArticle")
#: Kinds for which the vocabularies have no narrower word are texts.
GENRES = {
    Kind.BOOK: Genre("book", "c_2f33", "Book"),
    Kind.REPORT: Genre("report", "c_93fc", "Report"),
    Kind.TECHNICAL_NOTE: Genre("technical report", "c_18gh", "Report"),
    Kind.WORKING_PAPER: Genre("working paper", "c_8042", "Text"),
    Kind.DATABASE: Genre("dataset", "c_ddb1", "Dataset"),
    Kind.WEBSITE: Genre("website", "c_7ad9", "InteractiveResource"),
    Kind.VIDEO: Genre("video", "c_12ce", "Audiovisual"),
}


class Name(NamedTuple):
    """Who made a work: a person, family name first, or an organisation."""

    name: str
    role: str
    #: None where it is not known who it was.
    is_person: bool | None
    given: str = ""
    family: str = ""
    #: Scheme -> identifier as an address.
    identifiers: dict[str, str] = {}


class Right(NamedTuple):
    """What may be done with a work: in words and by address, a licence by its SPDX identifier too."""

    name: str
    address: str
    spdx: str = ""


class File(NamedTuple):
    """The work as a file that everybody may fetch."""

    address: str
    media_type: str | None


@dataclass(frozen=True)
class Work:
    """A public product, as seen from an address of the portal (`https://portal.example`)."""

    product: Product
    origin: str

    def address(self, path: str) -> str:
        return self.origin + path

    @property
    def permalink(self) -> str:
        return self.address(self.product.permalink)

    @property
    def titles(self) -> list[Text]:
        """The title as published, then those into which it was translated."""
        own = self.product.title_text
        others = self.product.titles().items()
        return [own, *(Text(title, code) for code, title in others if title and code != own.language)]

    @property
    def abstracts(self) -> list[Text]:
        return [Text(text, code) for code, text in texts(self.product, "abstract").items()]

    @cached_property
    def names(self) -> list[Name]:
        return [_name(found, self.product.language) for found in self.product.contributions.all()]

    @property
    def creators(self) -> list[Name]:
        return [name for name in self.names if name.role == Role.AUTHOR]

    @property
    def contributors(self) -> list[Name]:
        return [name for name in self.names if name.role != Role.AUTHOR]

    @property
    def genre(self) -> Genre:
        if self.product.kind == Kind.ARTICLE and self.product.known_issn:
            return JOURNAL_ARTICLE
        return GENRES.get(self.product.kind, TEXT)

    @property
    def subjects(self) -> Iterator[tuple[Text, str]]:
        """Each label of the themes, and the theme's permalink."""
        for theme in sorted(self.product.themes.all(), key=lambda theme: theme.slug):
            if theme.is_public:
                uri = self.address(theme.permalink)
                yield from ((Text(label, code), uri) for code, label in theme.titles().items())

    @property
    def places(self) -> Iterator[tuple[str, dict[str, str]]]:
        """The code of each country (ISO 3166-1), and its name by language."""
        for country in sorted(self.product.countries.all(), key=lambda country: country.code):
            yield country.code, country.titles()

    @property
    def coverage(self) -> Iterator[Text]:
        """Codes and names of the countries, one after the other."""
        for code, names in self.places:
            yield Text(code, None)
            yield from (Text(name, language) for language, name in names.items())

    @property
    def isbn(self) -> str:
        """Without hyphens; empty where its check digit does not fit."""
        digits = re.sub(r"[\s-]", "", self.product.isbn).upper()
        return digits if isbn_is_valid(digits) else ""

    @property
    def doi(self) -> str:
        return self.product.doi and f"https://doi.org/{self.product.doi}"

    @property
    def event(self) -> str:
        """The permalink of the meeting that it came out of."""
        event = self.product.event
        return self.address(event.permalink) if event and event.is_public else ""

    def related(self) -> list[tuple[str, str, str]]:
        """Relation, and scheme and value of the identifier: of works, and of agreements it evaluates."""
        found = [
            (related.datacite, "DOI", work.doi)
            if work.doi
            else (related.datacite, "URL", self.address(work.permalink))
            for related in self.product.related
            for work in related.works
        ]
        agreements = self.product.agreements
        return found + [("Reviews", "URL", self.address(item.permalink)) for item in agreements]

    @property
    def rights(self) -> list[Right]:
        """How it can be read here, and the licence where the work states one."""
        access, stated = self.product.access[0], self.product.rights
        found = [Right(access.right_in_english, access.right)]
        if stated.is_stated and stated.licence.url:
            found.append(Right(str(stated.licence.label), stated.licence.url, stated.licence.value))
        return found

    @cached_property
    def files(self) -> list[File]:
        found = [row.file for row in self.product.files.all()]
        return [File(self.address(file.url), guess_type(file.name)[0]) for file in found]

    @property
    def media_types(self) -> list[str]:
        return sorted({file.media_type for file in self.files if file.media_type})


def _name(contribution: Contribution, language: str) -> Name:
    """The name as references have it, with what identifies its bearer."""
    told = name_of(contribution, language)
    if contribution.person:
        given, family = told.get("given", ""), told["family"]
        found = {"ORCID": contribution.identifier} if contribution.identifier else {}
        return Name(", ".join(filter(None, [family, given])), contribution.role, True, given, family, found)
    found = {"ROR": contribution.identifier} if contribution.identifier else {}
    return Name(told["literal"], contribution.role, False, identifiers=found)
