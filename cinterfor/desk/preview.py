"""A record on its public page before it is public: by a signed link that can be shared and expires."""

import datetime
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import resolve, reverse
from django.utils import timezone

from cinterfor.history.registry import model_of
from cinterfor.history.state import apply, state_of
from cinterfor.publishing.models import Publication
from cinterfor.publishing.together import written_for_now

from .models import Opening, Pending

SALT = "cinterfor.desk.preview"
LASTS = datetime.timedelta(days=settings.PREVIEW_DAYS)

_token: ContextVar[str] = ContextVar("preview_token", default="")


class Preview(NamedTuple):
    """What a link shows: the newest state of a record, or what an editor has typed and not yet saved."""

    model: str
    key: int
    #: An Opening, or 0 for what is saved.
    opening: int = 0

    @property
    def token(self) -> str:
        return signing.dumps(list(self), salt=SALT)

    def state(self) -> dict | None:
        """The state to show; None where there is nothing left to preview."""
        typed = Opening.objects.filter(pk=self.opening).first() if self.opening else None
        if typed and typed.previewed:
            return typed.previewed
        model = model_of(self.model)
        pending = Pending.objects.of(model, self.key).select_related("version").first()
        return pending.version.state if pending else state_of(model, self.key)


class Shown(NamedTuple):
    """What the page says of itself while it is a preview."""

    status: str
    expires: datetime.datetime


class Expired(Exception):
    """The link is older than previews last."""


def read(token: str) -> tuple[Preview, datetime.datetime]:
    """The preview of a link and the moment at which it ends. BadSignature, Expired."""
    try:
        found = signing.loads(token, salt=SALT, max_age=LASTS)
    except signing.SignatureExpired as error:
        raise Expired from error
    made = signing.b62_decode(token.rsplit(":", 2)[1])
    return Preview(*found), timezone.datetime.fromtimestamp(made, tz=datetime.UTC) + LASTS


def page(request, preview: Preview, state: dict, expires: datetime.datetime):
    """The public page as it would be; everything that is written for it is rolled back."""
    model = model_of(preview.model)
    fields = state["fields"]
    request.preview = Shown(Publication(fields["publication_status"]).label, expires)
    as_public = fields | {
        "publication_status": Publication.PUBLISHED.value,
        "published_from": timezone.now().isoformat(),
    }
    with transaction.atomic(), written_for_now():
        apply(model, preview.key, state | {"fields": as_public})
        path = reverse(f"{model.record_type().name}_detail", args=[_slug(model, preview.key)])
        view = resolve(path)
        response = view.func(request, *view.args, **view.kwargs)
        transaction.set_rollback(True)
    return response


def _slug(model, key: int) -> str:
    return model._base_manager.values_list("slug", flat=True).get(pk=key)


@contextmanager
def under(token: str):
    """While a preview is made: addresses of uploads carry its token, see `with_token`."""
    reset = _token.set(token)
    try:
        yield
    finally:
        _token.reset(reset)


def with_token(url: str) -> str:
    """The address of an upload as the page may ask for it: a preview shows what is not public."""
    token = _token.get()
    return f"{url}?preview={token}" if token else url


def shown_by(token: str) -> tuple | None:
    """The record type and the state that a link shows, if it is still good."""
    try:
        preview, _ends = read(token)
    except (signing.BadSignature, Expired):
        return None
    state = preview.state()
    return (model_of(preview.model).record_type(), state) if state else None
