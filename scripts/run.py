#!/usr/bin/env python
"""What `make run` does once the environment is there: database, demo content, worker, server.

python scripts/run.py [PORT]
"""

import datetime
import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
os.chdir(ROOT)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")
STAMP = ROOT / "var" / "demo.stamp"


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
    is_behind = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if is_behind:
        print("Making the database …", flush=True)
        call_command("migrate", verbosity=0)
    if os.environ.get("DEMO", "1") not in {"0", "false", "no", "off"} and (is_behind or not has_demo_of_today()):
        call_command("demo")
        STAMP.write_text(stamp())


def has_demo_of_today() -> bool:
    """Tell whether this very demonstration was built today: its sessions are always in the future, so each day renews it."""
    from home.models import HomePage

    return STAMP.is_file() and STAMP.read_text() == stamp() and HomePage.objects.exists()


def stamp() -> str:
    digest = hashlib.sha256(os.environ.get("DATABASE_URL", "").encode())
    for folder in ("home", "catalogue", "diagnostic"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and ("demo" in path.as_posix() or path.name == "factories.py" or path.suffix in (".json", ".xz")):
                digest.update(path.read_bytes())
    return f"{datetime.date.today()} {digest.hexdigest()}"  # noqa: DTZ011 - the day of whoever sits here


def serve(port: int) -> int:
    """Start the server, and the workers once it answers: they would slow the first page. Stop all together."""
    manage = [sys.executable, "manage.py"]
    log = ROOT / "var" / "worker.log"
    processes = [subprocess.Popen([*manage, "runserver", "--skip-checks", f"0.0.0.0:{port}"])]
    print(f"\n  The site   http://localhost:{port}/\n  The admin  http://localhost:{port}/admin/", flush=True)
    print(f"  Messages are written to {log.relative_to(ROOT)}, none is sent. Ctrl+C stops the site.\n", flush=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        for _half_second in range(120):
            if answers(port) or processes[0].poll() is not None:
                break
            time.sleep(0.5)
        with log.open("a") as lines:
            for command in (["tick", "--loop"], ["db_worker", "--interval", "2"]):
                processes.append(subprocess.Popen([*manage, *command], stdout=lines, stderr=lines))
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


def answers(port: int) -> bool:
    with socket.socket() as door:
        door.settimeout(0.5)
        return door.connect_ex(("127.0.0.1", port)) == 0


if __name__ == "__main__":
    chosen = int(sys.argv[1]) if len(sys.argv) > 1 else 8000
    os.environ.setdefault("SITE_URL", f"http://localhost:{chosen}")  # links in messages lead here
    prepare()
    sys.exit(serve(chosen))
