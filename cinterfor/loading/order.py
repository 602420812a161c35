"""In which order the records of one file are loaded: what others refer to comes first."""

from django.utils.translation import gettext as _

from .network import successor_of
from .references import group_slug
from .report import Report
from .source import Folder


def _before(file: str, record: dict, folder: Folder) -> str | None:
    """The record of the same file that must be there first."""
    if file == "themes":
        return record["group"] and group_slug(record["group"])
    if file == "pages":
        return record["parent"]
    if file == "institutions":
        return successor_of(record, folder)
    return None


def in_order(file: str, folder: Folder, report: Report) -> list[tuple[str, dict]]:
    """Sound records, each after the one that it refers to. Circles are refused."""
    sound = {key: item for key, item in folder.of(file).items() if (file, key) not in folder.refused}
    ordered: dict[str, dict] = {}
    for key in sound:
        path = []
        while key in sound and key not in ordered and key not in path:
            path.append(key)
            key = _before(file, sound[key], folder)
        if key in path:
            circle = " → ".join([*path[path.index(key) :], key])
            report.refuse(file, key, "", _("the records refer to each other in a circle: %s") % circle)
            folder.refused.update((file, item) for item in path)
            sound = {item: record for item, record in sound.items() if item not in path}
            continue
        ordered |= {item: sound[item] for item in reversed(path)}
    return [(key, item) for key, item in ordered.items() if (file, key) not in folder.refused]


def check_successors(folder: Folder, report: Report) -> None:
    """Predecessor and successor are one fact, told twice: they may not contradict each other."""
    records = folder.of("institutions")
    for key, record in records.items():
        if ("institutions", key) in folder.refused:
            continue
        earlier = records.get(record["predecessor"])
        if earlier and earlier.get("successor") not in (None, key):
            told = {"earlier": earlier["id"], "other": earlier["successor"]}
            reason = _("the successor of “%(earlier)s” is “%(other)s” by its own record") % told
            report.refuse("institutions", key, "predecessor", reason)
            folder.refused.add(("institutions", key))
