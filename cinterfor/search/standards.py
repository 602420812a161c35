"""Where the ILO's Conventions and Recommendations are: many look for them here by their number."""

import re

NORMLEX = "https://normlex.ilo.org/"
NUMBER = r"(?:n[º°o]?\.?\s?º?|n[úu]m(?:\.|ero)?|number)?\s*0*(\d{1,3})\b"
INSTRUMENT = re.compile(
    rf"\b(?:conv[eê]n\w*|recom[ae]\w*|recommend\w*)\s*{NUMBER}|\b[cr]\s?-?0*(\d{{1,3}})\b", re.IGNORECASE
)


def is_about_standards(text: str) -> bool:
    """Whether the words name a Convention or Recommendation by number: “Convenio 142”, “C142”, “R195”."""
    return bool(INSTRUMENT.search(text))
