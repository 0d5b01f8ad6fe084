#!/usr/bin/env python
"""Run a management command. `site/` is a plain folder on the path: the standard library owns the name `site`."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT / "site"))


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
    try:
        from django.core.management import execute_from_command_line
    except ImportError as error:
        sys.exit(f"Django is not installed in this Python ({error}). Run `make run` first, or activate .venv.")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
