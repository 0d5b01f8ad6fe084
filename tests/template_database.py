"""One migrated database for all: each test process works on a copy of it, which takes a blink where migrating takes 13 seconds.

The template's name holds a hash of every installed migration, so a new, renamed or edited one makes another template, once.
SQLite: a file in ``$TEST_VAR`` or ``var/tests``. PostgreSQL: a database of the same server, copied by ``CREATE DATABASE … TEMPLATE``.
"""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
PREFIX = "tests_template_"


def folder() -> Path:
    """Where templates and their lock are kept, common to the workers of a run."""
    path = Path(os.environ.get("TEST_VAR") or ROOT / "var" / "tests")
    path.mkdir(parents=True, exist_ok=True)
    return path


def stamp(run: str) -> str:
    """A hash of all that migrating reads: the migrations of every installed app, Django's and Wagtail's too."""
    digest = hashlib.sha256(run.encode())
    for app in sorted(apps.get_app_configs(), key=lambda app: app.label):
        for path in sorted(Path(app.path, "migrations").glob("*.py")):
            digest.update(f"{app.label}/{path.name}".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def copy_template(name: str, run: str = "") -> None:
    """Make the database ``name`` anew as a copy of the template; the first to come makes the template, the others wait for it.

    ``run`` names a run of the tests that wants a template made for itself (``--create-db``).
    """
    template = PREFIX + stamp(run)
    with _alone():
        (_copy_file if connection.vendor == "sqlite" else _copy_in_server)(template, name)


@contextmanager
def _alone() -> Iterator[None]:
    with open(folder() / f"{PREFIX}lock", "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _copy_file(template: str, name: str) -> None:
    path = folder() / f"{template}.sqlite3"
    if not path.exists():
        for old in folder().glob(f"{PREFIX}*.sqlite3*"):
            old.unlink()
        unfinished = path.with_suffix(".new")
        _migrate(str(unfinished))
        unfinished.rename(path)
    for suffix in ("-wal", "-shm", "-journal"):
        with suppress(FileNotFoundError):
            os.unlink(name + suffix)
    shutil.copyfile(path, name)


def _copy_in_server(template: str, name: str) -> None:
    quote = connection.ops.quote_name
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{PREFIX}%"])
        there = {row[0] for row in cursor.fetchall()}
        if template not in there:
            for old in there:
                cursor.execute(f"DROP DATABASE {quote(old)}")
            _migrate(f"{template}_new")
            cursor.execute(f"ALTER DATABASE {quote(f'{template}_new')} RENAME TO {quote(template)}")
        cursor.execute(f"DROP DATABASE IF EXISTS {quote(name)}")
        cursor.execute(f"CREATE DATABASE {quote(name)} TEMPLATE {quote(template)}")


def _migrate(name: str) -> None:
    """Make a database of that name with Django's own means for a test database, then let it go."""
    wanted, before = connection.settings_dict["TEST"]["NAME"], connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = name
    try:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    finally:
        connection.close()
        connection.settings_dict["TEST"]["NAME"] = wanted
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = before
