"""The settings: what is missing or malformed stops the start with a sentence that names it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

PROJECT = Path(__file__).resolve().parents[1]
NO_ADDRESS = "DATABASE_URL must be an address like postgresql://"
WHOLE = {
    "PATH": os.environ["PATH"],
    "PYTHONPATH": str(PROJECT),
    "DJANGO_SETTINGS_MODULE": "cinterfor.settings",
    "SECRET_KEY": "a key of more than fifty characters, as production has one",
    "ALLOWED_HOSTS": "portal.example",
    "DATABASE_URL": "postgresql://portal:word@db.example:5432/portal",
    "HTTPS": "yes",
    # An empty variable counts as missing, and var/local.env does not fill it.
    "EMBEDDED_POSTGRES": "",
}


def start(folder, code="import django; django.setup()", **changes):
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=WHOLE | changes,
        capture_output=True,
        text=True,
        check=False,
    )


def last_line(result):
    return result.stderr.strip().splitlines()[-1]


def test_a_whole_environment_starts(tmp_path):
    result = start(tmp_path)

    assert result.returncode == 0, result.stderr


def test_the_canonical_host_names_the_portal_and_redirecting_hosts_are_answered(tmp_path):
    code = (
        "from django.conf import settings as s;"
        "print(s.PORTAL_ADDRESS, *s.ALLOWED_HOSTS, '|', *s.REDIRECT_HOSTS)"
    )
    hosts = {"CANONICAL_HOST": "Portal.example:8443", "REDIRECT_HOSTS": "www.old.example, old.example"}

    alone, both = start(tmp_path, code), start(tmp_path, code, **hosts, ALLOWED_HOSTS="10.0.0.1")
    without = start(tmp_path, code, CANONICAL_HOST="portal.example", ALLOWED_HOSTS="")

    assert alone.stdout.strip() == "https://portal.example portal.example |"
    assert both.stdout.split() == [
        "https://portal.example:8443", "10.0.0.1", "portal.example", "www.old.example", "old.example",
        "|", "www.old.example", "old.example",
    ]  # fmt: skip
    assert without.stdout.strip() == "https://portal.example portal.example |"


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL"])
def test_a_missing_variable_stops_the_start_and_is_named(name, tmp_path):
    result = start(tmp_path, **{name: ""})

    assert result.returncode != 0
    assert f"The environment variable {name} is missing" in last_line(result)


@pytest.mark.parametrize(
    ("name", "value", "demand"),
    [
        ("SECRET_KEY", "short", "SECRET_KEY must have at least 50 characters"),
        ("DATABASE_URL", "portal", NO_ADDRESS),
        ("AGREEMENTS_EMAIL_LANGUAGE", "fr", "AGREEMENTS_EMAIL_LANGUAGE must be one of es, pt, en"),
        ("DATABASE_URL", "mysql://portal@db.example/portal", NO_ADDRESS),
        (
            "DATABASE_URL",
            "postgresql://portal@db.example:port/portal",
            NO_ADDRESS,
        ),
        (
            "DATABASE_URL",
            "postgresql://portal:wo#rd@db.example/portal",
            NO_ADDRESS,
        ),
        ("DATABASE_URL", "postgresql://[::1/portal", NO_ADDRESS),
        ("DATABASE_URL", "postgresql://portal@db.example", NO_ADDRESS),
        ("DATABASE_POOL_SIZE", "many", "DATABASE_POOL_SIZE must be a whole number"),
        ("DATABASE_POOL_SIZE", "-1", "DATABASE_POOL_SIZE must be a whole number"),
        ("EMAIL_PORT", "smtp", "EMAIL_PORT must be a whole number"),
        (
            "CANONICAL_HOST",
            "https://portal.example/",
            "CANONICAL_HOST must be written like portal.example.org",
        ),
        ("REDIRECT_HOSTS", "old.example", "REDIRECT_HOSTS needs CANONICAL_HOST"),
        ("DEBUG", "perhaps", "DEBUG must be yes or no"),
        ("HTTPS", "2", "HTTPS must be yes or no"),
        ("BEHIND_PROXY", "nginx", "BEHIND_PROXY must be yes or no"),
        ("EMAIL_USE_TLS", "ssl", "EMAIL_USE_TLS must be yes or no"),
    ],
)
def test_a_malformed_variable_stops_the_start_and_is_named(name, value, demand, tmp_path):
    result = start(tmp_path, **{name: value})

    assert result.returncode != 0
    assert demand in last_line(result)


def test_a_password_is_not_repeated_in_the_message(tmp_path):
    result = start(tmp_path, DATABASE_URL="postgresql://portal:pass#word@db.example/portal")

    assert "pass#word" not in result.stderr


def test_production_settings_pass_the_deployment_check(tmp_path):
    result = start(
        tmp_path,
        "from django.core.management import execute_from_command_line as run;"
        "run(['manage.py', 'check', '--deploy', '--fail-level', 'WARNING'])",
    )

    assert result.returncode == 0, result.stderr


@pytest.mark.django_db
def test_the_migrations_are_those_of_the_models():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def documented_variables():
    return set(re.findall(r"^\| `([A-Z_]+)`", (PROJECT / "README.md").read_text(encoding="utf-8"), re.M))


def text_of(*patterns):
    files = [file for pattern in patterns for file in PROJECT.glob(pattern)]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def test_readme_names_every_variable_that_the_code_reads():
    text = text_of("gunicorn.conf.py", "cinterfor/**/*.py")

    read = set(re.findall(r'environment\.\w+\(\s*"([A-Z_]+)"', text))
    read |= set(re.findall(r'os\.environ(?:\.get\(|\[)"([A-Z_]+)"', text))

    assert len(read) > 15
    assert read - documented_variables() - {"PATH"} == set()


def test_readme_names_no_variable_that_nothing_reads():
    text = text_of("gunicorn.conf.py", "Makefile", "cinterfor/**/*.py", "tests/**/conftest.py")

    assert [name for name in documented_variables() if name not in text] == []
