"""Import 100,000 rows as CSV and as JSON, on SQLite and on PostgreSQL: seconds, and the most memory the process ever held."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROWS = 100_000
WANTED = "60 s or less, 300 MB or less"


def run() -> list[tuple[str, str, str]]:
    """Measure each file in a process of its own, so that the memory of one is not that of the next."""
    here = [sys.executable, str(Path(__file__).resolve())]
    rows = []
    with tempfile.TemporaryDirectory(prefix="bench-imports-") as folder:
        without_postgres = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        environment = {**without_postgres, "DJANGO_SETTINGS_MODULE": "config.settings.test", "TEST_VAR": folder}
        subprocess.run([*here, "write", folder], env=environment, check=True)
        for name in ("v1.csv", "v01.json"):
            for command in (here, [sys.executable, str(ROOT / "scripts" / "with_postgres.py"), *here]):
                done = subprocess.run([*command, "measure", f"{folder}/{name}"], env=environment, check=True, stdout=subprocess.PIPE)
                rows += json.loads(done.stdout.splitlines()[-1])
    return [tuple(row) for row in rows]


def write(folder: Path) -> None:
    from scripts.bench.place_files import write_csv, write_json

    write_csv(folder / "v1.csv", ROWS)
    write_json(folder / "v01.json", ROWS, version="0.1")


def measure(path: Path) -> list[tuple[str, str, str]]:
    """Import a file twice into a throw-away database, with its report kept line by line as in the admin."""
    import resource
    import time

    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases

    from catalogue.places.importing.recorded import record, start
    from catalogue.places.loading import load_communes

    created = setup_databases(verbosity=0, interactive=False)
    try:
        load_communes()
        engine = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connection.vendor]
        rows = []
        for turn in ("import", "the same again"):
            began = time.perf_counter()
            report = record(start("", path.name, is_complete=True), path)
            seconds = time.perf_counter() - began
            megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            shown = f"{seconds:.0f} s, {report.rows / seconds:.0f} rows/s, {megabytes:.0f} MB at most"
            rows.append((f"{engine}: {turn} of {report.rows:,} rows, {report.form.upper()} v{report.version}", shown, WANTED))
        return rows
    finally:
        teardown_databases(created, verbosity=0)


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
    import django

    django.setup()
    if sys.argv[1] == "write":
        write(Path(sys.argv[2]))
    else:
        print(json.dumps(measure(Path(sys.argv[2]))))
