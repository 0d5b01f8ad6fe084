#!/usr/bin/env python
"""Make sure a Chromium is there for the browser tests; install one where that can be done, say so plainly where not."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def found() -> str | None:
    if os.environ.get("CHROMIUM"):
        return os.environ["CHROMIUM"]
    named = next((path for name in NAMES if (path := shutil.which(name))), None)
    return named or _from_playwright()


def _from_playwright() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.path.exists(path) else None


def main() -> int:
    if found():
        return 0
    print("No Chromium here: installing one for the browser tests …", flush=True)
    if shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"])
        subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"], stdout=subprocess.DEVNULL)
    if not found():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"])
    if found():
        return 0
    print(
        "\n  The browser tests need Chromium and it could not be installed."
        "\n  Debian, Ubuntu: sudo apt install chromium. Elsewhere: set CHROMIUM to its path.\n"
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
