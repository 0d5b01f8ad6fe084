#!/usr/bin/env python
"""What `make run` does once the environment is there: database, demo content, worker, server.

python scripts/run.py [PORT]
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
os.chdir(ROOT)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")


def prepare() -> None:
    """Bring translations, database and demo content up to date; quick when they are."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from core.catalogues import compile_all

    if compile_all():  # already loaded catalogues would miss them
        os.execv(sys.executable, [sys.executable, *sys.argv])
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        print("Making the database …", flush=True)
        call_command("migrate", verbosity=0)
    if os.environ.get("DEMO", "1") not in {"0", "false", "no", "off"}:
        call_command("demo")


def serve(port: int) -> int:
    """Start the worker and the server; stop both together."""
    manage = [sys.executable, "manage.py"]
    log = ROOT / "var" / "worker.log"
    with log.open("a") as lines:
        processes = [
            subprocess.Popen([*manage, "tick", "--loop"], stdout=lines, stderr=lines),
            subprocess.Popen([*manage, "db_worker", "--interval", "2"], stdout=lines, stderr=lines),
        ]
    print(f"\n  The site   http://localhost:{port}/\n  The admin  http://localhost:{port}/admin/", flush=True)
    print(f"  Messages are written to {log.relative_to(ROOT)}, none is sent. Ctrl+C stops the site.\n", flush=True)
    processes.insert(0, subprocess.Popen([*manage, "runserver", "--skip-checks", f"0.0.0.0:{port}"]))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        while all(process.poll() is None for process in processes):
            time.sleep(0.5)
        return next(process.returncode for process in processes if process.returncode is not None)
    except KeyboardInterrupt:
        return 0
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(timeout=10)


if __name__ == "__main__":
    chosen = int(sys.argv[1]) if len(sys.argv) > 1 else 8000
    os.environ.setdefault("SITE_URL", f"http://localhost:{chosen}")  # links in messages lead here
    prepare()
    sys.exit(serve(chosen))
