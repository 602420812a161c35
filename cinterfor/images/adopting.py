"""Making images of the files that records kept in a column of their own: for migrations alone."""

from django.core.files.storage import default_storage

from . import renditions

FOCUS = (50, 50)


def adopt(rows, images, file_field: str, key: str, describe) -> None:
    """For each row with a file, an image of that file, to which the row then points.

    `images` is the model of images as the migration knows it; `describe(row)` gives `alt_…` and `credit`,
    empty where the row does not tell them: such images wait in the list of what lacks words or credit.
    """
    for row in rows.exclude(**{file_field: ""}):
        name = getattr(row, file_field).name
        made = images.objects.create(file=name, **_drawn(name), **describe(row))
        rows.filter(pk=row.pk).update(**{key: made})


def _drawn(name: str) -> dict:
    """Size and renditions; nothing of a file that is lost."""
    if not default_storage.exists(name):
        return {}
    width, height = renditions.size_of(default_storage, name)
    made = renditions.whole(default_storage, name) + renditions.cut_for_cards(default_storage, name, FOCUS)
    return {"width": width, "height": height, "renditions": [item.as_json() for item in made]}


def hand_back(rows, file_field: str, key: str) -> None:
    """The way back: the row has the file itself again."""
    for row in rows.exclude(**{key: None}).select_related(key):
        rows.filter(pk=row.pk).update(**{file_field: getattr(row, key).file.name})
