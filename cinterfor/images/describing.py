"""Images for search engines (schema.org)."""


def images_of(record, record_type, absolute) -> dict:
    """The image that stands for a record, as `image` or `logo`; `absolute` makes an address of a path."""
    for field in record_type.image_fields:
        image = getattr(record, field)
        if image and image.largest:
            return {"logo" if field == "logo" else "image": _object(image, image.largest, absolute)}
    return {}


def _object(image, rendition, absolute) -> dict:
    alt = image.alt_text
    said = {"caption": alt.value, "creditText": image.credit, "inLanguage": alt.language}
    return {
        "@type": "ImageObject",
        "contentUrl": absolute(rendition.url),
        "width": pixels(rendition.width),
        "height": pixels(rendition.height),
        **{name: value for name, value in said.items() if value},
    }


def pixels(number: int) -> dict:
    """A length on the screen; E37 is the pixel in the codes of UN/CEFACT Recommendation 20."""
    return {"@type": "QuantitativeValue", "value": number, "unitCode": "E37"}
