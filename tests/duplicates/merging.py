"""What a browser sends to merge two records, and what is stored besides."""

from django.utils import translation

from cinterfor.history.registry import kept_models
from cinterfor.history.state import states_of
from tests.admin.forms import address


def merge_page(client, kept, lost, language="es"):
    url = address(type(kept), "merge", language=language)
    return client.get(f"{url}?first={kept.pk}&second={lost.pk}")


def form_of(page):
    """What the merge page would send as it stands."""
    context = page.context
    kept, lost = context["kept"], context["lost"]
    values = {f"field-{choice.name}": choice.kept for choice in context["merging"].chosen}
    return values | {
        "first": kept["record"].pk,
        "second": lost["record"].pk,
        "seen_first": kept["version"],
        "seen_second": lost["version"],
    }


def merge(client, kept, lost, **chosen):
    page = merge_page(client, kept, lost)
    values = form_of(page) | {f"field-{name}": side for name, side in chosen.items()}
    return client.post(address(type(kept), "merge"), values)


def everything():
    """The states of all records with history, by model and key."""
    return {
        (model, key): state
        for model in kept_models()
        for key, state in states_of(model, model._base_manager.values_list("pk", flat=True)).items()
    }


def paths_of(record):
    for language in ("es", "pt", "en"):
        with translation.override(language):
            yield record.get_absolute_url()
