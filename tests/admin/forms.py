"""What a browser would send: the values of an admin page's form, and the page's answer in words."""

from html import unescape

from django.urls import reverse
from django.utils import translation
from django.utils.html import strip_tags


def address(model, page="add", record=None, language="es"):
    with translation.override(language):
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}"
        return reverse(name, args=[record.pk] if record else [])


def values_of(client, url):
    """The form of the page as it stands, ready to be changed and sent back."""
    context = client.get(url).context
    values = {}
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.initial_forms]
    for form in forms:
        for bound in form:
            if not isinstance(bound.value(), (type(None), bool)) or bound.value() is True:
                values |= sent(bound)
    return values


def send(client, record, language="es", **values):
    """The form of a record, sent to be published with these values in it."""
    url = address(type(record), "change", record, language)
    return client.post(url, values_of(client, url) | {"_publish": "yes"} | values)


def sent(bound):
    value, widget = bound.value(), bound.field.widget
    if hasattr(widget, "decompress"):
        parts = widget.decompress(value)
        return {f"{bound.html_name}_{number}": part for number, part in enumerate(parts) if part is not None}
    if getattr(widget, "needs_multipart_form", False):
        return {}
    if isinstance(value, list) and getattr(widget, "allow_multiple_selected", False):
        return {bound.html_name: [getattr(item, "pk", item) for item in value]}
    value = bound.field.prepare_value(value)
    return {bound.html_name: "on" if value is True else value}


def row(prefix, number, **values):
    return {f"{prefix}-{number}-{name}": value for name, value in values.items()}


def words(response):
    """The page's text, as a reader finds it."""
    return " ".join(unescape(strip_tags(response.content.decode())).split())
