#!/usr/bin/env python
"""Import every CSV and JSON file of a folder twice into a throw-away database: every row accounted for, the second run changes nothing.

python scripts/try_real_files.py FOLDER
"""

import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        print(__doc__)
        return 2
    files = sorted(path for path in Path(sys.argv[1]).iterdir() if path.suffix in (".csv", ".json") and "schema" not in path.name)
    with tempfile.TemporaryDirectory(prefix="real-files-") as folder:
        os.environ.pop("DATABASE_URL", None)
        os.environ.update(DJANGO_SETTINGS_MODULE="config.settings.test", TEST_VAR=folder, VAR_DIR=folder)
        sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
        import django

        django.setup()
        from django.test.utils import setup_databases, teardown_databases
        from django.utils import translation

        created = setup_databases(verbosity=0, interactive=False)
        try:
            from catalogue.places.loading import load_communes

            load_communes()
            with translation.override("fr"):
                return max([try_file(path) for path in files], default=0)
        finally:
            teardown_databases(created, verbosity=0)


def try_file(path: Path) -> int:
    """Import a file twice; returns 1 when a row is not accounted for or the second run changed something."""
    from catalogue.places.importing import Fate, UnreadableFile, import_file
    from catalogue.places.importing.reading import open_file
    from catalogue.places.models import Place

    print(f"\n{path.name}")
    try:
        rows = sum(1 for _row in open_file(path).rows)
        begin = time.monotonic()
        first = import_file(path)
        seconds = time.monotonic() - begin
        stored = list(Place.objects.order_by("pk").values())
        second = import_file(path)
    except UnreadableFile as error:
        print(f"  refused as a whole: {error}")
        return 0
    print("  " + first.summary().replace("\n", "\n  "))
    print(f"  {seconds:.1f} s")
    troubles = []
    if not rows == len(first.lines) == sum(first.fates.values()):
        troubles.append(f"{rows} rows, {len(first.lines)} accounted for")
    if second.fates[Fate.CREATED] or second.fates[Fate.UPDATED]:
        troubles.append(f"the second run changed places: {dict(second.fates)}")
    if stored != list(Place.objects.order_by("pk").values()):
        troubles.append("the second run wrote something")
    for trouble in troubles:
        print(f"  WRONG: {trouble}")
    return int(bool(troubles))


if __name__ == "__main__":
    sys.exit(main())
