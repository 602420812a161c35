"""Archives that are not restored, and what is said of them."""

import io
import json
import os
import tarfile

import pytest
from django.core.management import CommandError
from django.test import override_settings

from cinterfor.backup.archive import DATABASE, MANIFEST
from network.models import Institution
from tests import factories

from .commands import back_up, files, restore

pytestmark = [pytest.mark.django_db, pytest.mark.proof]


@pytest.fixture(scope="module")
def whole(django_db_setup, django_db_blocker, tmp_path_factory):
    """One archive, of an empty database and an upload."""
    folder = tmp_path_factory.mktemp("whole")
    (folder / "uploads" / "logos").mkdir(parents=True)
    (folder / "uploads" / "logos" / "año.png").write_bytes(b"x" * 5000)
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=folder / "uploads"):
        return back_up(folder)


def altered(archive, target, change):
    """The archive with its members changed: `change(name, data)` gives a list of (TarInfo or name, data)."""
    with tarfile.open(archive) as source, tarfile.open(target, "w") as written:
        for member in source:
            for name, data in change(member.name, source.extractfile(member).read()):
                info = name if isinstance(name, tarfile.TarInfo) else tarfile.TarInfo(name)
                info.size = len(data)
                written.addfile(info, io.BytesIO(data))
    return target


def with_manifest(**changes):
    def change(name, data):
        return [(name, json.dumps(json.loads(data) | changes).encode() if name == MANIFEST else data)]

    return change


def and_also(name, kind=tarfile.REGTYPE):
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, "/etc/passwd"
    return lambda name, data: [(name, data), (info, b"")] if name == DATABASE else [(name, data)]


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda name, data: [(name, data[:-1] + b"?" if name == DATABASE else data)], "is damaged"),
        (lambda name, data: [(name, data)] if name != "files/logos/año.png" else [], "is damaged"),
        (lambda name, data: [(name, data)] if name != MANIFEST else [], "no manifest"),
        (lambda name, data: [(name, data if name != MANIFEST else b"\xff{")], "no manifest"),
        (lambda name, data: [(name, data if name != MANIFEST else b"[1]")], "no manifest"),
        (with_manifest(format="another"), "no manifest of this portal"),
        (with_manifest(members=[]), "cannot be understood"),
        (with_manifest(migrations={"network": ["9999_future"]}), "newer portal .* network.9999_future"),
        (and_also("../outside"), "holds “../outside”"),
        (and_also("/etc/cron.d/x"), "holds “/etc/cron.d/x”"),
        (and_also("files/../../outside"), "holds “files/../../outside”"),
        (and_also("files/link", tarfile.SYMTYPE), "holds “files/link”"),
        (and_also("files/hard", tarfile.LNKTYPE), "holds “files/hard”"),
        (and_also("files/device", tarfile.CHRTYPE), "holds “files/device”"),
        (and_also("files/logos/año.png"), "holds “files/logos/año.png”|is damaged"),
        (and_also("files/extra"), "is damaged"),
        (and_also("notes.txt"), "holds “notes.txt”"),
    ],
)
def test_a_damaged_foreign_or_tricky_archive_is_refused_before_anything_is_touched(
    whole, media, tmp_path, change, complaint
):
    institution = factories.make_institution()
    archive = altered(whole, tmp_path / "altered.tar", change)
    kept_files = files(media)

    with pytest.raises(CommandError, match=complaint) as refusal:
        restore(archive, replace=True)

    assert "Nothing was changed" in str(refusal.value)
    assert list(Institution.objects.all()) == [institution]
    assert files(media) == kept_files
    assert not (tmp_path / "outside").exists()


@pytest.mark.parametrize("size", [0, 100, 5000, -700])
def test_an_archive_that_was_cut_off_is_refused(whole, tmp_path, size):
    written = whole.read_bytes()
    (tmp_path / "cut.tar").write_bytes(written[:size] if size >= 0 else written.rstrip(b"\0")[:size])

    with pytest.raises(CommandError, match="cut off"):
        restore(tmp_path / "cut.tar", replace=True)


@pytest.mark.parametrize("content", [b"not a tar at all" * 100, os.urandom(20_000), None])
def test_what_is_no_archive_is_refused_in_words(tmp_path, content):
    path = tmp_path / "thing.tar"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(CommandError, match="Nothing was changed"):
        restore(path, replace=True)
