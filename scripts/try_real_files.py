#!/usr/bin/env python
"""Import every CSV and JSON file of a folder twice into a throw-away database: every row accounted for, the second run changes nothing.

python scripts/try_real_files.py FOLDER
"""

import json
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
                failed = max([try_file(path) for path in files], default=0)
                schemas = sorted(path for path in Path(sys.argv[1]).iterdir() if path.name.endswith("-schema.json"))
                return max([failed, *(try_publishing(path, Path(folder)) for path in schemas)])
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
    accounted = sum(1 for line in first.lines if line.number is not None)
    if rows != accounted or len(first.lines) != sum(first.fates.values()):
        troubles.append(f"{rows} rows, {accounted} accounted for")
    if second.fates[Fate.CREATED] or second.fates[Fate.UPDATED]:
        troubles.append(f"the second run changed places: {dict(second.fates)}")
    if stored != list(Place.objects.order_by("pk").values()):
        troubles.append("the second run wrote something")
    for trouble in troubles:
        print(f"  WRONG: {trouble}")
    return int(bool(troubles))


def try_publishing(schema_path: Path, folder: Path) -> int:
    """Publish what was imported and let frictionless judge it by the standard's own schema; returns 1 when it finds something."""
    from django.utils import timezone
    from frictionless import Schema
    from frictionless.resources import TableResource

    from catalogue.places.open_data import files

    failed = 0
    for format in ("csv", "json"):
        record = files.build(format, "tried", timezone.now())
        path = folder / f"published.{format}"
        with files.default_storage.open(record.path) as stream:
            path.write_bytes(stream.read())
        schema = Schema.from_descriptor(json.loads(schema_path.read_text(encoding="utf-8")))
        report = TableResource(path=path.name, basepath=str(folder), schema=schema, format=format).validate()
        errors = [error.message for task in report.tasks for error in task.errors]
        print(f"\n{path.name}: {record.rows} places, {record.left_out} left out, {len(errors)} errors by {schema_path.name}")
        for error in errors[:10]:
            print(f"  WRONG: {error}")
        failed |= bool(errors)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
