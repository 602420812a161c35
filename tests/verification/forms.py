"""What a focal point's browser sends back."""

from tests.admin.forms import sent

FORMS = {"es": "propuesta/", "pt": "proposta/", "en": "proposal/"}


def values_of(client, url):
    """The form as a browser would send it back."""
    form = client.get(url).context["form"]
    values = {}
    for part in (form.record, *form.rows, *form.offers.forms, *form.seeks.forms):
        for bound in getattr(part, "management_form", part):
            if bound.value() is not None and bound.value() is not False:
                values |= sent(bound)
    return values


def version_on(client, url):
    return client.get(url).context["version"]
