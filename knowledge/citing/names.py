"""The names of who made a work, as references write them (CSL names)."""

from collections.abc import Iterator

from cinterfor.publishing.languages import text_in
from knowledge.models import Contribution

Role = Contribution.Role
#: The styles know no coordinators or compilers; those of a collective work stand where its editors do.
VARIABLES = {
    Role.AUTHOR: "author",
    Role.EDITOR: "editor",
    Role.COORDINATOR: "editor",
    Role.TRANSLATOR: "translator",
    Role.COMPILER: "editor",
}


def names_of(product) -> dict[str, list[dict]]:
    """By CSL variable the names in their order; who is there in two roles of one variable is named once."""
    found = {}
    for contribution in product.contributions.all():
        name = name_of(contribution, product.language)
        of_role = found.setdefault(VARIABLES[contribution.role], [])
        if name not in of_role:
            of_role.append(name)
    return found


def name_of(contribution, language: str) -> dict:
    """A person's family and given name, or an institution's whole name, as printed where that is known."""
    printed = " ".join(contribution.name_as_printed.split())
    if contribution.person is None:
        return {"literal": printed or text_in(contribution.institution, "name", language).value}
    return _person(contribution.person, printed)


def _person(person, printed: str) -> dict:
    """The printed name, parted where the family name that is on record, or its beginning, stands in it.

    “Fernando Vargas” is Vargas, Fernando, though on record he is Vargas Zúñiga. A name that cannot be parted
    so is the one on record: styles need to know which part is which.
    """
    given, family = " ".join(person.given_name.split()), " ".join(person.family_name.split())
    for ending in _beginnings(family):
        if printed == ending:
            return {"family": printed}
        if printed.casefold().endswith(f" {ending}".casefold()):
            return {"family": printed[-len(ending) :], "given": printed[: -len(ending)].strip()}
        if printed.casefold().startswith(f"{ending}, ".casefold()):
            return {"family": printed[: len(ending)], "given": printed[len(ending) + 2 :]}
    return {"family": family} | ({"given": given} if given else {})


def _beginnings(name: str) -> Iterator[str]:
    """“Vargas Zúñiga”, then “Vargas”; never a particle alone."""
    words = name.split()
    for number in range(len(words), 0, -1):
        if words[number - 1][0].isupper():
            yield " ".join(words[:number])
