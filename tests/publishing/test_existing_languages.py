"""In which languages a record exists: its pages, the sitemap, its twins and search give one answer."""

import csv
import io
import json
import random
import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from functools import cached_property

import pytest
from django.urls import reverse
from django.utils import translation

from cinterfor.publishing.languages import LANGUAGES
from cinterfor.publishing.registry import record_types
from tests import factories

pytestmark = pytest.mark.django_db
TITLES = {"country": "name", "institution": "name", "theme": "name", "question": "question"}
#: What a record needs to exist in a language, besides its title.
NEEDED = {"question": ["answer"], "news": ["summary"]}
NOTHING = ["", " ", "\u00a0\n"]
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
OAI = "{http://www.openarchives.org/OAI/2.0/}"
DC = "{http://purl.org/dc/elements/1.1/}"
ATOM = "{http://www.w3.org/2005/Atom}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class Case:
    """A public record with gaps, and the languages in which it was made to exist."""

    def __init__(self, name: str, chance: random.Random, country):
        self.name, self.work_language = name, None
        self.held = chance.sample(LANGUAGES, chance.choice([0, 0, 0, 1]))
        values = {"held_languages": self.held, "slug": f"{name}-{next(factories.numbers)}"}
        title = TITLES.get(name, "translated_title" if name == "product" else "title")
        self.titles = self._filled(chance, chance.randint(name != "product", 3))
        needed = [self.titles]
        values |= self._texts(chance, title, self.titles)
        for field in NEEDED.get(name, []):
            needed.append(self._filled(chance, chance.randint(1, 3)))
            values |= self._texts(chance, field, needed[-1])
        if name == "product":
            self.work_language = values["language"] = chance.choice([*LANGUAGES, "fr"])
            values["title"] = "Un texto"
            needed = [{*self.titles, self.work_language}]
        if name == "institution":
            values["country"] = country
        self.languages = [
            code for code in LANGUAGES if code not in self.held and all(code in found for found in needed)
        ]
        self.record = getattr(factories, f"make_{name}")(**values)
        if name == "institution":
            factories.make_membership(institution=self.record)

    def _filled(self, chance, count: int) -> set[str]:
        """Some languages, and if any then one that is not held back: a record without a name is no use."""
        shown = [code for code in LANGUAGES if code not in self.held]
        return {*chance.sample(LANGUAGES, count), chance.choice(shown)} if count else set()

    def _texts(self, chance, field: str, filled: set[str]) -> dict[str, str]:
        return {
            f"{field}_{code}": f"Texto {code}" if code in filled else chance.choice(NOTHING)
            for code in LANGUAGES
        }

    def titles_for(self, language: str) -> set[str]:
        """The languages that the title may be in on pages of a language: that one, if it exists in it."""
        shown = {self.work_language} if self.work_language else self.titles - {*self.held}
        return {language} & shown or shown


def body(response) -> str:
    assert response.status_code == 200
    return b"".join(response.streaming_content if response.streaming else [response.content]).decode()


def address(name: str, *args) -> dict[str, str]:
    found = {}
    for code in LANGUAGES:
        with translation.override(code):
            found[code] = reverse(name, args=args)
    return found


class Portal:
    """The portal as readers and programs meet it; what lists all records of a type is fetched once."""

    def __init__(self, client):
        self.client = client

    def pages(self, case: Case) -> dict[str, str]:
        paths = address(f"{case.name}_detail", case.record.slug)
        return {code: body(self.client.get(path)) for code, path in paths.items()}

    def api(self, case: Case) -> dict:
        return self.client.get(reverse(f"api_{case.name}", args=[case.record.slug])).json()

    @cached_property
    def sitemap(self) -> dict[tuple[str, str], tuple[set[str], set[str]]]:
        """By record: the languages of its addresses, and those of the alternates of each."""
        found = defaultdict(lambda: (set(), set()))
        for record_type in record_types():
            tree = ET.fromstring(self.client.get(f"/sitemap-{record_type.name}-1.xml").content)
            for url in tree.iterfind("s:url", SITEMAP):
                path = url.findtext("s:loc", namespaces=SITEMAP).removeprefix("http://testserver")
                named = {link.get("hreflang") for link in url.iterfind("x:link", SITEMAP)}
                addresses, alternates = found[record_type.name, path.split("/")[-2]]
                addresses.add(path[1:3])
                alternates |= named - {"x-default"}
        return found

    @cached_property
    def lists(self) -> dict[tuple[str, str], dict]:
        """By record: what the list of its type says of it, as JSON."""
        texts = {
            found.name: body(self.client.get(reverse(f"{found.list_name}_data", args=["json"])))
            for found in record_types()
        }
        return {
            (name, item["id"]): item for name, text in texts.items() for item in json.loads(text)["items"]
        }

    @cached_property
    def tables(self) -> dict[tuple[str, str], str]:
        """By record: the languages in the table of its type."""
        found = {}
        for record_type in record_types():
            text = body(self.client.get(reverse(f"{record_type.list_name}_data", args=["csv"])))
            found |= {(record_type.name, row[1]): row[3] for row in csv.reader(io.StringIO(text))}
        return found

    @cached_property
    def feeds(self) -> dict[tuple[str, str, str], str]:
        """By type, language of the feed and permalink: the language of the entry."""
        found = {}
        for record_type in record_types():
            for code, path in address(f"{record_type.list_name}_data", "atom").items():
                feed = ET.fromstring(body(self.client.get(path)))
                for entry in feed.iter(f"{ATOM}entry"):
                    slug = entry.findtext(f"{ATOM}id").rpartition("/")[2]
                    found[record_type.name, code, slug] = entry.get(XML_LANG, feed.get(XML_LANG))
        return found

    @cached_property
    def search(self) -> dict[tuple[str, str], set[str]]:
        """By record: the languages that it is found in."""
        found = defaultdict(set)
        for record_type in record_types():
            for code in [*LANGUAGES, "fr"]:
                query = {"q": "texto", "type": record_type.name, "language": code}
                for hit in self.client.get(reverse("search_data", args=["json"]), query).json()["results"]:
                    found[record_type.name, hit["id"]].add(code)
        return found

    @cached_property
    def harvest(self) -> dict[str, set[str]]:
        """By work: the languages of the titles that harvesters are told."""
        found, query = {}, {"metadataPrefix": "oai_dc"}
        while query:
            tree = ET.fromstring(body(self.client.get("/oai", {"verb": "ListRecords", **query})))
            for record in tree.iter(f"{OAI}record"):
                slug = record.findtext(f"{OAI}header/{OAI}identifier").rpartition("/")[2]
                found[slug] = {title.get(XML_LANG) for title in record.iter(f"{DC}title")}
            token = tree.findtext(f".//{OAI}resumptionToken")
            query = {"resumptionToken": token} if token else {}
        return found


def alternates(page: str) -> set[str]:
    head = page.partition("</head>")[0]
    return set(re.findall(r'rel="alternate" hreflang="(\w\w)"', head))


def facts(page: str) -> dict:
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])


def key(case: Case) -> tuple[str, str]:
    return case.name, case.record.slug


def twin(portal, case, pages) -> list[str]:
    path = reverse(f"{case.name}_detail_data", args=[case.record.slug, "json"])
    return json.loads(body(portal.client.get(path)))["languages"]


def in_json_ld(page: str) -> list[str]:
    """Of the page; a work has a language of its own besides."""
    told = facts(page)
    return told.get("mainEntityOfPage", told)["inLanguage"]


#: Who says in which languages a record exists: (portal, case, its pages by language) -> languages.
ANSWERS = {
    "hreflang": lambda portal, case, pages: set.union(*map(alternates, pages.values())),
    "hreflang of each page": lambda portal, case, pages: set.intersection(*map(alternates, pages.values())),
    "sitemap": lambda portal, case, pages: portal.sitemap[key(case)][0],
    "alternates of the sitemap": lambda portal, case, pages: portal.sitemap[key(case)][1],
    "list as JSON": lambda portal, case, pages: portal.lists[key(case)]["languages"],
    "addresses in JSON": lambda portal, case, pages: portal.lists[key(case)]["addresses"],
    "list as CSV": lambda portal, case, pages: filter(None, portal.tables[key(case)].split(" | ")),
    "record as JSON": twin,
    "API": lambda portal, case, pages: portal.api(case)["languages"],
    "JSON-LD": lambda portal, case, pages: in_json_ld(pages["es"]),
}
#: Who says so of all but works, of which the language is told in which they are written.
ANSWERS_WITHOUT_WORKS = {
    "search": lambda portal, case, pages: portal.search[key(case)],
}


def marks(page: str) -> set[str]:
    """The languages marked on the texts without which the record does not exist in the page's."""
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)[1]
    texts = re.findall(r'<div class="prose">(.*?)<(?:/article|aside)', page, re.DOTALL)
    return set(re.findall(r'\blang="(\w+)"', " ".join([heading, *texts])))


def disagreements(portal: Portal, case: Case):
    """(who, what was said, what is so) of one record."""
    pages = portal.pages(case)
    for who, answer in ANSWERS.items():
        yield who, set(answer(portal, case, pages)), set(case.languages)
    own = {case.work_language} if case.work_language else set(case.languages)
    for who, answer in ANSWERS_WITHOUT_WORKS.items():
        told = answer(portal, case, pages)
        yield who, {told} if isinstance(told, str) else set(told), own
    if case.work_language:
        yield "harvest", portal.harvest[case.record.slug], {*case.languages, case.work_language}
    for code, page in pages.items():
        name = facts(page)["name"]
        named = {name["@language"]} if isinstance(name, dict) else {code}
        yield f"name in JSON-LD, {code}", named, named & case.titles_for(code)
        entry = {portal.feeds[case.name, code, case.record.slug]}
        yield f"feed, {code}", entry, entry & case.titles_for(code)
        if not case.work_language:
            yield f"marks, {code}", not marks(page), code in case.languages


def assert_agreement(client, seed: int, count: int):
    chance, country = random.Random(seed), factories.make_country()  # noqa: S311 (no secret)
    names = [record_type.name for record_type in record_types()]
    cases = [Case(names[number % len(names)], chance, country) for number in range(count)]
    portal = Portal(client)

    found = [
        (str(case.record.slug), who, told, so)
        for case in cases
        for who, told, so in disagreements(portal, case)
        if told != so
    ]

    assert not found, f"seed {seed}: {found}"
    answers = {tuple(case.languages) for case in cases}
    assert len(answers) > 4, f"seed {seed}: {answers}"


def test_all_outputs_agree_on_the_languages_in_which_a_record_exists(client):
    assert_agreement(client, seed=1, count=20)


@pytest.mark.proof
def test_all_outputs_agree_on_records_with_any_gaps(client):
    assert_agreement(client, seed=random.SystemRandom().randrange(10**9), count=200)
