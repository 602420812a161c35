"""Themes, products, events, news, questions and pages: from the files' records to plans."""

from cinterfor.publishing.languages import LANGUAGES
from knowledge.models import Event, EventSeries, NewsItem, Page, Person, Product, Question, Series, Theme
from knowledge.models.events import mode_of
from knowledge.models.series import place_in

from .people import is_corporate, is_surname_alone, split_name
from .plans import Plan, given, own_text, provenance, short_name, status, texts
from .references import group_slug


def theme(record: dict, load) -> Plan:
    values = {
        **texts(record, "name"),
        **texts(record, "scope_note", rich=True),
        **{f"alt_labels_{code}": "\n".join(_labels(record, code, load)) for code in LANGUAGES},
        **{field: value for field, value in record["mapping"].items() if field in _MAPPED},
        **given(record, scope_note_source="scope_note_source", scope_note_url="scope_note_url"),
        **provenance(record),
        "broader": load.references.get("themes", record["group"] and group_slug(record["group"])),
        "publication_status": status(True, record),
    }
    return Plan("themes", record["id"], Theme, record["id"], values)


def _labels(record: dict, code: str, load) -> list[str]:
    """The synonyms. A file that has them in Spanish only is the poorer one: it takes none away."""
    labels = record.get(f"aliases_{code}", [])
    stored = load.store.stored(Theme, record["id"])
    if stored is None or "aliases_pt" in record:
        return labels
    known = (getattr(stored, f"alt_labels_{code}") or "").splitlines()
    return list(dict.fromkeys([*known, *labels]))


_MAPPED = ("ilo_thesaurus", "esco", "isced_f")


def product(record: dict, load) -> Plan:
    """Published where the work was seen; what is known from memory only stays a draft."""
    language = record["language"]
    translations = {
        f"translated_title_{code}": record.get(f"translated_title_{code}") or record.get(f"title_{code}")
        for code in LANGUAGES
        if code != language
    }
    institutions, others = load.matched(record["institutions"], record["other_institutions"])
    values = {
        **{field: text for field, text in translations.items() if text},
        **texts(record, "abstract"),
        **given(
            record, title="title", language="language", kind="type", pages="pages", isbn="isbn", issn="issn"
        ),
        **given(record, doi="doi", publisher="publisher", place="place", url="url"),
        **_series(record),
        **given(record, handle="handle", edition="edition", extent="extent", audience="audience"),
        **given(record, kept_at="kept_at", licence="licence", rights_holder="rights_holder"),
        **given(record, abstract_is_note="abstract_is_portal_note"),
        **_provenance_of_product(record, others),
        "issued": record["year"] and f"{record['year']:04d}",
        "publication_status": status(record["confidence"] == "sourced", record),
    }
    many = _subjects(record, load) | {"institutions": institutions}
    parts = {"contributions": contributions(record, load)}
    return Plan("knowledge_products", record["id"], Product, record["id"], values, many=many, parts=parts)


def _series(record: dict) -> dict:
    """The series, made where it is new, and the number in it: files print both in one."""
    if "series" not in record:
        return {}
    if not record["series"]:
        return {"series": None, "number": ""}
    title, number = place_in(record["series"])
    # Articles and bulletins come in periodicals.
    of_issues = record["type"] in (Product.Kind.ARTICLE, Product.Kind.BULLETIN)
    kind = Series.Kind.PERIODICAL if of_issues else Series.Kind.MONOGRAPHIC
    series = Series.objects.named(title, kind=kind, issn=record["issn"] or "")
    return {"series": series, "number": number}


def _subjects(record: dict, load) -> dict[str, list]:
    return {
        "themes": load.references.many("themes", record["themes"]),
        "countries": load.references.many("countries", record["countries"]),
    }


def _provenance_of_product(record, others):
    further = {
        "ISBN as printed, which fails its check digit": record["isbn_as_seen"],
        "Basis of the abstract": record["abstract_basis"],
        "Institutions without a record": "; ".join(others),
    }
    return provenance(record, further)


def contributions(record: dict, load) -> list[dict]:
    """The authors in their order: institutions where a corporate name is one's, else persons."""
    authors = record["authors"]
    alone = [is_surname_alone(author["name"]) for author in authors]
    among_surnames = len(authors) > 2 and sum(alone) >= len(authors) - 1
    rows = []
    for position, author in enumerate(authors, 1):
        name = " ".join(author["name"].split())
        institution = load.known_organisation(name)
        person = None if institution else _person(name, record["id"], among_surnames)
        row = {"person": person, "institution": institution, "role": author["role"]}
        rows.append(row | {"name_as_printed": name, "position": position})
    return rows


def _person(name: str, work: str, among_surnames: bool) -> Person:
    """A surname alone does not tell who it is: it stands for one person of that work only."""
    given_name, family_name = split_name(name, among_surnames)
    surname_only = not given_name and not is_corporate(name)
    slug = short_name(family_name, work) if surname_only else short_name(given_name, family_name)
    slug = slug or short_name("person", work)
    if person := Person.objects.filter(slug=slug).first():
        return person
    person = Person(slug=slug, given_name=given_name, family_name=family_name)
    person.full_clean()
    person.save()
    return person


def event(record: dict, load) -> Plan:
    """Published where nothing holds it, its beginning is known and its source is whole."""
    public = record["start"] is not None and record["source_complete"]
    took_part = record["participation"] or {}
    country = load.references.get("countries", record["country"])
    values = {
        **own_text(record, "title", "title", record["title_language"]),
        **own_text(record, "city", "city", "es"),
        **own_text(record, "motto", "theme", record["theme_language"]),
        **texts(record, "motto", "theme"),
        **texts(record, "summary"),
        **given(record, original_language="title_language", kind="kind", number="number", level="level"),
        **given(record, begins="start", ends="end"),
        **provenance(record),
        "country": country,
        "mode": mode_of(record["online"], bool(country or record["city"])),
        "people": took_part.get("people"),
        "people_at_least": took_part.get("people_at_least", False),
        "institution_count": took_part.get("institutions"),
        "country_count": took_part.get("countries"),
        "publication_status": status(public, record),
    }
    if record["kind"] == Event.Kind.TECHNICAL_COMMITTEE_MEETING:
        values["series"] = EventSeries.objects.technical_committee()
    many = {
        "hosts": load.organisations(record["host"], record["other_hosts"]),
        "organisers": load.organisations(record["organisers"], record["other_organisers"]),
    }
    return Plan("events", record["id"], Event, record["id"], values, many=many)


def news(record: dict, load) -> Plan:
    """Published where nothing holds it and its date is known."""
    institutions, others = load.matched(record["institutions"], record["other_institutions"])
    values = {
        **own_text(record, "title", "title", record["title_language"]),
        **texts(record, "summary"),
        **given(record, original_language="title_language", date="date", scope="scope"),
        **provenance(record, {"Institutions without a record": "; ".join(others)}),
        "publication_status": status(record["date"] is not None, record),
    }
    many = _subjects(record, load) | {"institutions": institutions}
    return Plan("news", record["id"], NewsItem, record["id"], values, many=many)


def question(record: dict, load) -> Plan:
    derived = "the portal's own, not one of the Centre's site" if record["derived"] else None
    values = {
        **texts(record, "question"),
        **texts(record, "answer", rich=True),
        **given(record, category="category"),
        **provenance(record, {"The question is": derived}),
        "publication_status": status(True, record),
    }
    position = list(load.folder.of("faq")).index(record["id"]) + 1
    return Plan("faq", record["id"], Question, record["id"], values, {"position": position})


def page(record: dict, load) -> Plan:
    values = {
        **texts(record, "title"),
        **texts(record, "summary"),
        **texts(record, "body", rich=True),
        **given(record, menu="menu", position="position"),
        **provenance(record),
        "parent": load.references.get("pages", record["parent"]),
        "publication_status": status(True, record),
    }
    return Plan("pages", record["id"], Page, record["id"], values)
