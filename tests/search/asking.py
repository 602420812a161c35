"""Asking the search as a visitor and as a program."""

PATHS = {"es": "/es/buscar", "pt": "/pt/buscar", "en": "/en/search"}


def json_of(client, **query):
    return client.get("/es/buscar/", query | {"format": "json"}).json()


def html_of(client, language="es", **query):
    return client.get(f"{PATHS[language]}/", query).content.decode()
