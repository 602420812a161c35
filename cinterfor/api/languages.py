"""A record with its texts in one language, each with the language it is really in."""

from cinterfor.formats.shapes import COMPONENTS, TEXTS
from cinterfor.publishing.languages import best


def in_language(value, shape: dict, language: str, shapes: dict[str, dict]):
    """The value with each text in languages as `{"value", "language"}`, or None where there is none."""
    if shape.get("$ref") == TEXTS["$ref"]:
        text = best(value or {}, language)
        return {"value": text.value, "language": text.language} if text else None
    if "$ref" in shape:
        shape = shapes[shape["$ref"].removeprefix(COMPONENTS)]
    if isinstance(value, list):
        return [in_language(item, shape.get("items", {}), language, shapes) for item in value]
    if isinstance(value, dict):
        known, others = shape.get("properties", {}), shape.get("additionalProperties", {})
        return {
            name: in_language(part, known.get(name, others), language, shapes) for name, part in value.items()
        }
    return value
