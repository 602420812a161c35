"""The browser of the tests and of the pictures: the system's own."""

import os
import shutil

ARGUMENTS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium():
    return shutil.which(os.environ.get("CHROMIUM") or "chromium")
