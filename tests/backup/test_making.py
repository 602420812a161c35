"""What is written into an archive, and what is not."""

import json
import re
import tarfile
import tracemalloc

import pytest
from django.core.management import CommandError, call_command

from cinterfor.backup import making
from cinterfor.backup.archive import DATABASE, MANIFEST

from .commands import back_up

pytestmark = [pytest.mark.django_db, pytest.mark.proof]


def test_the_archive_is_private_and_its_manifest_tells_what_is_in_it(media, folder):
    archive = back_up(folder)

    with tarfile.open(archive) as tar:
        names = tar.getnames()
        manifest = json.load(tar.extractfile(MANIFEST))

    assert re.fullmatch(r"cinterfor-\d{8}-\d{6}\.tar", archive.name)
    assert archive.stat().st_mode & 0o077 == 0
    assert (names[0], names[-1]) == (DATABASE, MANIFEST)
    assert set(manifest["members"]) == set(names) - {MANIFEST}
    assert manifest["members"]["files/empty"]["size"] == 0
    assert manifest["portal"] and manifest["postgresql"] and manifest["django"]
    assert "0001_initial" in manifest["migrations"]["network"]
    assert sorted(path.name for path in folder.iterdir()) == [".lock", archive.name]


def test_links_and_hidden_files_among_the_uploads_stay_out(media, folder, tmp_path):
    (tmp_path / "secret").write_text("secret")
    (media / "link").symlink_to(tmp_path / "secret")
    (media / ".hidden").write_text("x")

    with tarfile.open(back_up(folder)) as tar:
        assert not {"files/link", "files/.hidden"} & set(tar.getnames())


def test_the_newest_archives_are_kept_and_other_files_are_left_alone(folder):
    folder.mkdir()
    for name in (
        "cinterfor-20250101-000000.tar",
        "cinterfor-20250102-000000.tar",
        "cinterfor-old.tar",
        "a.tar",
    ):
        (folder / name).touch()

    back_up(folder, keep=2)

    names = {path.name for path in folder.glob("*.tar")}
    assert {"cinterfor-20250102-000000.tar", "cinterfor-old.tar", "a.tar"} <= names
    assert "cinterfor-20250101-000000.tar" not in names and len(names) == 4


def test_a_failed_backup_leaves_nothing_and_removes_nothing(folder, monkeypatch):
    folder.mkdir()
    (folder / "cinterfor-20250101-000000.tar").touch()
    (folder / ".unfinished").mkdir()

    def broken(*args):
        raise OSError("No space left on device")

    monkeypatch.setattr(making, "add", broken)
    with pytest.raises(CommandError, match="No space left"):
        call_command("backup", str(folder), keep=1, verbosity=0)

    assert {path.name for path in folder.iterdir()} == {".lock", "cinterfor-20250101-000000.tar"}


def test_two_backups_at_once_do_not_write_into_each_other(folder):
    folder.mkdir()

    with making.one_at_a_time_in(folder), pytest.raises(CommandError, match="Another backup"):
        call_command("backup", str(folder), verbosity=0)


def test_backups_do_not_lie_among_what_they_back_up(media):
    with pytest.raises(CommandError, match="among the uploads"):
        call_command("backup", str(media / "backups"), verbosity=0)


def test_a_place_must_be_named(settings):
    settings.BACKUP_FOLDER = ""

    with pytest.raises(CommandError, match="BACKUP_FOLDER"):
        call_command("backup", verbosity=0)


def test_neither_the_archive_nor_an_upload_is_held_in_memory(folder, media):
    with (media / "large.pdf").open("wb") as large:
        large.truncate(200_000_000)
    tracemalloc.start()

    back_up(folder)
    _present, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert most < 20_000_000
