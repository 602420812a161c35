"""Tools that are not Python: where `make proof` puts them, and how they are called."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

MODULES = settings.VAR_DIR / "tools" / "node_modules"
MISSING = "{} is missing: {}. `make proof` installs what tests/browser/tools/package.json names."


def needed(program: str, what: str, module: str) -> Path:
    """The module's folder; the test is skipped where the program that runs it, or itself, is missing."""
    if shutil.which(program) is None:
        pytest.skip(MISSING.format(program, f"{what} needs it"))
    if not (MODULES / module).is_dir():
        pytest.skip(MISSING.format(what, "npm was not here when it should have been installed"))
    return MODULES / module


def check_markup(files: list[Path]) -> list[dict]:
    """What the Nu HTML checker says of the files: one message each, with its kind and place."""
    jar = needed("java", "the Nu HTML checker", "vnu-jar") / "build" / "dist" / "vnu.jar"
    command = ["java", "-Xss8m", "-jar", jar, "--format", "json", "--exit-zero-always", *files]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    return json.loads(answer.stderr)["messages"]


def measure_by_lighthouse(address: str, chromium: str, arguments: list[str]) -> dict:
    """The report of Lighthouse on a page as a slow phone meets it (its default throttling)."""
    program = needed("node", "Lighthouse", "lighthouse") / "cli" / "index.js"
    command = ["node", program, address, "--output=json", "--quiet", f"--chrome-flags={' '.join(arguments)}"]
    environment = os.environ | {"CHROME_PATH": chromium}
    for _attempt in range(3):
        answer = subprocess.run(command, capture_output=True, text=True, timeout=180, env=environment)
        # Sometimes the browser records no page load (NO_NAVSTART), which says nothing of the page.
        if answer.returncode == 0 or "NO_NAVSTART" not in answer.stderr + answer.stdout:
            break
    assert answer.returncode == 0, answer.stderr[-2000:]
    report = json.loads(answer.stdout)
    assert "runtimeError" not in report, report["runtimeError"]
    return report
