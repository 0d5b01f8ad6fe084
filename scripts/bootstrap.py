#!/usr/bin/env python3
"""Make the virtual environment and install requirement files into it: bootstrap.py FOLDER FILE…

Needs nothing but Python 3.11 or newer; says plainly what is missing when it cannot go on.
"""

import subprocess
import sys
from pathlib import Path


def fail(sentence: str) -> None:
    sys.exit(f"\n  {sentence}\n")


def main(folder: str, files: list[str]) -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - the very check that says so
        fail(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}. Try: make PYTHON=python3.12 run")
    python = Path(folder) / "bin" / "python"
    if not python.exists():
        print(f"Making the virtual environment in {folder} …", flush=True)
        made = subprocess.run([sys.executable, "-m", "venv", folder], capture_output=True, text=True)
        if made.returncode:
            fail(f"Python's venv module does not work here (on Debian and Ubuntu: apt install python3-venv).\n{made.stdout}{made.stderr}")
    print("Installing what the site needs …", flush=True)
    # uv installs in seconds what takes pip a minute; where it cannot, pip does.
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "uv"], capture_output=True)
    wanted = [argument for file in files for argument in ("-r", file)]
    if subprocess.run([python, "-m", "uv", "pip", "install", "--quiet", "--python", python, *wanted]).returncode == 0:
        return
    print("Trying again with pip …", flush=True)
    if subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *wanted]).returncode:
        fail("The packages could not be installed: is there a network, or a proxy to name in HTTPS_PROXY?")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        fail(__doc__ or "")
    main(sys.argv[1], sys.argv[2:])
