"""What makes the entry of a country or institution complete, and what each belongs to."""

#: By type: how much each field weighs; of several in brackets any will do.
WEIGHTS = {
    "country": {"name": 3, "region": 1, "capital": 2, "latitude": 1, "longitude": 1},
    "institution": {
        "name": 4,
        "description": 4,
        "country": 3,
        "website": 3,
        "memberships": 3,
        "acronym": 2,
        "city": 2,
        "logo": 2,
        "official_name": 1,
        "management": 1,
        "coverage": 1,
        "tripartite": 1,
        "founded": 1,
        "latitude": 1,
        "longitude": 1,
        ("ror", "wikidata", "isni"): 1,
    },
}
#: By type: the lookups to the countries and institutions in whose mean a record counts.
BELONGS_TO = {"institution": {"country": ("country",)}}
