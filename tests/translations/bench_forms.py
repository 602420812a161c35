"""What a browser sends of the translator's bench."""

import re
from html import unescape

from django.urls import reverse

BODY = "<h2>Uno</h2><p>Dos <strong>tres</strong></p><p>Cuatro</p>"
CORPO = "<h2>Um</h2><p>Dois <strong>três</strong></p><p>Quatro</p>"
FIELD = re.compile(r'<textarea id="[^"]*" name="(?P<name>[^"]+)"[^>]*>\n(?P<text>[^<]*)</textarea>')
HIDDEN = re.compile(r'<input type="hidden" name="(?P<name>seen-[^"]+)" value="(?P<text>[^"]*)"')


def bench(record, language="pt", query=""):
    name = type(record).record_type().name
    return reverse("admin:translation_work", args=[name, record.pk, language]) + query


def form(answer):
    """What a browser would send of the page, untouched."""
    html = answer.content.decode()
    found = [*FIELD.finditer(html), *HIDDEN.finditer(html)]
    return {match["name"]: unescape(match["text"]).replace("\n", "\r\n") for match in found}


def save(client, record, query="", language="pt", **values):
    """The page as it stands, with these values (`text_title`, `right_body__6`), sent."""
    url = bench(record, language, query)
    named = {key.replace("__", ":").replace("_", "-", 1): value for key, value in values.items()}
    button = {} if any(key.startswith("-") for key in named) else {"_save": "yes"}
    named = {key if not key.startswith("-") else f"_{key[1:]}": value for key, value in named.items()}
    return client.post(url, form(client.get(url)) | button | named)
