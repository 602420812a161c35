"""What makes the entries of the knowledge base complete, and what each belongs to."""

#: By type: how much each field weighs; of several in brackets any will do.
WEIGHTS = {
    "product": {
        "translated_title": 3,
        "abstract": 4,
        "issued": 3,
        "contributions": 3,
        "themes": 3,
        ("url", "files"): 2,
        ("url", "files", "kept_at"): 1,
        "publisher": 2,
        "countries": 2,
        "institutions": 2,
        "place": 1,
        ("pages", "extent"): 1,
        "cover": 1,
        ("isbn", "issn", "doi", "handle"): 1,
    },
    "theme": {"name": 3, "scope_note": 3, "alt_labels": 2, ("ilo_thesaurus", "esco", "isced_f"): 1},
    "question": {"question": 3, "answer": 4},
    "news": {
        "title": 3,
        "summary": 3,
        "body": 3,
        "date": 2,
        "themes": 2,
        ("countries", "institutions"): 2,
    },
    "event": {
        "title": 3,
        "summary": 3,
        "begins": 3,
        "country": 2,
        "organisers": 2,
        "themes": 2,
        "mode": 1,
        "working_languages": 1,
        "body": 1,
        "city": 1,
        "ends": 1,
        "hosts": 1,
        "url": 1,
        ("people", "institution_count", "country_count", "participations"): 1,
    },
    "page": {"title": 3, "body": 3, "summary": 2},
}
#: By type: the lookups to the countries and institutions in whose mean a record counts.
BELONGS_TO = {
    "product": {"country": ("countries",), "institution": ("institutions",)},
    "event": {"country": ("country",), "institution": ("hosts", "organisers")},
}
