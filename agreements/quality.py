"""What makes the entry of an agreement complete, and what it belongs to."""

#: How much each field weighs; of several in brackets any will do.
WEIGHTS = {
    "title": 3,
    "summary": 3,
    "parties": 4,
    "signed": 3,
    "instrument": 2,
    "modality": 2,
    "themes": 2,
    "countries": 1,
    "texts": 1,
    # Anything that says how long it holds.
    ("ends", "duration_months", "stated_in_force_on", "terminated_on"): 2,
}
#: The lookups to the countries and institutions in whose mean it counts.
BELONGS_TO = {
    "country": ("countries", "parties__country", "parties__institution__country"),
    "institution": ("parties__institution",),
}
