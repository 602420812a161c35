"""The two commands as an operator gives them."""

import io

from django.core.management import call_command


def back_up(folder, **options):
    call_command("backup", str(folder), verbosity=0, stdout=io.StringIO(), **options)
    return sorted(folder.glob("*.tar"))[-1]


def restore(archive, **options):
    told = io.StringIO()
    call_command("restore", str(archive), stdout=told, **options)
    return told.getvalue()


def files(media):
    return {
        path.relative_to(media).as_posix(): path.read_bytes() for path in media.rglob("*") if path.is_file()
    }
