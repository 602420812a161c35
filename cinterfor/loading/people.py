"""Names of persons as title pages print them, parted into given and family name."""

import re
from typing import NamedTuple

# Second given names of the region: without them, all but the first word is the family name.
GIVEN = frozenset(
    re.findall(
        r"\w+",
        """
        alberto alejandra alejandro alicia ana andrés angélica antonia antonio beatriz carlos carmen
        cecilia clara cristina daniel david eduardo elena enrique ernesto etienne eugenia fernanda
        fernando francisco gabriel gabriela guillermo gustavo héctor hugo ignacio inés isabel javier
        jorge josé josefina juan julia julio laura leonor luis luisa luiz lucía manuel marcelo
        margarita maría mario marta martha martín mercedes miguel mónica nicolás oscar pablo patricia
        paulo pedro pilar rafael raúl ricardo roberto rosa santiago sergio silvia susana teresa tomás
        verónica victoria
        """,
    )
)
PARTICLES = frozenset(re.findall(r"\w+", "de del da das do dos di du la las los van von der den y e san"))
CORPORATE = re.compile(
    r"""\b(
        instituto|institute|institut|instituição|ministerio|ministério|ministry|organización|organização|
        organization|organisation|centro|centre|center|oficina|office|escritório|universidad|universidade|
        university|fundación|fundação|foundation|banco|bank|red|rede|network|consejo|conselho|council|
        servicio|serviço|service|secretaría|secretaria|secretariat|agencia|agência|agency|comisión|
        comissão|commission|committee|comité|comitê|asociación|associação|association|federación|
        federação|federation|confederación|departamento|department|programa|programme|program|grupo|
        group|equipo|equipe|team|dirección|direção|gobierno|governo|government|cámara|câmara|chamber|
        unión|união|union|international|internacional|nacional|national|para|for|of|and|on|the
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
ROMAN = re.compile(r"[IVX]+")


class PersonName(NamedTuple):
    given: str
    family: str


def is_corporate(name: str) -> bool:
    """Whether a name is a body's: words that only bodies have, signs, or an acronym."""
    if CORPORATE.search(name) or re.search(r"[0-9/&(),;:–]", name):
        return True
    words = name.split()
    return any(_is_acronym(word) for word in words) and not (len(words) > 1 and name.isupper())


def _is_acronym(word: str) -> bool:
    letters = re.sub(r"\W", "", word)
    return len(letters) > 1 and letters.isupper() and "." not in word and not ROMAN.fullmatch(letters)


def is_surname_alone(name: str) -> bool:
    return len(name.split()) == 1 and not is_corporate(name)


def split_name(name: str, among_surnames: bool = False) -> PersonName:
    """Given and family name. A single word and a corporate name are whole.

    `among_surnames`: the other names on the title page are surnames alone, so this one is too.
    """
    words = name.split()
    whole = " ".join(words)
    if len(words) < 2 or among_surnames or is_corporate(whole):
        return PersonName("", whole)
    count = 1
    while count < len(words) - 1 and _goes_on(words[count]):
        count += 1
    if words[0].lower() in PARTICLES:
        count = 0
    return PersonName(" ".join(words[:count]), " ".join(words[count:]))


def _goes_on(word: str) -> bool:
    initial = len(word.rstrip(".")) == 1 and word[0].isupper()
    return initial or word.lower() in GIVEN
